"""Answers of every odd kind to every hidden check: wrong, never a fault of the grader.

A check that stumbles over an answer ends as `error` and does not count, so whoever could make the
checks that they would fail stumble would earn more by it.
"""

import dataclasses
import functools

import numpy as np
import pytest

from autograder.grading import grader
from autograder.interview.figure import Axes, Curve, Look, Steps
from autograder.interview.session import Answer, Unanswered
from autograder.problems import catalogue
from autograder.sandbox.inside.wire import Opaque
from tests.autograder.in_process import InProcess, worked_namespace

pytestmark = pytest.mark.threat("Points not earned")


def each(mutate):
    """The mutation, of every part of an answer that has several."""

    def mutate_each(answer, rng):
        if isinstance(answer, tuple | list):
            return type(answer)(mutate_each(part, rng) for part in answer)
        return mutate(answer, rng)

    return mutate_each


def everywhere(value):
    """A mutation that puts a value into every entry of an array."""
    return each(
        lambda answer, rng: (
            np.full(answer.shape, value) if isinstance(answer, np.ndarray) else value
        )
    )


def somewhere(value):
    """A mutation that puts a value into one entry of an array."""

    def mutate(answer, rng):
        if isinstance(answer, np.ndarray) and answer.size and answer.dtype.kind in "fc":
            changed = answer.copy()
            changed.flat[rng.integers(answer.size)] = value
            return changed
        return value

    return each(mutate)


def reshaped(change):
    """A mutation of an array's shape."""

    return each(
        lambda answer, rng: change(answer) if isinstance(answer, np.ndarray) else [answer] * 2
    )


def constant(value):
    return lambda answer, rng: value


def figure(**fields):
    """A mutation of a figure's contents; other answers become a number."""

    def mutate(answer, rng):
        if not isinstance(answer, Axes):
            return 1
        changed = dataclasses.replace(answer, **{k: v(answer) for k, v in fields.items()})
        return dataclasses.replace(changed, bar_looks=(Look(),) * len(changed.bars))

    return mutate


def lines(xy):
    return lambda ax: tuple(dataclasses.replace(line, xy=xy(line.xy)) for line in ax.lines)


def every(change):
    return lambda ax: tuple(dataclasses.replace(o, xy=change(o.xy)) for o in ax.outlines)


def points(change):
    return lambda ax: tuple(dataclasses.replace(p, xy=change(p.xy)) for p in ax.points)


NAN, INF = float("nan"), float("inf")
NO_POINTS = np.empty((0, 2))
MUTATIONS = {
    "nothing": constant(None),
    "true": constant(True),
    "text": constant("0.5"),
    "zero": constant(0),
    "largest integer": constant(2**64 - 1),
    "an object": constant(Opaque("x")),
    "a dictionary": constant({0.5: 1, "a": [1, 2]}),
    "an empty list": constant([]),
    "a ragged list": constant([[1.0], [1.0, 2.0], "x", None]),
    "a tuple of one": constant((1.0,)),
    "a tuple of objects": constant((Opaque("a"), None, {})),
    "a pair of empty arrays": constant((np.empty(0), np.empty((0, 0)))),
    "a pair of lists": constant(([[1, 2], [3]], ["x"])),
    "a long tuple": constant((1.0,) * 7),
    "an empty array": constant(np.empty(0)),
    "a scalar array": constant(np.array(1.0)),
    "an empty square": constant(np.empty((0, 0))),
    "eight dimensions": constant(np.zeros((1,) * 8)),
    "a long vector": constant(np.zeros(100_000)),
    "a wide matrix": constant(np.zeros((2, 50_000))),
    "nan everywhere": everywhere(NAN),
    "infinity everywhere": everywhere(INF),
    "huge everywhere": everywhere(1.7e308),
    "large everywhere": everywhere(9e99),
    "tiny everywhere": everywhere(5e-324),
    "zero everywhere": everywhere(0.0),
    "one everywhere": everywhere(1.0),
    "complex everywhere": everywhere(1e60 + 1e60j),
    "true everywhere": everywhere(True),
    "long doubles": everywhere(np.longdouble("1e4000")),
    "half precision": everywhere(np.float16(1)),
    "unsigned bytes": everywhere(np.uint8(255)),
    "nan somewhere": somewhere(NAN),
    "infinity somewhere": somewhere(-INF),
    "huge somewhere": somewhere(1e308),
    "large somewhere": somewhere(-9e99),
    "transposed": reshaped(np.transpose),
    "one more dimension": reshaped(lambda a: a[None]),
    "cut": reshaped(lambda a: a[:1]),
    "doubled": reshaped(lambda a: np.concatenate([np.atleast_1d(a)] * 2)),
    "as objects": reshaped(lambda a: [Opaque("x")] * len(np.atleast_1d(a))),
    "as nested lists": reshaped(lambda a: a.tolist()),
    "figure of nothing": figure(
        lines=lambda ax: (), points=lambda ax: (), outlines=lambda ax: (), segments=lambda ax: (),
        bars=lambda ax: np.empty((0, 4)), steps=lambda ax: (),
    ),
    "figure of nan": figure(
        lines=lines(lambda xy: xy * NAN), outlines=every(lambda xy: xy * NAN),
        points=points(lambda xy: xy * NAN), unit_ratio=lambda ax: NAN,
        bars=lambda ax: ax.bars * NAN,
        steps=lambda ax: (Steps(np.array([NAN, NAN]), np.array([NAN])),),
    ),
    "figure of infinities": figure(
        lines=lines(lambda xy: xy * INF), outlines=every(lambda xy: xy + INF),
        points=points(lambda xy: xy + INF), unit_ratio=lambda ax: INF,
        bars=lambda ax: ax.bars + INF,
        steps=lambda ax: (Steps(np.array([0, INF]), np.array([INF])),),
    ),
    "figure of single points": figure(
        lines=lines(lambda xy: xy[:1]), outlines=every(lambda xy: xy[:1]),
        points=points(lambda xy: xy[:1]), bars=lambda ax: ax.bars[:1],
        steps=lambda ax: (Steps(np.array([0.0]), np.empty(0)),),
    ),
    "figure of empty curves": figure(
        lines=lines(lambda xy: NO_POINTS), outlines=every(lambda xy: NO_POINTS),
        points=lambda ax: (Curve(NO_POINTS),) * 3, segments=lambda ax: (Curve(NO_POINTS),) * 3,
    ),
    "figure of equal points": figure(
        lines=lines(lambda xy: xy * 0), outlines=every(lambda xy: xy * 0),
        points=points(lambda xy: xy * 0), bars=lambda ax: ax.bars * 0,
    ),
    "figure of reversed bars": figure(
        bars=lambda ax: -ax.bars, steps=lambda ax: (Steps(np.array([2.0, 1, 0]), np.ones(2)),),
        lines=lines(lambda xy: xy[::-1] * 9e99), unit_ratio=lambda ax: -1.0,
    ),
    "figure without words": figure(
        xlabel=lambda ax: "", ylabel=lambda ax: "\0", keys=lambda ax: (), xscale=lambda ax: "x",
        unit_ratio=lambda ax: None,
    ),
}  # fmt: skip


@functools.cache
def right_answers(problem: str) -> InProcess:
    """The worked answers of a problem, each computed once."""
    return Remembered(worked_namespace(problem))


class Remembered(InProcess):
    """Gives the same answer to the same question without computing it again."""

    def __init__(self, namespace):
        super().__init__(namespace)
        self.known = {}

    def call(self, name, args, kwargs, options):
        key = repr((name, [str(a)[:300] for a in args], sorted(kwargs), options, len(args)))
        if key not in self.known:
            self.known[key] = super().call(name, args, kwargs, options)
        return self.known[key]


class Odd:
    """An interview whose answers are the right ones up to a moment, and odd from there on."""

    def __init__(self, right: InProcess, mutate, good: int):
        self.right, self.mutate, self.good = right, mutate, good
        self.rng = np.random.default_rng(good)

    def odd(self, value):
        self.good -= 1
        return value if self.good >= 0 else self.mutate(value, self.rng)

    def call(self, name, args, kwargs, options):
        answer = self.right.call(name, args, kwargs, options)
        value = self.odd(answer.value)
        return Answer(value, answer.changed, answer.generators) if self.good >= 0 else Answer(
            value, ("x", "?"), ("-1",) * 3
        )  # fmt: skip

    def value(self, name, view):
        return self.odd(self.right.value(name, view))

    def picture(self):
        return None


def faults(problem: str, mutate, good: int) -> list[str]:
    """What the grader stumbled over when all questions of a problem are answered oddly."""
    suite, found = catalogue.suite(problem), []
    for question in catalogue.read(problem).questions:
        interview = Odd(right_answers(problem), mutate, good)
        with np.errstate(all="ignore"):
            result = grader.ask_question(question, suite, interview, exhibits={})
        found += [f"{c.name}: {c.message}" for c in result.checks if c.status == "error"]
    return found


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("name", MUTATIONS)
def test_odd_answers_to_problem_1(name):
    """Each odd kind of answer, to every check of Problem 1."""
    assert faults("problem1", MUTATIONS[name], 0) == []


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("problem", catalogue.names())
@pytest.mark.parametrize("good", [0, 1, 3])
def test_odd_answers_at_length(problem, good):
    """Each odd kind of answer, to every check of every problem, also after some right ones."""
    found = {name: faults(problem, mutate, good) for name, mutate in MUTATIONS.items()}
    assert {name: messages for name, messages in found.items() if messages} == {}


def test_an_odd_answer_can_be_noticed():
    """The fuzzing would notice a check that stumbles."""

    def stumble(answer, rng):
        raise ZeroDivisionError

    with pytest.raises(AssertionError):
        assert faults("problem1", stumble, 0) == []
    assert Unanswered("x", "missing").kind == "missing"
