"""The hidden checks, and how one is written.

    @check("1e")
    def spectrum_of_unseen_matrices(ask):
        \"""`spectrum(J)` gives the eigenvalues of matrices it has not seen.\"""
        J = random_connectivity(60, 1.3, ask.rng)
        expect_same_set(ask.call("spectrum", J), np.linalg.eigvals(J))

The docstring is the sentence that the student reads. The check raises `Wrong` with a reason. Its
neighbour is the named mistake, written as a student would write it:

    @mistake("1e", "spectrum")
    def singular_values(J):
        \"""These are singular values: ...\"""      the hint
        return np.linalg.svd(J)[1]
"""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass

from autograder.limits import Limits


class Wrong(Exception):
    """An answer is not right: `reason` tells the student why; `mistake` names it if it is known.

    exhibit : makes what a picture shows better, see `exhibit.py`; called only if it is shown
    """

    def __init__(self, reason: str, mistake: str | None = None, exhibit: Callable | None = None):
        super().__init__(reason)
        self.reason, self.mistake, self.exhibit = reason, mistake, exhibit


@dataclass(frozen=True)
class Check:
    """One hidden check of a question. `needs` names checks that must have passed before."""

    question: str
    name: str
    says: str
    weight: float
    needs: tuple[str, ...]
    run: Callable


@dataclass(frozen=True)
class Mistake:
    """A wrong implementation of the student's function `imitates`, with the hint that helps."""

    question: str
    imitates: str
    name: str
    hint: str
    implementation: Callable

    def source(self) -> str:
        """Its code as a student would have written it: under the name that it imitates, no hint."""
        text = inspect.getsource(self.implementation)
        text = text[text.index(f"def {self.name}(") :]
        body = ast.parse(text).body[0].body
        lines = text.splitlines()
        del lines[body[0].lineno - 1 : body[0].end_lineno]
        return "\n".join(lines).replace(f"def {self.name}(", f"def {self.imitates}(", 1)


@dataclass(frozen=True)
class Suite:
    """All checks and mistakes of a problem, and what its submissions may use."""

    problem: str
    checks: tuple[Check, ...]
    mistakes: tuple[Mistake, ...]
    limits: Limits

    def of(self, question: str) -> list[Check]:
        return [check for check in self.checks if check.question == question]


def check(question: str, weight: float = 1.0, needs: tuple[str, ...] = ()) -> Callable:
    """Make a function of `ask` a hidden check of `question`."""

    def decorate(function: Callable) -> Callable:
        says = " ".join(inspect.getdoc(function).split())
        function.check = Check(question, function.__name__, says, weight, needs, function)
        return function

    return decorate


def mistake(question: str, imitates: str) -> Callable:
    """Make a function a named mistake of `question`, a wrong version of the function `imitates`."""

    def decorate(function: Callable) -> Callable:
        hint = " ".join(inspect.getdoc(function).split())
        function.mistake = Mistake(question, imitates, function.__name__, hint, function)
        return function

    return decorate


def load(problem: str) -> Suite:
    """The suite of a problem: the modules of its package here, one per question, in order."""
    package = importlib.import_module(f"{__name__}.{problem}")
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    modules = [importlib.import_module(f"{package.__name__}.{name}") for name in names]
    functions = [f for module in modules for f in vars(module).values() if inspect.isfunction(f)]
    return Suite(
        problem,
        tuple(f.check for f in functions if hasattr(f, "check")),
        tuple(f.mistake for f in functions if hasattr(f, "mistake")),
        limits(problem),
    )


def limits(problem: str) -> Limits:
    """What a submission of this problem may use, without loading its checks."""
    return importlib.import_module(f"{__name__}.{problem}").LIMITS
