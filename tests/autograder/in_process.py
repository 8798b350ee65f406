"""The interview without a sandbox or a second process, for tests that are about the checks.

Values still cross through the same encoding as at the real border.
"""

import copy
from dataclasses import asdict

import matplotlib.pyplot as plt
import numpy as np

from autograder import checks, grading, master
from autograder.axes import read as read_axes
from autograder.checks.ask import across
from autograder.inside import axes as inside_axes
from autograder.inside import calls, wire
from autograder.interview import Answer, Unanswered


def worked_namespace(problem: str) -> dict:
    """The names that the worked notebook's imports and answer cells define."""
    namespace = {"__name__": "notebook"}
    for cell in master.read(problem).cells:
        if cell.kind == "code" and (cell.role == "answer" or is_import(cell.source)):
            exec(compile(cell.source, f"<{problem} {cell.question}>", "exec"), namespace)
    return namespace


def is_import(source: str) -> bool:
    return source.lstrip().startswith(("import ", "from "))


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
        try:
            with np.errstate(all="ignore"):
                value = calls.look(self.namespace[name](*args, **kwargs), asdict(options.view))
        except Exception as error:
            raise Unanswered(f"`{name}` raised {type(error).__name__}", "raised") from None
        changed = tuple(calls.changed(before, args, kwargs))
        states = tuple(calls.states(args, kwargs))
        if options.figure and isinstance(value, plt.Axes):
            value = crossed_axes(value)
        else:
            value = across(value)
        plt.close("all")
        return Answer(value, changed, states)

    def value(self, name, view):
        if name not in self.namespace:
            raise Unanswered(f"There is no `{name}`.", "missing")
        try:
            return across(calls.look(self.namespace[name], asdict(view)))
        except Exception as error:
            reason = f"`{name}` does not hold this: {type(error).__name__}"
            raise Unanswered(reason, "raised") from None


def crossed_axes(ax):
    encoder = wire.Encoder()
    content = {"axes": encoder.encode(inside_axes.describe(ax)), "png": None}
    return read_axes(content, b"".join(encoder.blocks))


def results(problem: str, namespace: dict, seed: int = grading.SEED) -> dict:
    """The result of every question for a namespace, by question id."""
    suite = checks.load(problem)
    interview = InProcess(namespace)
    questions = master.read(problem).questions
    return {q.id: grading.ask_question(q, suite, interview, {}, seed) for q in questions}


def lost(problem: str, namespace: dict, seed: int = grading.SEED) -> dict[str, list[str]]:
    """What went wrong, by question: the messages of the checks that did not pass."""
    found = {}
    for name, question in results(problem, namespace, seed).items():
        bad = [f"{c.name}: {c.message}" for c in question.checks if c.status != "passed"]
        if bad:
            found[name] = bad
    return found
