"""How a check asks the submission. The answers are remembered, see `explanation`."""

import zlib
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from autograder.checks import record
from autograder.checks.declaration import Check, Wrong
from autograder.interview import Answer, Axes, Interview, Options, Unanswered, View, across
from autograder.languages import PYTHON, Draws
from autograder.sandbox.inside import calls, wire
from autograder.sandbox.inside.wire import Name, Seed, Source

__all__ = ["Ask", "Name", "Seed", "Source", "View", "across"]

WHOLE = View()


@dataclass(frozen=True)
class Silence:
    """Stands among the answers where the submission gave none."""

    kind: str


class Drawn(NamedTuple):
    """A figure that was asked for: the call, and what the submission drew."""

    name: str
    args: tuple
    kwargs: dict
    picture: bytes | None = None


class NoAnswer(Wrong):
    """The submission gave nothing that could be compared.

    asked : what it was asked with, to stand behind the error that it raised
    """

    def __init__(self, problem: Unanswered, asked: str = ""):
        reason = problem.reason.removesuffix(".") + asked if problem.raised else problem.reason
        super().__init__(reason)
        self.stopped, self.raised = problem.stopped, problem.raised


class Ask:
    """What a check may ask. `rng` is the check's own generator, the same for every submission.

    calls : of each call that was answered, the function, and the arguments that it changed in
        place; the same list for all checks of a question
    """

    def __init__(self, interview: Interview, seed: int, check: Check, calls: list | None = None):
        self.interview, self.seed, self.check = interview, seed, check
        self.calls: list[tuple[str, tuple[str, ...]]] = [] if calls is None else calls
        self.rng = generator(seed, check)
        self.answers: list[tuple[str, object]] = []
        self.drawn: Drawn | None = None
        self.generators: tuple[str, ...] = ()

    @property
    def special(self) -> dict:
        """How arguments are made where a mistake takes the place of the student's function.

        Its generator draws the numbers that the student's language draws after the same seed.
        """
        if self.interview.language is PYTHON:
            return calls.SPECIAL
        drawn = self.interview.draws
        return {**calls.SPECIAL, "$seed": lambda seed, block=None: Draws(seed, drawn)}

    def new_seed(self) -> Seed:
        """A generator for the submission: `default_rng(seed.seed)` gives its twin here."""
        return Seed(int(self.rng.integers(2**31)))

    def call(self, name: str, *args, seconds=None, view: View = WHOLE, **kwargs):
        """The value that the student's function returns, or a part. Raises Wrong if there is none.

        seconds : time limit of this call; the problem's own if None
        view : the part of a large value that is looked at
        """
        return self._answer(name, args, kwargs, Options(seconds=seconds, view=view)).value

    def error(self, name: str, *args, **kwargs) -> tuple[str, ...]:
        """Names of the types of the error that the student's function raises; () if it answers.

        Raises Wrong if it could not be asked: it is not there, or had to be stopped.
        """
        try:
            self.call(name, *args, **kwargs)
        except NoAnswer as none:
            if not none.raised:
                raise
            return none.raised
        return ()

    def figure(self, name: str, *args, seconds=None, **kwargs) -> Axes:
        """The Axes that the student's function returns. Raises Wrong if it is none."""
        options = Options(figure=True, seconds=seconds)
        axes = self._answer(name, args, kwargs, options).value
        if not isinstance(axes, Axes):
            raise Wrong(f"`{name}` must return the Axes it drew on; it returned {describe(axes)}.")
        self.drawn = Drawn(name, args, kwargs)
        return axes

    def keep_picture(self) -> None:
        """Have the last figure drawn, for the student's page."""
        if self.drawn is not None:
            self.drawn = self.drawn._replace(picture=self.interview.picture())

    def value(self, name: str, view: View = WHOLE):
        """A variable of the notebook, or a part of it. Raises Wrong if it is not there."""
        try:
            value = self.interview.value(name, view)
        except Unanswered as problem:
            raise NoAnswer(problem) from None
        self.answers.append((name, value))
        return value

    def names_in(self, function: str) -> list[str]:
        """Names that the code of a function looks up, or none. No answer, so not remembered."""
        try:
            names = self.interview.value(function, View(reduce="names"))
        except Unanswered:
            return []
        return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []

    def _answer(self, name, args, kwargs, options: Options) -> Answer:
        try:
            answer = self.interview.call(name, args, kwargs, options)
        except Unanswered as problem:
            self.answers.append((name, Silence(problem.kind)))
            raise NoAnswer(problem, shapes(args, kwargs)) from None
        self.answers.append((name, answer.value))
        self.calls.append((name, answer.changed))
        record.called(name, args, kwargs, answer.value)
        self.generators = answer.generators
        return answer


def shapes(args: tuple, kwargs: dict) -> str:
    """What arrays a function was called with, to stand behind the error that it raised."""
    given = [v.shape for v in (*args, *kwargs.values()) if isinstance(v, np.ndarray)]
    if not given:
        return ""
    listed = ", ".join(map(str, given))
    return f" (called with {'an array' if len(given) == 1 else 'arrays'} of shape {listed})"


def generator(seed: int, check: Check) -> np.random.Generator:
    """The instances of a check depend on nothing but the seed and the check's key."""
    return np.random.default_rng([seed, zlib.crc32(check.key.encode())])


def state_after(seed: Seed, normals: int) -> tuple[str, ...]:
    """`Ask.generators` after a call that drew so many normal numbers from this seed."""
    twin = np.random.default_rng(seed.seed)
    twin.standard_normal(normals)
    return (str(twin.bit_generator.state["state"]["state"]),)


def describe(value) -> str:
    """A few words about what an answer is, without its numbers."""
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    if isinstance(value, wire.Opaque):
        return f"an object of type {value.type_name}"
    if value is None:
        return "nothing (is a `return` missing?)"
    if isinstance(value, bool):
        return f"{value}"
    if isinstance(value, int | float | complex):
        return "a single number"
    if isinstance(value, str):
        return "a text"
    kind = type(value).__name__
    return f"a {kind} of {len(value)} items" if hasattr(value, "__len__") else f"a {kind}"
