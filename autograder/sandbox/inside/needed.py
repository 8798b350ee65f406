"""Which demonstrations of a notebook need not run: those that nothing depends on.

A demonstration is a cell that the student left as it was handed out. It is skipped only if what the
other cells, and the functions in them, look up is neither bound nor changed by it. Whatever this
does not understand makes everything run. Made before any code of a student runs.
"""

import ast
import builtins
import re

from .effects import Functions, aliases, with_aliases
from .names import bound_names, loads_before_binding
from .vocabulary import DYNAMIC, HARMLESS, MODULES

HISTORY = re.compile(r"_+|_i+|_i?\d+|_[io]h|_dh|__(?!name__)\w+__")  # what IPython keeps, and more
REVEALING = ("modules", "f_globals", "f_back", "tb_frame")  # attributes
FORBIDDEN = (ast.ClassDef, ast.AsyncFunctionDef, ast.Await, ast.AsyncFor, ast.AsyncWith)


class Unclear(Exception):
    """The notebook does something that this cannot follow."""


def skipped(codes, demonstrations, variables, setup=()):
    """Places of the demonstrations that need not run.

    codes : sources of all code cells
    demonstrations, setup : places of those that are as handed out
    variables : names that the checks look up
    """
    try:
        trees = [ast.parse(code) for code in codes]
        for place, tree in enumerate(trees):
            if place not in setup:
                refuse_what_is_dynamic(tree)
        running = [tree for place, tree in enumerate(trees) if place not in demonstrations]
        needed = set(variables).union(*map(loads_before_binding, running))
        return sorted(left_out(trees, set(demonstrations), Functions(trees), needed))
    except (Unclear, SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def left_out(trees, open_ones, functions, needed):
    """The demonstrations that remain when all that are needed, and what these need, have gone."""
    others = functions.modules | set(functions.defined) | HARMLESS
    near, far = aliases(trees, others, False), aliases(trees, others, True)
    changes = {
        place: bound_names(trees[place])
        | with_aliases(functions.changed_by(trees[place]), far)
        | with_aliases(functions.drawn_by(trees[place]), near)
        for place in open_ones
    }
    unclear = {place for place in open_ones if functions.unclear(trees[place])}
    while True:
        wanted = {
            place
            for place in open_ones
            if place in unclear or "" in changes[place] or changes[place] & needed
        }
        if not wanted:
            return open_ones
        open_ones = open_ones - wanted
        needed = needed.union(*(loads_before_binding(trees[place]) for place in wanted))


def refuse_what_is_dynamic(tree):
    """Raise Unclear where names are looked up or made in ways that do not stand in the source."""
    for node in ast.walk(tree):
        if isinstance(node, FORBIDDEN) or getattr(node, "decorator_list", None):
            raise Unclear(type(node).__name__)
        if isinstance(node, ast.Name):
            load = isinstance(node.ctx, ast.Load)
            if node.id in DYNAMIC or (load and HISTORY.fullmatch(node.id)):
                raise Unclear(node.id)
            if not load and hasattr(builtins, node.id):
                raise Unclear(f"{node.id} is bound anew")
        if isinstance(node, ast.Attribute) and (
            node.attr.startswith("__")
            or node.attr in ("modules", "f_globals", "f_back", "tb_frame")
        ):
            raise Unclear(node.attr)
        if isinstance(node, ast.Import) and not all(known(alias.name) for alias in node.names):
            raise Unclear("import")
        if isinstance(node, ast.ImportFrom) and (
            node.level or not known(node.module or "") or any(a.name == "*" for a in node.names)
        ):
            raise Unclear("import")


def known(module):
    return module.split(".")[0] in MODULES
