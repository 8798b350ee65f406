"""How closely the rates of a network follow their targets, in time and in state space.

Rates are (time, neurons) here; matrices of the data set are (neurons, time) and want a transpose.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def nearest_samples(t: ArrayLike, wanted: ArrayLike) -> NDArray[np.intp]:
    """Index into the times t (T,) of the one nearest to each wanted time (K,), shape (K,).

    Of two that are equally near, the earlier. Raises ValueError without times.
    """
    t, wanted = np.asarray(t, dtype=float), np.asarray(wanted, dtype=float)
    if t.ndim != 1 or t.size == 0:
        raise ValueError(f"t must be a vector of times; its shape is {t.shape}")
    return np.abs(t - wanted[:, None]).argmin(axis=1)


def variance_explained(R: ArrayLike, t: ArrayLike, target: ArrayLike, target_t: ArrayLike) -> float:
    """Share of the variance of the targets that the rates account for, at most 1.

        1 - ||D||_F^2 / (size of target * variance of target)      D = target - R(target_t) / max R

    R (T, N) at times t (T,); target (K, N) at times target_t (K,). The rates are taken at the
    nearest times and divided by their largest value over all times and neurons. Not bounded from
    below: rates that have nothing to do with the target give less than 0.
    Raises ValueError when shapes do not fit, no rate is above 0, or the target does not vary.
    Source: Rajan, Harvey & Tank (2016), pVar.
    """
    R, target = np.asarray(R, dtype=float), np.asarray(target, dtype=float)
    if R.shape != (np.size(t), *target.shape[1:]) or len(target) != np.size(target_t):
        raise ValueError(
            f"rates and target must be (time, neurons) with one row for each time; R is {R.shape} "
            f"for {np.size(t)} times, target {target.shape} for {np.size(target_t)}"
        )
    variance = target.var()
    if R.max() <= 0 or variance == 0:
        raise ValueError("needs a rate above 0 and a target that varies")
    D = target - R[nearest_samples(t, target_t)] / R.max()
    return float(1 - (D**2).sum() / (D.size * variance))


def project_onto(R: ArrayLike, components: ArrayLike, mean: ArrayLike) -> NDArray[np.float64]:
    """Coordinates (T, k) of R (T, N) along the columns of components (N, k), from `mean` (N,).

    With the components *and the mean* of one data set, several data sets land in one picture
    where they can be compared. Taking off each one's own mean would hide how far apart they are.
    """
    return (np.asarray(R, dtype=float) - mean) @ np.asarray(components, dtype=float)
