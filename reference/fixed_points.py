"""Fixed points: of the linear network, of the nonlinear one, and how many there are.

A fixed point of (1) under constant input h solves x = J phi(x) + h.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from reference.connectivity import as_square
from reference.gaussian_averages import gaussian_mean
from reference.network import Nonlinearity, jacobian, velocity


def positive_tanh(x: ArrayLike) -> NDArray[np.floating]:
    """(tanh(x) + 1) / 2: rates between 0 and 1, with a slope of at most 1/2 (at x = 0)."""
    return (np.tanh(x) + 1) / 2


def linear_fixed_points(J: ArrayLike, tol: float = 1e-9) -> NDArray[np.float64]:
    """Orthonormal basis (N, k) of the fixed points of dx/dt = -x + J x, the null space of I - J.

    k is the number of independent directions that J maps onto themselves; k = 0 leaves the origin
    as the only fixed point. Singular values of I - J up to `tol` times the largest count as zero.
    """
    J = as_square(J)
    _, sizes, directions = np.linalg.svd(np.eye(J.shape[0]) - J)
    return directions[sizes <= tol * sizes.max()].T.conj()


def find_fixed_point(
    J: ArrayLike, phi: Nonlinearity, x0: ArrayLike, h: ArrayLike = 0.0, tolerance: float = 1e-10
) -> NDArray[np.float64]:
    """Fixed point (N,) reached from the start x0 (N,): the largest |velocity| is below `tolerance`.

    Powell's hybrid method. Which of several fixed points it finds depends on the start, and not
    on the flow: it finds unstable ones as readily as stable ones.

    Raises RuntimeError when no fixed point is reached from x0; ValueError for unfit shapes.
    """
    # Half a second, which those who need no fixed point save.
    from scipy.optimize import root  # noqa: PLC0415

    x0 = np.array(x0, dtype=float)

    def residual(x):
        return velocity(x, J, phi, h)

    # The solver's own verdict is relative to the size of x and calls a fixed point at the origin
    # a failure, however close it came; so only the velocity is believed.
    x = root(residual, x0, method="hybr", tol=1e-14).x
    if not np.abs(residual(x)).max() < tolerance:
        raise RuntimeError(
            f"no fixed point was reached from this start: the largest |dx/dt| is still "
            f"{np.abs(residual(x)).max():.1e}. Try another start"
        )
    return x


def distinct_fixed_points(
    J: ArrayLike,
    phi: Nonlinearity,
    starts: Iterable[ArrayLike],
    h: ArrayLike = 0.0,
    apart: float = 1e-5,
) -> NDArray[np.float64]:
    """The different fixed points (k, N) that the starts (each (N,)) lead to; for small N.

    Points count as one when no unit differs by more than `apart`. Starts that lead nowhere are
    left out. The result is a lower bound: `index_sum` tells when some are certainly missing.
    """
    found: list[NDArray[np.float64]] = []
    for x0 in starts:
        try:
            x = find_fixed_point(J, phi, x0, h)
        except RuntimeError:
            continue
        if all(np.abs(x - other).max() > apart for other in found):
            found.append(x)
    return np.array(found).reshape(len(found), as_square(J).shape[0])


def index_sum(J: ArrayLike, points: Iterable[ArrayLike]) -> int:
    """Sum over fixed points (each (N,)) of the tanh network of sign det(-Jacobian).

    Far out, the leak dominates and the flow points inwards as that of dx/dt = -x does, so the sum
    over all fixed points is +1 for every J (Poincare-Hopf). Any other value says that the list is
    incomplete; +1 does not prove that it is complete. It also makes their number odd.
    """
    return int(sum(np.linalg.slogdet(-jacobian(x, J))[0] for x in points))


def contraction_bound(J: ArrayLike, largest_slope: float) -> float:
    """Operator norm of J times the largest slope of phi.

    Below 1, x -> J phi(x) + h is a contraction: one fixed point, which attracts every state. The
    condition is on the norm (2 g for a large Gaussian matrix), which is stricter than g < 1, and
    it is sufficient, not necessary. Source: Banach's fixed point theorem.
    """
    return float(np.linalg.norm(as_square(J), 2) * largest_slope)


def mean_field_sd(g: float, phi: Nonlinearity = positive_tanh) -> float:
    """Standard deviation s of the fixed point's entries across a large random network.

    Each x_i sums many independent inputs and is Gaussian with mean 0 and
    s^2 = g^2 <phi(s z)^2>, z standard normal; solved by iteration from s = g, to 1e-12.

    Raises RuntimeError when the iteration does not settle (phi unbounded, or at a transition).
    Source: Sompolinsky, Crisanti & Sommers (1988), their theory kept to constant states.
    """
    s = float(g)
    for _ in range(10_000):
        following = g * float(np.sqrt(gaussian_mean(lambda x: phi(x) ** 2, s**2)))
        if abs(following - s) < 1e-12:
            return following
        s = following
    raise RuntimeError(f"the mean-field equation did not settle at g = {g}; s is near {s:.3g}")


# Two formalisms, one dynamics: with x = J r + h for constant h, dr/dt = -r + phi(J r + h) gives
# dx/dt = J dr/dt = -(x - h) + J phi(x), which is (1).


def currents_from_rates(r: ArrayLike, J: ArrayLike, h: ArrayLike = 0.0) -> NDArray[np.floating]:
    """Input currents x = J r + h that belong to rates r, one state (N,) or many (..., N).

    r is the variable of dr/dt = -r + phi(J r + h), which equals phi(x) only at fixed points.
    Source: Miller & Fumarola (2012), Neural Comput. 24, 25.
    """
    J = as_square(J)
    return _fitting(r, J, "r") @ J.T + h


def rates_from_currents(x: ArrayLike, J: ArrayLike, h: ArrayLike = 0.0) -> NDArray[np.floating]:
    """Rates r = J^-1 (x - h), the inverse of `currents_from_rates`, for x (N,) or (..., N).

    Raises ValueError when J is singular: the currents then keep less than the rates hold.
    Source: Miller & Fumarola (2012).
    """
    J = as_square(J)
    x = _fitting(x, J, "x")
    try:
        columns = np.linalg.solve(J, (x - h).reshape(-1, J.shape[0]).T)
    except np.linalg.LinAlgError:
        raise ValueError(
            "J is singular, so different rates give the same currents: there is no way back"
        ) from None
    return columns.T.reshape(x.shape)


def _fitting(state: ArrayLike, J: NDArray, name: str) -> NDArray[np.floating]:
    state = np.asarray(state, dtype=float)
    if state.ndim == 0 or state.shape[-1] != J.shape[0]:
        raise ValueError(
            f"{name} holds one number per unit on its last axis, J has {J.shape[0]} units; "
            f"the shape of {name} is {state.shape}"
        )
    return state
