"""Every number that the texts of the problems state, computed again."""

import re
from functools import cache

from autograder.problems import catalogue


@cache
def text(problem: str) -> str:
    """All texts of a problem, model answers and comments of the worked code too, on one line."""
    return flat("\n".join(cell.source for cell in catalogue.read(problem).cells))


def flat(words: str) -> str:
    return " ".join(re.sub(r"^\s*#+ ", "", words, flags=re.M).split())


def states(problem: str, *phrases: str) -> None:
    """The problem says this, letter for letter: a test of a number fails when its text changes."""
    for phrase in phrases:
        assert phrase in text(problem), f"{problem} does not say: {phrase}"
