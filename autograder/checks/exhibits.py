"""What a picture says better than a sentence: a student's answer beside the right one.

The right answer is to the interview's input, which no student has, so that nothing about the
notebook's own questions is given away; and it is drawn, never written down as numbers.
"""

from dataclasses import dataclass

import numpy as np


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
