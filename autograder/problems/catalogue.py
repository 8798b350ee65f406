"""Which problems there are, and for each its source, its hidden checks and its limits."""

import ast
import functools
import importlib
import inspect
import pkgutil
import re
from importlib import metadata
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from autograder.languages import LANGUAGES, Functions, Signature
from autograder.problems.declaration import Declaration
from autograder.problems.source import Problem, SourceError, parse
from autograder.sandbox import Limits

if TYPE_CHECKING:  # the vocabulary of checks is loaded with the checks
    from autograder.checks import Suite

GROUP = "rnn_problem_set.problems"  # of entry points, by which other packages add problems
ROOM = __name__.rpartition(".")[0]


@functools.cache
def packages() -> dict[str, str]:
    """The package of each problem, by the problem's name: those of this room, and entry points."""
    here = importlib.import_module(ROOM)
    found = {m.name: f"{ROOM}.{m.name}" for m in pkgutil.iter_modules(here.__path__) if m.ispkg}
    for point in metadata.entry_points(group=GROUP):
        if found.setdefault(point.name, point.value) != point.value:
            raise SourceError(
                f"two packages declare {point.name}: {found[point.name]} and {point.value}"
            )
    return {name: found[name] for name in sorted(found, key=natural)}


def natural(name: str) -> list[tuple[bool, int, str]]:
    """A key that sorts `problem10` behind `problem9`."""
    parts = re.findall(r"\d+|\D+", name)
    return [(part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts]


def names() -> list[str]:
    """Names of the problems, in order. One whose source is missing is none yet."""
    return [name for name in packages() if source_path(name).is_file()]


def package_of(problem: str) -> ModuleType:
    """The package of a problem. Raises SourceError if no package declares it."""
    if problem not in packages():
        raise SourceError(f"no problem {problem}; there are: {', '.join(names())}")
    return importlib.import_module(packages()[problem])


def declaration(problem: str) -> Declaration:
    """What the problem says about itself. Raises SourceError if it says nothing."""
    found = getattr(package_of(problem), "DECLARATION", None)
    if not isinstance(found, Declaration):
        raise SourceError(f"{packages()[problem]} holds no DECLARATION = Declaration(...)")
    return found


def source_path(problem: str) -> Path:
    return declaration(problem).folder / f"{problem}.py"


@functools.cache
def read(problem: str) -> Problem:
    """The problem of this name, read once in a process: that takes as long as a small notebook.

    Raises SourceError if there is none, or if its source is not in order.
    """
    path = source_path(problem)
    if not path.is_file():
        raise SourceError(f"{problem} has no source: {path} is missing")
    return parse(path)


def editions(name: str) -> list[Problem]:
    """The problem in other languages than Python, as far as it has been written in them."""
    paths = [source_path(name).with_suffix(one.ending) for one in LANGUAGES.values()]
    return [parse(path) for path in paths if path.suffix != ".py" and path.is_file()]


def suite(problem: str) -> "Suite":
    """The suite of a problem: the modules of its package, one per question, in order."""
    from autograder.checks import Suite, arguments_check

    package = package_of(problem)
    modules = [
        importlib.import_module(f"{package.__name__}.{name}")
        for name in sorted(module.name for module in pkgutil.iter_modules(package.__path__))
        if name != problem  # its source may lie there, too
    ]
    functions = [f for module in modules for f in vars(module).values() if inspect.isfunction(f)]
    checks = [f.check for f in functions if hasattr(f, "check")]
    for question in dict.fromkeys(check.question for check in checks):
        checks.append(arguments_check(question, (c for c in checks if c.question == question)))
    return Suite(
        problem,
        tuple(checks),
        tuple(f.mistake for f in functions if hasattr(f, "mistake")),
        limits(problem),
    )


@functools.cache
def functions(problem: str) -> Functions:
    """How the functions of a problem are called, for submissions in other languages."""
    signatures = {}
    for cell in read(problem).cells:
        if cell.role == "answer":
            for node in ast.parse(cell.source).body if cell.kind == "code" else ():
                if isinstance(node, ast.FunctionDef):
                    signatures[node.name] = signature(node.args)
    return Functions(signatures, dict(declaration(problem).positions))


def signature(arguments: ast.arguments) -> Signature:
    """The names of arguments in order, those that go by name last, and their defaults' sources."""
    positional, by_name = arguments.args, arguments.kwonlyargs
    pairs = [*zip(positional[::-1], arguments.defaults[::-1], strict=False)]
    pairs += [(name, value) for name, value in zip(by_name, arguments.kw_defaults, strict=True)]
    defaults = {name.arg: ast.unparse(value) for name, value in pairs if value is not None}
    return Signature(tuple(name.arg for name in [*positional, *by_name]), defaults)


def limits(problem: str) -> Limits:
    """What a submission of this problem may use, without loading its checks."""
    return declaration(problem).limits
