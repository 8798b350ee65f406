"""Which named mistake explains what a submission answered.

Every check of a question is run again, with a named mistake in the place of the student's
function. The mistake explains a failure if it gives the student's very answers and the check
fails on them too. One that also gives the student's answers in all other checks of the question
goes before one that does not.
"""

from dataclasses import asdict, dataclass

import numpy as np

from autograder.checks import (
    WHOLE,
    Ask,
    Check,
    Mistake,
    Name,
    Seed,
    Silence,
    View,
    Wrong,
    across,
    generator,
)
from autograder.languages import fitted
from autograder.sandbox.inside import calls


@dataclass(frozen=True)
class Asked:
    """A check that was run, and the answers it got."""

    check: Check
    ask: Ask
    failed: bool


def explain(asked: list[Asked], mistakes: tuple[Mistake, ...]) -> dict[str, Mistake]:
    """The mistake that explains each failed check, by the check's name; as far as there is one."""
    explained: dict[str, Mistake] = {}
    partly: dict[str, tuple[int, Mistake]] = {}
    for mistake in mistakes:
        about = [one for one in asked if mistake.imitates in {name for name, _ in one.ask.answers}]
        failing = [one for one in about if one.failed]
        if not failing:
            continue
        fits = [one for one in about if fails_alike(one, mistake) is one.failed]
        for one in failing:
            name = one.check.name
            if one not in fits:
                continue
            if len(fits) == len(about):
                explained.setdefault(name, mistake)
            elif tells_much(one) and partly.get(name, (0,))[0] < len(fits):
                partly[name] = (len(fits), mistake)
    return {name: mistake for name, (_, mistake) in partly.items()} | explained


def fails_alike(one: Asked, mistake: Mistake) -> bool | None:
    """Whether the check fails on the mistake's answers; None if they are not the student's."""
    try:
        one.check.run(Replay(one, mistake))
    except Differs:
        return None
    except Wrong:
        return True
    except Exception:  # a fault of the check is reported where the check itself met it
        return None
    return False


def tells_much(one: Asked) -> bool:
    """Whether equal answers could hardly be chance: not if they are only True and False."""
    return not all(isinstance(answer, bool | Silence) for _, answer in one.ask.answers)


class Differs(Exception):
    """The mistake answers otherwise than the student."""


class Replay:
    """An `Ask` whose answers come from a mistake, as long as they are the student's answers."""

    def __init__(self, one: Asked, mistake: Mistake):
        self.rng = generator(one.ask.seed, one.check)
        self.mistake, self.left = mistake, list(one.ask.answers)
        self.special = one.ask.special
        self.generators = one.ask.generators  # those of the student: a mistake here has none
        self.raised: tuple[str, ...] = ()

    def new_seed(self) -> Seed:
        return Seed(int(self.rng.integers(2**31)))

    def call(self, name: str, *args, seconds=None, view: View = WHOLE, **kwargs):
        theirs = self.value(name)
        if name != self.mistake.imitates:
            return theirs
        if isinstance(theirs, Silence) and theirs.kind == "missing":
            raise Differs  # what is not there makes no mistake
        if any(isinstance(value, Name) for value in (*args, *kwargs.values())):
            raise Differs  # the notebook's own variables are not here
        args, kwargs = across((args, kwargs), self.special)
        try:
            with np.errstate(all="ignore"):
                ours = self.mistake.implementation(*args, **kwargs)
                ours = across(calls.look(ours, asdict(view)))
        except Exception as error:  # a wrong implementation may raise anything
            ours, self.raised = Silence("raised"), tuple(k.__name__ for k in type(error).__mro__)
        if isinstance(ours, Silence) and isinstance(theirs, Silence):
            raise Wrong("")
        if not same(ours, theirs):
            raise Differs
        return ours

    def error(self, name: str, *args, **kwargs) -> tuple[str, ...]:
        try:
            self.call(name, *args, **kwargs)
        except Wrong:  # neither answered
            return self.raised
        return ()

    def figure(self, name: str, *args, seconds=None, **kwargs):
        raise Differs

    def value(self, name: str, view: View = WHOLE):
        if not self.left or self.left[0][0] != name:
            raise Differs
        theirs = self.left.pop(0)[1]
        if isinstance(theirs, Silence) and name != self.mistake.imitates:
            raise Differs
        return theirs


def same(ours, theirs, rtol: float = 1e-6, atol: float = 1e-9) -> bool:
    """Whether two answers are one and the same up to rounding."""
    theirs = fitted(theirs, np.shape(ours)) if isinstance(ours, np.ndarray) else theirs
    if isinstance(ours, tuple | list) and isinstance(theirs, tuple | list):
        pairs = zip(ours, theirs, strict=False)
        return len(ours) == len(theirs) and all(same(a, b, rtol, atol) for a, b in pairs)
    if isinstance(ours, str | Silence) or isinstance(theirs, str | Silence):
        return type(ours) is type(theirs) and ours == theirs
    try:
        ours, theirs = np.asarray(ours), np.asarray(theirs)
        if ours.dtype.kind not in "biufc" or theirs.dtype.kind not in "biufc":
            return False
        if (ours.dtype.kind == "b") != (theirs.dtype.kind == "b") or ours.shape != theirs.shape:
            return False
        return bool(np.allclose(ours, theirs, rtol, atol, equal_nan=True))
    except (TypeError, ValueError):
        return False
