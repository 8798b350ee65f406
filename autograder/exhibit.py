"""What a picture says better than a sentence: a student's answer beside the right one.

The right answer is to the interview's input, which no student has, so that nothing about the
notebook's own questions is given away; and it is drawn, never written down as numbers.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder import twin
from autograder.checks.ask import Ask
from autograder.report import CheckResult

FEWEST = 4  # fewer points make no picture
SAME_AS_ABOVE = "It is the same mistake as above."


@dataclass(frozen=True)
class Values:
    """Real arrays of one shape: the student's, and the right one."""

    what: str
    yours: np.ndarray
    right: np.ndarray

    @property
    def size(self) -> int:
        return self.right.size


@dataclass(frozen=True)
class Plane:
    """Sets of complex numbers (n,); `yours` is None if only the input is to be shown.

    radius : of a circle around the origin
    border : real part at which a vertical line is drawn
    """

    what: str
    yours: np.ndarray | None
    right: np.ndarray
    radius: float | None = None
    border: float | None = None

    @property
    def size(self) -> int:
        return self.right.size


@dataclass(frozen=True)
class Pair:
    """PNG figures of a plotting function: the student's, and the worked one for the same input."""

    function: str
    yours: bytes | None
    right: bytes

    @property
    def size(self) -> int:
        return 2**62  # a figure of the student's own goes before all else


Exhibit = Values | Plane | Pair


def collect(
    problem: str, results: list[CheckResult], asked: dict[str, Ask], made: dict[str, Callable]
) -> dict[str, Exhibit]:
    """At most one exhibit for each mistake of a question, by the name of its check.

    It stands where the mistake is met first, unless a later one shows far more.
    asked : what each check asked, by its name
    made : what makes the exhibit of a failed check, by its name
    """
    best: dict[str, tuple[str, Exhibit]] = {}
    for result in results:
        if result.status != "failed":
            continue
        exhibit = make(problem, asked[result.name], made.get(result.name))
        cause = result.mistake or result.name
        if exhibit and (cause not in best or exhibit.size > 4 * best[cause][1].size):
            best[cause] = (result.name, exhibit)
    return dict(best.values())


def make(problem: str, ask: Ask, maker: Callable | None) -> Exhibit | None:
    """The exhibit of a failed check, or None. No picture is worth a mark, so nothing raises."""
    try:
        if maker is not None:
            exhibit = maker()
            return exhibit if exhibit.size >= FEWEST else None
        if ask.drawn is not None:
            right = twin.figure(problem, ask.drawn.name, ask.drawn.args, ask.drawn.kwargs)
            return Pair(ask.drawn.name, ask.drawn.picture, right) if right else None
    except Exception:  # whatever a strange answer makes the drawing stumble over
        return None
    return None
