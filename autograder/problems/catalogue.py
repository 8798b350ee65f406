"""Which problems there are, and for each its source, its hidden checks and its limits."""

import ast
import functools
import importlib
import inspect
import pkgutil
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from autograder.languages import Functions, Signature
from autograder.problems.source import SOLUTIONS, Problem, SourceError, parse
from autograder.sandbox import Limits

if TYPE_CHECKING:  # the vocabulary of checks is loaded with the checks
    from autograder.checks import Suite


def names() -> list[str]:
    """Names of the problems that have a source, in order."""
    return sorted(path.stem for path in SOLUTIONS.glob("problem*.py"))


@functools.cache
def read(name: str, folder: Path = SOLUTIONS) -> Problem:
    """The problem `name`, read once in a process: that takes as long as grading a small notebook.

    Raises SourceError if there is none, or if its source is not in order.
    """
    path = folder / f"{name}.py"
    if not path.is_file():
        raise SourceError(f"no source {path.name}; there are: {', '.join(names())}")
    return parse(path)


def suite(problem: str) -> "Suite":
    """The suite of a problem: the modules of its package here, one per question, in order."""
    from autograder.checks import Suite, arguments_check

    package = package_of(problem)
    modules = [
        importlib.import_module(f"{package.__name__}.{name}")
        for name in sorted(module.name for module in pkgutil.iter_modules(package.__path__))
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
    return Functions(signatures, getattr(package_of(problem), "POSITIONS", {}))


def signature(arguments: ast.arguments) -> Signature:
    """The names of arguments in order, those that go by name last, and their defaults' sources."""
    positional, by_name = arguments.args, arguments.kwonlyargs
    pairs = [*zip(positional[::-1], arguments.defaults[::-1], strict=False)]
    pairs += [(name, value) for name, value in zip(by_name, arguments.kw_defaults, strict=True)]
    defaults = {name.arg: ast.unparse(value) for name, value in pairs if value is not None}
    return Signature(tuple(name.arg for name in [*positional, *by_name]), defaults)


def limits(problem: str) -> Limits:
    """What a submission of this problem may use, without loading its checks."""
    return package_of(problem).LIMITS


def package_of(problem: str) -> ModuleType:
    return importlib.import_module(f"autograder.problems.{problem}")
