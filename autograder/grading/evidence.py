"""How much equal answers prove: bits that chance would have to hit.

An empty array, infinity, an exception, one small integer or a few times True and False are next to
nothing; a number with many digits is much. A relation or a named mistake is claimed only with
`ENOUGH` bits in the answers that were wrong.
"""

import numpy as np

ENOUGH = 24.0
NUMBER = 20.0  # bits of a number that has many digits: relations are held to about 1e-7
MANY, DIFFERENT = 6, 3  # answers that say little each are enough together, if they vary
MOST = 400.0
RELATIVE = 1e-7


def bits(answer: object) -> float:
    """Bits of an answer, at most `MOST`."""
    if isinstance(answer, tuple | list) and not all(isinstance(v, int | float) for v in answer):
        return min(MOST, sum(bits(item) for item in answer))
    try:
        values = np.asarray(answer)
    except ValueError:
        return 0.0
    if values.dtype.kind not in "biufc":
        return 0.0
    if values.dtype.kind == "b":
        return min(MOST, float(values.size))
    values = np.abs(np.unique(values[np.isfinite(values)]))[: int(MOST)]
    with np.errstate(all="ignore"):
        fraction = 64 * values
        few_digits = (fraction == np.round(fraction)) & (fraction < 1e6)
        return min(MOST, float(np.sum(np.where(few_digits, np.log2(1 + values), NUMBER))))


def proves(answers: list) -> bool:
    """Whether so many equal answers, or some with so many digits, could hardly be chance."""
    found = sum(map(bits, answers))
    several = len(answers) >= MANY and len({str(answer) for answer in answers}) >= DIFFERENT
    return found >= ENOUGH or (several and found >= ENOUGH / 2)


def near(a: np.ndarray, b: np.ndarray, relative: float = RELATIVE) -> bool:
    """Whether two arrays are equal up to rounding, measured by the largest entry."""
    if a.shape != b.shape or a.size == 0:
        return False
    if a.dtype.kind not in "biufc" or b.dtype.kind not in "biufc":
        return False
    a, b = (np.asarray(x, complex if x.dtype.kind == "c" else float) for x in (a, b))
    if not (np.all(np.isfinite(a)) and np.all(np.isfinite(b))):
        return False
    return bool(np.max(np.abs(a - b)) <= relative * np.max(np.abs(b)) + 1e-13)
