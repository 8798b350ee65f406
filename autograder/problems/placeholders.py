"""The numbers in the texts of a problem: points and minutes, taken from its cells.

A text says `{{ points }}`, and the reader of sources puts the number there, so that it cannot be
typed wrong. After the heading of a question the numbers are those of the question, elsewhere those
of the whole problem. The list is closed:

    {{ points }}            all points
    {{ automatic }}         points that hidden checks give
    {{ written }}           points that a person gives for written answers
    {{ minutes }}           the time that students need, without the lecture
    {{ automatic points }}  the number with its noun: "1 point", "3 points"
    {{ written points }}
"""

import re
from collections.abc import Mapping

MARK = re.compile(r"\{\{\s*(.*?)\s*\}\}")
NAMES = ("points", "automatic", "written", "minutes", "automatic points", "written points")


class PlaceholderError(Exception):
    """A text asks for a number that there is not."""


def numbers(automatic: float, written: float, minutes: float) -> dict[str, str]:
    """What each placeholder stands for. minutes : 0 if nobody has said how long it takes"""
    known = {"points": automatic + written, "automatic": automatic, "written": written}
    values = {name: f"{number:g}" for name, number in known.items()}
    for name in ("automatic", "written"):
        values[f"{name} points"] = f"{known[name]:g} point{'' if known[name] == 1 else 's'}"
    return {**values, "minutes": f"{minutes:g}"} if minutes else values


def fill(text: str, values: Mapping[str, str], whose: str) -> str:
    """The text with its numbers. Raises PlaceholderError for a name that is not in `values`.

    whose : the question or problem whose numbers these are, for the message
    """

    def value(match: re.Match[str]) -> str:
        name = match[1]
        if name in values:
            return values[name]
        if name == "minutes":
            raise PlaceholderError(
                f"{{{{ minutes }}}} is asked for, and {whose} has none: write minutes=15 beside "
                "the points of its check"
            )
        raise PlaceholderError(
            f"{match[0]} is no placeholder; there are: {', '.join(NAMES)}, in double braces"
        )

    return MARK.sub(value, text)
