"""What the checks of a question have asked and compared, kept for the diagnosis.

While a record is kept, a wrong answer does not end its check: the other instances are asked too,
so that what is said about the answer can be held against all of them. The check fails in the end
with what went wrong first. Without a record the first wrong answer raises.
"""

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

import numpy as np

from autograder.checks.declaration import Wrong

LARGEST = 50_000  # numbers; arguments and answers beyond are compared and not kept
MOST = 200  # comparisons of a check


@dataclass(frozen=True)
class Call:
    """A call that was answered. `arguments` (args, kwargs) are None if they are too large."""

    name: str
    arguments: tuple[tuple, dict] | None
    answer: object


@dataclass(frozen=True)
class Compared:
    """An answer beside the right one.

    part : which item of the call's answer it is; None for all of it, -1 if it is made from it
    terms : arrays of which the right answer, or a likely wrong one, is a sum, by their names
    a_set : whether the order of the numbers means nothing
    """

    what: str
    yours: np.ndarray
    right: np.ndarray
    fits: bool
    call: Call | None
    part: int | None
    terms: dict[str, np.ndarray]
    a_set: bool = False


@dataclass
class Record:
    """Calls and comparisons of one run of a check, and what was wrong in it, in order.

    wrong_calls : indices of the calls after whose answer something was found wrong
    """

    calls: list[Call] = field(default_factory=list)
    compared: list[Compared] = field(default_factory=list)
    wrongs: list[Wrong] = field(default_factory=list)
    wrong_calls: set[int] = field(default_factory=set)

    def add(self, wrong: Wrong) -> None:
        self.wrongs.append(wrong)
        if self.calls:
            self.wrong_calls.add(len(self.calls) - 1)


_kept: ContextVar[Record | None] = ContextVar("record", default=None)


@contextmanager
def keeping() -> Iterator[Record]:
    """Keep a record of what the check in this block asks and compares.

    What the check raises as Wrong ends it and is kept, too.
    """
    record = Record()
    token = _kept.set(record)
    try:
        yield record
    except Wrong as wrong:
        record.add(wrong)
    finally:
        _kept.reset(token)


def called(name: str, args: tuple, kwargs: dict, answer: object) -> None:
    """Keep a call of the submission."""
    record = _kept.get()
    if record is not None:
        small = sum(np.size(value) for value in (*args, *kwargs.values())) <= LARGEST
        arguments = copy.deepcopy((args, kwargs)) if small else None
        record.calls.append(Call(name, arguments, answer))


def judge(wrong: Wrong) -> None:
    """Something is wrong: raise it, or keep it if a record is kept."""
    record = _kept.get()
    if record is None:
        raise wrong
    record.add(wrong)


def compared(what: str, yours, right, fits: bool, terms: dict | None = None, a_set=False) -> None:
    """Keep a comparison of the last call's answer, or of a part of it."""
    record = _kept.get()
    if record is None or len(record.compared) == MOST:
        return
    try:
        yours, right = np.asarray(yours), np.asarray(right)
    except ValueError:
        return  # no array at all
    if yours.dtype.kind not in "biufc" or max(yours.size, right.size) > LARGEST:
        return
    call = record.calls[-1] if record.calls else None
    part = part_of(call.answer, yours) if call else -1
    terms = {} if terms is None else terms
    found = Compared(what, yours.copy(), right.copy(), fits, call, part, terms, a_set)
    record.compared.append(found)


def part_of(answer: object, yours: np.ndarray) -> int | None:
    """Which item of the answer these numbers are; None if they are all of it, -1 if neither."""
    if not isinstance(answer, tuple | list) or is_same(answer, yours):
        return None if is_same(answer, yours) else -1
    return next((i for i, item in enumerate(answer) if is_same(item, yours)), -1)


def is_same(item: object, yours: np.ndarray) -> bool:
    if not isinstance(item, np.ndarray | list | tuple | int | float | complex):
        return False
    try:
        flat, given = np.asarray(item).ravel(), yours.ravel()  # in Octave a list has a shape
        return np.array_equal(flat, given, equal_nan=yours.dtype.kind in "fc")
    except (TypeError, ValueError):
        return False


@contextmanager
def judging(
    answer, right, what: str, terms: dict | None = None, exhibit: Callable | None = None
) -> Iterator[None]:
    """Judge an answer in this block in a way of one's own, with the right one beside it.

    exhibit : shown with what goes wrong in the block, if that has none of its own
    """
    try:
        yield
    except Wrong as wrong:
        wrong.exhibit = wrong.exhibit or exhibit
        compared(what, answer, right, False, terms)
        judge(wrong)
    else:
        compared(what, answer, right, True, terms)
