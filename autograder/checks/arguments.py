"""The rule that holds for every function of every question: arguments stay as they were.

Each question has this check without being told to: it looks at all calls that the question's other
checks have made. It has a tenth of the question's weight, and counts only where one of them holds,
since a function that does nothing changes nothing.
"""

from collections.abc import Iterable

from autograder.checks.declaration import Check, Wrong

NAME = "arguments_stay_as_they_were"
SHARE = 0.1
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


def arguments_check(question: str, others: Iterable[Check]) -> Check:
    """The check of a question, to be asked behind its other checks."""
    others = tuple(others)
    weight = SHARE / (1 - SHARE) * sum(check.weight for check in others)
    names = tuple(check.name for check in others)
    return Check(question, NAME, SAYS, weight, run=expect_unchanged, needs_one=names)


SAYS = "The functions of this question leave the arguments that they are given as they were."


def expect_unchanged(ask) -> None:
    """None of the calls of this question has changed one of its arguments in place."""
    for name, changed in ask.calls:
        if changed:
            which = " and ".join(f"its {ordinal(place)} argument" for place in changed)
            raise Wrong(
                f"`{name}` writes into {which}, which belongs to its caller. For example "
                "`x -= 1` changes the array that was handed in; `x = x - 1` makes a new one."
            )


def ordinal(place: str) -> str:
    """In words, the place of an argument (counted from 0), or its name if it was given by name."""
    return ORDINALS[int(place)] if place in map(str, range(len(ORDINALS))) else f"`{place}`"
