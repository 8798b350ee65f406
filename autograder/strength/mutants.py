"""Mutants of the worked answers: each is one of them with a single change.

A mutant is known by its question, its function, and the changed statement before and after, all
as `ast.unparse` writes them: so its name survives comments, line breaks and other functions.
"""

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.problems import Problem
from autograder.strength.changes import DECORATION, changes

ARROW = "  =>  "
# Arguments that are never arrays in this problem set, so nothing can be written into them.
NUMBERS = {"N", "T", "dt", "g", "f", "m", "sE", "sI", "I", "omega", "k", "share", "bins", "rng"}
NUMBERS |= {"balanced", "runs", "period", "noise", "tau"}


@dataclass(frozen=True)
class Mutant:
    """A worked answer cell with a single change.

    change : the statement before and after; a number behind it if another mutant is called so
    source : of the whole cell
    """

    question: str
    function: str
    change: str
    source: str

    @property
    def key(self) -> tuple[str, str, str]:
        return self.question, self.function, self.change


def mutants_of(problem: Problem, question: str | None = None) -> list[Mutant]:
    """All mutants of a problem's answers, or of one question's, in the order of its source."""
    found: list[Mutant] = []
    for cell in problem.cells:
        if cell.role == "answer" and question in (None, cell.question):
            found += of_cell(cell.question, cell.source)
    return found


def of_cell(question: str, source: str) -> list[Mutant]:
    """The mutants of one cell, each different from the cell and from each other."""
    tree = ast.parse(source)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    seen, names, found = {ast.unparse(tree)}, Counter(), []
    untouched = without_effect(tree)
    for node in [node for node in ast.walk(tree) if node not in untouched]:
        lineage = [*above(node, parents)]
        function = next((n for n in lineage[::-1] if isinstance(n, ast.FunctionDef)), None)
        for replacement in at_node(node, parameters_of(function)):
            text, change = replaced(tree, lineage, replacement)
            if text in seen or not compiles(text):
                continue
            seen.add(text)
            name = function.name if function else ""
            names[name, change] += 1
            number = names[name, change]
            change += f"  #{number}" if number > 1 else ""
            found.append(Mutant(question, name, change, text))
    return found


def above(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> Iterator[ast.AST]:
    """The node, its parent, and so on up to the whole cell."""
    while True:
        yield node
        if node not in parents:
            return
        node = parents[node]


def without_effect(tree: ast.Module) -> set[ast.AST]:
    """Docstrings, what only its length is asked for, and how a figure is decorated."""
    found: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found |= {node, node.value}
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "len":
            found |= set(node.args)
        if isinstance(node, ast.keyword) and node.arg in DECORATION:
            found |= set(ast.walk(node))
    return found


def compiles(text: str) -> bool:
    try:
        compile(text, "<mutant>", "exec")
    except SyntaxError:
        return False
    return True


def parameters_of(function: ast.FunctionDef | None) -> set[str]:
    """Names of the arguments of a function, but for those that are functions."""
    if function is None:
        return set()
    called = {getattr(n.func, "id", "") for n in ast.walk(function) if isinstance(n, ast.Call)}
    return {one.arg for one in function.args.args + function.args.kwonlyargs} - called


def at_node(node: ast.AST, parameters: set[str]) -> Iterator[list[ast.stmt] | ast.AST]:
    """What may stand in the place of a node: an expression, or statements for a statement."""
    if isinstance(node, ast.expr):
        yield from changes(node, parameters)
    elif isinstance(node, ast.stmt):
        yield from at_statement(node, parameters)


def at_statement(node: ast.stmt, parameters: set[str]) -> Iterator[list[ast.stmt]]:
    if isinstance(node, ast.Assign | ast.AugAssign | ast.Expr | ast.Raise):
        yield [ast.Pass()]
    if isinstance(node, ast.AugAssign):
        yield [ast.Assign([node.target], node.value, lineno=0)]
        if isinstance(node.op, ast.Add | ast.Sub):
            other = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
            yield [ast.AugAssign(node.target, other, node.value)]
    if isinstance(node, ast.If):
        yield node.body
        yield node.orelse or [ast.Pass()]
    if isinstance(node, ast.For | ast.While) and not node.orelse:
        yield [type(node)(**{**vars(node), "body": [*node.body, ast.Break()]})]
    if isinstance(node, ast.Return) and node.value is not None:
        yield [ast.Return(ast.Constant(None))]
        for name in sorted(parameters - NUMBERS):
            yield writing_into(name, node.value)


def writing_into(name: str, value: ast.expr) -> list[ast.stmt]:
    """Return the value, and leave other numbers in an argument."""
    write = f"if isinstance({name}, np.ndarray) and {name}.ndim:\n    {name} += 1"
    kept = ast.Assign([ast.Name("answer", ast.Store())], value, lineno=0)
    return [kept, *ast.parse(write).body, ast.Return(ast.Name("answer", ast.Load()))]


def replaced(tree: ast.Module, lineage: list[ast.AST], replacement) -> tuple[str, str]:
    """The cell with a node replaced, and what the change is called; the cell itself stays."""
    node, parent = lineage[:2]
    statement = next(one for one in lineage if isinstance(one, ast.stmt))
    new = replacement if isinstance(replacement, list) else [replacement]
    before = headline(statement)
    exchange(parent, [node], new)
    text = ast.unparse(tree)
    after = "; ".join(map(headline, new)) if node is statement else headline(statement)
    exchange(parent, new, [node])
    return text, before + ARROW + after


def headline(statement: ast.stmt) -> str:
    """The statement as one line; of a compound one only what stands before its colon."""
    body = getattr(statement, "body", [])
    once = " (once)" if body and isinstance(body[-1], ast.Break) else ""
    return " ".join(ast.unparse(statement).split(":\n")[0].split()) + once


def exchange(parent: ast.AST, old: list[ast.AST], new: list[ast.AST]) -> None:
    """Put `new` in the place of children that follow each other."""
    for field, value in ast.iter_fields(parent):
        if value is old[0]:
            setattr(parent, field, new[0])
        elif isinstance(value, list):
            places = [place for place, item in enumerate(value) if item is old[0]]
            for place in places[:1]:
                value[place : place + len(old)] = new
