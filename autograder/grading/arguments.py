"""Whether a wrong answer is the right one for other arguments: one ignored, transposed, swapped.

The worked function gives it. It is asked about the smallest instance first, and only for as long
as it takes few steps, so that this costs little whatever the function is.
"""

import inspect
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from autograder.checks import Compared, across
from autograder.grading.evidence import near
from autograder.problems import worked
from autograder.sandbox.inside import calls

MOST_LINES = 60_000  # of worked solutions that are run through for one diagnosis
MOST_NUMBERS = 3_000  # in the arguments of the instance that is asked about first


@dataclass(frozen=True)
class Change:
    """Another set of arguments; `parameter` says which are touched."""

    name: str
    parameter: str
    says: str
    of: Callable[[dict], dict]


class TooLong(Exception):
    """The worked function takes more steps than a diagnosis may cost."""


def bound(problem: str, pair: Compared) -> tuple[Callable, dict[str, object]] | None:
    """The worked function and the arguments of a call by their names."""
    if pair.call is None or pair.call.arguments is None:
        return None
    function = worked.functions(problem).get(pair.call.name)
    if function is None:
        return None
    args, kwargs = across(pair.call.arguments, calls.SPECIAL)
    try:
        return function, dict(inspect.signature(function).bind(*args, **kwargs).arguments)
    except TypeError:
        return None


def explain(problem: str, pairs: list[Compared]) -> list[Change]:
    """The changes of arguments for which the right answer is the student's on all instances."""
    if any(pair.part == -1 or pair.a_set for pair in pairs):
        return []
    smallest = min((p for p in pairs if not p.fits), key=numbers_in)
    if numbers_in(smallest) > MOST_NUMBERS:
        return []
    first = bound(problem, smallest)
    if first is None:
        return []
    try:
        with few_lines():
            return [
                change
                for change in changes(*first)
                if all(gives(problem, change, pair) for pair in (smallest, *pairs))
            ]
    except TooLong:
        return []


def numbers_in(pair: Compared) -> int:
    if pair.call is None or pair.call.arguments is None:
        return sys.maxsize
    args, kwargs = pair.call.arguments
    return sum(np.size(value) for value in (*args, *kwargs.values()))


def gives(problem: str, change: Change, pair: Compared) -> bool:
    """Whether the worked function gives the student's answer when the arguments are changed."""
    found = bound(problem, pair)
    if found is None:
        return False
    function, arguments = found
    try:
        with np.errstate(all="ignore"):
            answer = function(**change.of(arguments))
        part = answer if pair.part is None else answer[pair.part]
        return near(pair.yours, np.asarray(part))
    except TooLong:
        raise
    except Exception:  # changed arguments may be none that the function can take
        return False


def changes(function: Callable, arguments: dict) -> Iterator[Change]:
    """What may have been done to the arguments."""
    parameters = inspect.signature(function).parameters
    for name, value in arguments.items():
        default = parameters[name].default
        if default is not inspect.Parameter.empty and differs(value, default):
            shown = getattr(default, "__name__", default)
            says = (
                f"for the default `{name}` ({shown}): the `{name}` that is handed in has no effect"
            )
            yield Change(f"{name}_ignored", name, says, without(name))
        for kind, text, of in kinds(value):
            if kind == "zero" and name == next(iter(parameters)):
                continue  # of no arguments at all nothing is right
            yield Change(f"{kind}_{name}", name, text.format(name, name), put(name, of))
    arrays = [(n, v) for n, v in arguments.items() if isinstance(v, np.ndarray | float)]
    for (one, a), (other, b) in combinations(arrays, 2):
        if np.shape(a) == np.shape(b):
            says = f"with `{one}` and `{other}` exchanged"
            yield Change(f"{one}_and_{other}_exchanged", f"{one}, {other}", says, swap(one, other))


def differs(value: object, default: object) -> bool:
    try:
        return not np.array_equal(value, default)
    except (TypeError, ValueError):
        return value is not default


def kinds(value: object) -> Iterator[tuple[str, str, Callable]]:
    """What may have been done to one argument."""
    if isinstance(value, bool):
        yield "other", "for the other value of `{}`", lambda v: not v
    elif isinstance(value, np.ndarray) and value.dtype.kind == "f":
        if value.ndim == 2:
            yield "transposed", "for the transposed `{}`", lambda v: v.T
            yield "centred", "for `{}` less its mean over the rows", lambda v: v - v.mean(axis=0)
        yield "negative", "for `{}` with the opposite sign", lambda v: -v
        yield "zero", "for a `{}` of zeros", np.zeros_like
        if value.size and value.min() < 0 < value.max():
            yield "tanh_of", "for tanh(`{}`) in the place of `{}`", np.tanh
        yield "twice", "for twice `{}`", lambda v: 2 * v
        yield "half", "for half of `{}`", lambda v: v / 2
        yield "absolute", "for the absolute value of `{}`", np.abs
    elif isinstance(value, float) and 0.001 < abs(value) < 1000:  # no sizes that explode
        yield "negative", "for `{}` with the opposite sign", lambda v: -v
        yield "zero", "for `{}` = 0", lambda v: 0.0 * v
        yield "two_pi", "for 2 pi times `{}`", lambda v: 2 * np.pi * v
        yield "twice", "for twice `{}`", lambda v: 2 * v
        yield "half", "for half of `{}`", lambda v: v / 2
        if value < 0:
            yield "absolute", "for the absolute value of `{}`", np.abs
        if value > 0:
            yield "root_of", "for the square root of `{}`", np.sqrt
            yield "square_of", "for the square of `{}`", np.square
            yield "inverse", "for 1/`{}`", lambda v: 1 / v


def without(name: str) -> Callable:
    return lambda arguments: {n: v for n, v in arguments.items() if n != name}


def put(name: str, of: Callable) -> Callable:
    return lambda arguments: {**arguments, name: of(arguments[name])}


def swap(one: str, other: str) -> Callable:
    return lambda arguments: {**arguments, one: arguments[other], other: arguments[one]}


@contextmanager
def few_lines() -> Iterator[None]:
    """Raise TooLong in this block after `MOST_LINES` lines of worked solutions.

    Lines are counted and not seconds, so that the same answer always gets the same hint.
    """
    left = MOST_LINES

    def local(frame, event, argument):
        nonlocal left
        left -= 1
        if left < 0:
            raise TooLong
        return local

    def trace(frame, event, argument):
        return local if frame.f_code.co_filename.startswith("<problem") else None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)
