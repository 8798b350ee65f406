"""What a hidden check is, and a named mistake."""

import ast
import inspect
from collections.abc import Callable
from dataclasses import dataclass

from autograder.sandbox import Limits


class Wrong(Exception):
    """An answer is not right: `reason` tells the student why; `mistake` names it if it is known.

    exhibit : makes what a picture shows better, see `exhibit.py`; called only if it is shown
    """

    def __init__(self, reason: str, mistake: str | None = None, exhibit: Callable | None = None):
        super().__init__(reason)
        self.reason, self.mistake, self.exhibit = reason, mistake, exhibit


@dataclass(frozen=True)
class Check:
    """One hidden check of a question.

    needs : names of checks that must all have passed before
    needs_one : names of checks of which one must have passed before; no matter if there are none
    key : what its instances depend on; the name, unless it was renamed
    """

    question: str
    name: str
    says: str
    weight: float
    run: Callable
    needs: tuple[str, ...] = ()
    needs_one: tuple[str, ...] = ()
    key: str = ""


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


def check(
    question: str, weight: float = 1.0, needs: tuple[str, ...] = (), key: str | None = None
) -> Callable:
    """Make a function of `ask` a hidden check of `question`.

    key : of a check that was renamed, its first name, so that its instances stay what they were
    """

    def decorate(function: Callable) -> Callable:
        says = " ".join(inspect.getdoc(function).split())
        name = function.__name__
        function.check = Check(question, name, says, weight, function, needs, key=key or name)
        return function

    return decorate


def mistake(question: str, imitates: str) -> Callable:
    """Make a function a named mistake of `question`, a wrong version of the function `imitates`."""

    def decorate(function: Callable) -> Callable:
        hint = " ".join(inspect.getdoc(function).split())
        function.mistake = Mistake(question, imitates, function.__name__, hint, function)
        return function

    return decorate
