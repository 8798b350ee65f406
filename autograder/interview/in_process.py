"""The interview without a sandbox or a second process: for answers of our own, to test the checks.

Values still cross through the same encoding as at the real border. Never for a submission.
"""

import copy
from dataclasses import asdict

import numpy as np

from autograder.interview.figure import read
from autograder.interview.session import Answer, Options, Unanswered, View
from autograder.languages import PYTHON
from autograder.sandbox.inside import calls, wire


def across(value: object, special: dict | None = None) -> object:
    """The value as it would come out on the other side of the border."""
    encoder = wire.Encoder()
    document = encoder.encode(value)
    return wire.decode(document, b"".join(encoder.blocks), special)


class InProcess:
    """Answers like `Interview`, from a namespace of this process."""

    language = PYTHON

    def __init__(self, namespace: dict):
        self.namespace = namespace

    def call(self, name: str, args: tuple, kwargs: dict, options: Options) -> Answer:
        import matplotlib.pyplot as plt

        from autograder.sandbox.inside import axes

        if name not in self.namespace:
            raise Unanswered(f"There is no function `{name}`.", "missing")
        special = {**calls.SPECIAL, "$name": lambda name, block: self.namespace[name]}
        args, kwargs = across((args, kwargs), special)
        before = copy.deepcopy((args, kwargs))
        another = axes.another_figure() if options.figure else None
        try:
            with np.errstate(all="ignore"):
                value = calls.look(self.namespace[name](*args, **kwargs), asdict(options.view))
        except Exception as error:
            kinds = tuple(kind.__name__ for kind in type(error).__mro__)
            reason = f"`{name}` raised {kinds[0]}"
            raise Unanswered(reason, "raised", raised=kinds) from None
        changed = tuple(calls.changed(before, args, kwargs))
        states = tuple(calls.states(args, kwargs))
        if options.figure and isinstance(value, plt.Axes):
            encoder = wire.Encoder()
            content = {"axes": encoder.encode(axes.describe(value, another))}
            value = read(content, b"".join(encoder.blocks))
        else:
            value = across(value)
        plt.close("all")
        return Answer(value, changed, states)

    def picture(self) -> None:
        return None

    def value(self, name: str, view: View) -> object:
        if name not in self.namespace:
            raise Unanswered(f"There is no `{name}`.", "missing")
        try:
            return across(calls.look(self.namespace[name], asdict(view)))
        except Exception as error:
            reason = f"`{name}` does not hold this: {type(error).__name__}"
            raise Unanswered(reason, "raised") from None
