"""A stand-in for numpy's Generator that draws the numbers of another language."""

import math
from collections.abc import Callable

import numpy as np

AT_FIRST, MOST = 4096, 2_000_000


class Draws:
    """Normal numbers as the language gives them after a seed, in the order of its matrices.

    drawn : called with the seed and a count; the first numbers after the seed, (count,)
    """

    def __init__(self, seed: int, drawn: Callable[[int, int], np.ndarray]):
        self.seed, self.drawn = seed, drawn
        self.stream, self.taken = np.empty(0), 0

    def standard_normal(self, size: int | tuple[int, ...] | None = None):
        """One number, or an array: column after column, as MATLAB fills a matrix."""
        shape = () if size is None else (size,) if isinstance(size, int) else tuple(size)
        end = self.taken + math.prod(shape)
        if end > len(self.stream):
            count = min(max(AT_FIRST, 2 * end), MOST)
            self.stream = self.drawn(self.seed, count)
        taken = self.stream[self.taken : end]
        self.taken = end
        return taken.reshape(shape, order="F") if shape else float(taken[0])

    def normal(self, loc: float = 0.0, scale: float = 1.0, size=None):
        return loc + scale * self.standard_normal(size)
