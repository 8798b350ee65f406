"""A check run again with a named mistake in the place of the student's function."""

import json
from dataclasses import asdict
from hashlib import sha256

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
    keeping,
)
from autograder.languages import fitted
from autograder.sandbox.inside import calls, wire


def fails_alike(check: Check, ask: Ask, mistake: Mistake) -> bool | None:
    """Whether the check fails on the mistake's answers; None if they are not the student's."""
    try:
        with keeping() as record:
            check.run(Replay(check, ask, mistake))
    except Differs:
        return None
    except Exception:  # a fault of the check is reported where the check itself met it
        return None
    return bool(record.wrongs)


class Differs(Exception):
    """The mistake answers otherwise than the student."""


class Replay:
    """An `Ask` whose answers come from a mistake, as long as they are the student's answers."""

    def __init__(self, check: Check, ask: Ask, mistake: Mistake):
        self.rng = generator(ask.seed, check)
        self.mistake, self.left = mistake, list(ask.answers)
        self.special = ask.special
        self.generators = ask.generators  # those of the student: a mistake here has none
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
        ours, self.raised = answer_of(self.mistake, args, kwargs, view, self.special)
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


# All submissions are asked the same, so that a mistake has to be run once for all of them.
_known: dict[bytes, tuple[object, tuple[str, ...]]] = {}
MOST_KEPT, MOST_NUMBERS = 4_000, 5_000


def answer_of(mistake: Mistake, args: tuple, kwargs: dict, view: View, special: dict) -> tuple:
    """What the mistake answers, as it would cross the border, or the types of what it raises.

    special : how arguments are made of what crosses, see `Ask.special`; kept are answers to
        Python's own, as the generators of other languages belong to one submission
    """
    encoder = wire.Encoder()
    document, looked = encoder.encode((args, kwargs)), asdict(view)
    block = b"".join(encoder.blocks)
    whole = [mistake.question, mistake.name, document, wire.Encoder().encode(looked)]
    key = sha256(json.dumps(whole).encode() + block).digest()
    own = special is calls.SPECIAL
    if own and key in _known:
        return _known[key]
    args, kwargs = wire.decode(document, block, special)
    try:
        with np.errstate(all="ignore"):
            ours = mistake.implementation(*args, **kwargs)
            found = across(calls.look(ours, looked)), ()
    except Exception as error:  # a wrong implementation may raise anything
        found = Silence("raised"), tuple(k.__name__ for k in type(error).__mro__)
    if own and numbers_in(found[0]) <= MOST_NUMBERS:
        if len(_known) == MOST_KEPT:
            del _known[next(iter(_known))]
        _known[key] = found
    return found


def numbers_in(answer: object) -> int:
    parts = answer if isinstance(answer, tuple | list) else [answer]
    return sum(np.size(part) for part in parts if not isinstance(part, str | dict))


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
