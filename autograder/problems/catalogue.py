"""Which problems there are, and for each its source, its hidden checks and its limits."""

import functools
import importlib
import inspect
import pkgutil
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

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


def limits(problem: str) -> Limits:
    """What a submission of this problem may use, without loading its checks."""
    return package_of(problem).LIMITS


def package_of(problem: str) -> ModuleType:
    return importlib.import_module(f"autograder.problems.{problem}")
