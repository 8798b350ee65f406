"""The interview without a sandbox or a second process, for tests that are about the checks.

Values still cross through the same encoding as at the real border.
"""

import copy
import functools
from contextlib import redirect_stdout
from dataclasses import asdict
from io import StringIO
from types import FunctionType

import matplotlib.pyplot as plt
import numpy as np

from autograder.checks.ask import across
from autograder.grading import grader
from autograder.interview.figure import read as read_axes
from autograder.interview.session import Answer, Unanswered
from autograder.problems import catalogue
from autograder.sandbox.inside import axes as inside_axes
from autograder.sandbox.inside import calls, wire


def worked_namespace(problem: str) -> dict:
    """The names that the worked notebook defines, without running its checks and figures.

    Runs are long, so they are made once; the functions see the namespace that they are put into.
    """
    made = run_answers(problem)
    namespace = dict(made)
    for name, value in made.items():
        if isinstance(value, FunctionType) and value.__globals__ is made:
            copy_of = FunctionType(
                value.__code__, namespace, name, value.__defaults__, value.__closure__
            )
            copy_of.__kwdefaults__ = value.__kwdefaults__
            namespace[name] = copy_of
    return namespace


@functools.cache
def run_answers(problem: str) -> dict:
    namespace = {"__name__": "notebook"}
    for cell in catalogue.read(problem).cells:
        if cell.role in ("setup", "answer"):
            with redirect_stdout(StringIO()):
                exec(compile(cell.source, f"<{problem} {cell.question}>", "exec"), namespace)
    return namespace


class InProcess:
    """Answers like `Interview`, from a namespace of this process."""

    def __init__(self, namespace: dict):
        self.namespace = namespace

    def call(self, name, args, kwargs, options) -> Answer:
        if name not in self.namespace:
            raise Unanswered(f"There is no function `{name}`.", "missing")
        special = {**calls.SPECIAL, "$name": lambda name, block: self.namespace[name]}
        args, kwargs = across((args, kwargs), special)
        before = copy.deepcopy((args, kwargs))
        another = inside_axes.another_figure() if options.figure else None
        try:
            with np.errstate(all="ignore"):
                value = calls.look(self.namespace[name](*args, **kwargs), asdict(options.view))
        except Exception as error:
            raise Unanswered(f"`{name}` raised {type(error).__name__}", "raised") from None
        changed = tuple(calls.changed(before, args, kwargs))
        states = tuple(calls.states(args, kwargs))
        if options.figure and isinstance(value, plt.Axes):
            value = crossed_axes(value, another)
        else:
            value = across(value)
        plt.close("all")
        return Answer(value, changed, states)

    def picture(self):
        return None

    def value(self, name, view):
        if name not in self.namespace:
            raise Unanswered(f"There is no `{name}`.", "missing")
        try:
            return across(calls.look(self.namespace[name], asdict(view)))
        except Exception as error:
            reason = f"`{name}` does not hold this: {type(error).__name__}"
            raise Unanswered(reason, "raised") from None


def crossed_axes(ax, another):
    encoder = wire.Encoder()
    content = {"axes": encoder.encode(inside_axes.describe(ax, another))}
    return read_axes(content, b"".join(encoder.blocks))


def results(
    problem: str, namespace: dict, seed: int = grader.SEED, only: str | None = None
) -> dict:
    """The result of every question (or of `only` one) for a namespace, by question id."""
    suite = catalogue.suite(problem)
    interview = InProcess(namespace)
    questions = [q for q in catalogue.read(problem).questions if only in (None, q.id)]
    return {q.id: grader.ask_question(q, suite, interview, seed) for q in questions}


def lost(problem: str, namespace: dict, seed: int = grader.SEED) -> dict[str, list[str]]:
    """What went wrong, by question: the messages of the checks that did not pass."""
    found = {}
    for name, question in results(problem, namespace, seed).items():
        bad = [f"{c.name}: {c.message}" for c in question.checks if c.status != "passed"]
        if bad:
            found[name] = bad
    return found
