"""What training did to the weights: how much, to which of them, and how they are distributed.

J[i, j] is the weight from unit j to unit i, so a presynaptic unit owns a column. Everything is
computed in double precision, whatever the precision of J.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray


class Moments(NamedTuple):
    """The first four moments of a set of weights; a Gaussian has 0 for the last two."""

    mean: float
    variance: float
    skewness: float
    excess_kurtosis: float


def relative_change(J0: ArrayLike, J: ArrayLike) -> float:
    """||J - J0||_F in units of its expectation for two independent matrices like J0.

    Entries of J0 with standard deviation s differ between two draws by s sqrt(2), N^2 of them by
    sqrt(2) N s. The answer does not change when both matrices are multiplied by a number.
    Raises ValueError when the shapes differ or J0 is constant.
    """
    J0, J = _pair(J0, J)
    expected = np.sqrt(2 * J0.size) * J0.std()
    if expected == 0:
        raise ValueError("J0 is constant: there is nothing to compare the change with")
    return float(np.linalg.norm(J - J0) / expected)


def shared_bins(J0: ArrayLike, J: ArrayLike, bins: int) -> NDArray[np.float64]:
    """Edges (bins + 1,) of equal bins that hold every weight of both matrices."""
    return np.histogram_bin_edges(np.concatenate([np.ravel(J0), np.ravel(J)]), bins).astype(float)


def weight_density(J: ArrayLike, bins: ArrayLike | int) -> tuple[NDArray, NDArray]:
    """Probability density of all entries of J in each bin (k,), and the edges (k + 1,).

    Integrates to 1 over the bins. Give two matrices the same edges to compare them.
    Raises ValueError when no entry falls into the bins.
    """
    counts, edges = np.histogram(np.ravel(np.asarray(J, dtype=float)), bins)
    if counts.sum() == 0:
        raise ValueError("none of the weights falls into the bins")
    return counts / (counts.sum() * np.diff(edges)), edges


def moments(J: ArrayLike) -> Moments:
    """Mean, variance, skewness and excess kurtosis of all entries of J, of any shape.

    Population moments (divided by the number of entries). Skewness and kurtosis of a constant J
    are not defined: nan.
    """
    J = np.asarray(J, dtype=float)
    mean = J.mean()
    variance, third, fourth = (np.mean((J - mean) ** power) for power in (2, 3, 4))
    if variance == 0:
        return Moments(float(mean), 0.0, np.nan, np.nan)
    return Moments(
        float(mean), float(variance), float(third / variance**1.5), float(fourth / variance**2 - 3)
    )


def trained_columns(J0: ArrayLike, J: ArrayLike) -> NDArray[np.intp]:
    """Ascending indices of the presynaptic units any of whose outgoing weights changed.

    Compares the two matrices: learning leaves other columns alone to the last bit, so that even
    a single changed entry counts. The size of the new weights alone would not tell.
    """
    J0, J = _pair(J0, J)
    return np.flatnonzero((J != J0).any(axis=0))


def _pair(J0: ArrayLike, J: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    J0, J = np.asarray(J0, dtype=float), np.asarray(J, dtype=float)
    if J0.shape != J.shape or J.ndim != 2:
        raise ValueError(f"J0 and J must be matrices of one shape; got {J0.shape} and {J.shape}")
    return J0, J
