"""Random connectivity: Gaussian and excitatory-inhibitory matrices, and what their spectra obey.

``J[i, j]`` is the weight from unit j to unit i, so a presynaptic unit owns a column.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def as_square(J: ArrayLike) -> NDArray[np.floating]:
    """Return J as a floating (N, N) array.

    Raises ValueError when J is not a square matrix of at least one unit.
    """
    J = np.asarray(J)
    if J.ndim != 2 or J.shape[0] != J.shape[1] or J.shape[0] == 0:
        raise ValueError(
            f"J must be a square (N, N) matrix with one row and one column per unit; "
            f"its shape is {J.shape}"
        )
    return J if np.issubdtype(J.dtype, np.inexact) else J.astype(float)


def random_connectivity(N: int, g: float, rng: np.random.Generator) -> NDArray[np.float64]:
    """Independent Gaussian weights with standard deviation g / sqrt(N), shape (N, N).

    The sum of N such inputs then has a variance of order g^2 whatever N is. Takes N * N
    standard normal numbers from `rng`, row by row, and nothing else.

    Raises ValueError for N < 1 or g < 0.
    Source: Sompolinsky, Crisanti & Sommers (1988), Phys. Rev. Lett. 61, 259.
    """
    if N < 1:
        raise ValueError(f"a network needs at least one unit; N is {N}")
    if g < 0:
        raise ValueError(f"g scales a standard deviation and cannot be negative; it is {g}")
    return g / np.sqrt(N) * rng.standard_normal((N, N))


def spectrum(J: ArrayLike) -> NDArray[np.complex128]:
    """Eigenvalues of J (N, N) as a complex array (N,), in no particular order."""
    return np.linalg.eigvals(as_square(J)).astype(complex)


def spectral_radius(J: ArrayLike) -> float:
    """Largest modulus among the eigenvalues of J (N, N)."""
    return float(np.abs(spectrum(J)).max())


def spectral_abscissa(J: ArrayLike) -> float:
    """Largest real part among the eigenvalues of J (N, N): what decides linear stability."""
    return float(spectrum(J).real.max())


# The circular law. The eigenvalues of a large Gaussian matrix fill the disk of radius g evenly
# (Girko 1985, Theory Probab. Appl. 29, 694), so |lambda|^2 / g^2 is uniform on [0, 1].


def share_inside(eigenvalues: ArrayLike, radius: float) -> float:
    """Share of the eigenvalues (N,) whose modulus is at most `radius`."""
    return float(np.mean(np.abs(eigenvalues) <= radius))


def ks_distance_from_disk(eigenvalues: ArrayLike, g: float) -> float:
    """Kolmogorov-Smirnov distance of |lambda|^2 / g^2 from the uniform distribution on [0, 1].

    0 is a perfectly even disk of radius g; 1 is no overlap at all. Modulus only: an uneven angle
    does not show. Raises ValueError for g <= 0 or without eigenvalues.
    """
    if g <= 0:
        raise ValueError(f"the disk needs a positive radius; g is {g}")
    area = np.sort((np.abs(np.ravel(eigenvalues)) / g) ** 2)
    if area.size == 0:
        raise ValueError("there are no eigenvalues to compare with the disk")
    uniform = np.clip(area, 0.0, 1.0)
    above = np.arange(1, area.size + 1) / area.size - uniform
    below = uniform - np.arange(area.size) / area.size
    return float(max(above.max(), below.max()))


def count_real(eigenvalues: ArrayLike, tolerance: float = 1e-10) -> int:
    """Number of real eigenvalues: |Im| at most `tolerance` times the largest modulus."""
    eigenvalues = np.asarray(eigenvalues, dtype=complex)
    scale = np.abs(eigenvalues).max(initial=0.0)
    return int(np.count_nonzero(np.abs(eigenvalues.imag) <= tolerance * scale))


def expected_real_count(N: int) -> float:
    """Mean number of real eigenvalues of a Gaussian matrix (N, N): sqrt(2 N / pi) + 1/2.

    The first two terms for large N; what they leave out falls like 1 / sqrt(N).
    Source: Edelman, Kostlan & Shub (1994), J. Am. Math. Soc. 7, 247.
    """
    return float(np.sqrt(2 * N / np.pi) + 0.5)


# Excitatory and inhibitory columns: Rajan & Abbott (2006), Phys. Rev. Lett. 97, 188104.


def ei_connectivity(
    N: int,
    f: float,
    sE: float,
    sI: float,
    m: float,
    rng: np.random.Generator,
    balanced: bool = True,
) -> NDArray[np.float64]:
    """Weights (N, N) whose first round(f N) columns are excitatory and the others inhibitory.

    Excitatory weights have mean m / sqrt(N) and variance sE^2 / N, inhibitory ones mean
    -f m / ((1 - f) sqrt(N)) and variance sI^2 / N, so that the means cancel along each row when
    f N is whole. Takes N * N standard normal numbers from `rng`, row by row.

    `balanced` also makes each row of the random part sum to zero. The mean part (every row the
    same, summing to zero) then leaves all eigenvalues where they are, however large m is; without
    it a few escape far outside of the disk. When f N is not whole, the rows of the mean part sum to
    `ei_outlier(N, f, m)` instead, and that is an eigenvalue of the balanced matrix.

    Raises ValueError when either population would be empty or a standard deviation is negative.
    Source: Rajan & Abbott (2006).
    """
    if not 0 < f < 1:
        raise ValueError(f"f is the excitatory share and lies between 0 and 1; it is {f}")
    if sE < 0 or sI < 0:
        raise ValueError(f"standard deviations cannot be negative; sE is {sE} and sI is {sI}")
    excitatory = round(f * N)
    if not 0 < excitatory < N:
        raise ValueError(f"N = {N} units with f = {f} leave one of the two populations empty")
    inhibitory = N - excitatory
    sd = np.repeat([sE, sI], [excitatory, inhibitory]) / np.sqrt(N)
    mean = np.repeat([m, -f * m / (1 - f)], [excitatory, inhibitory]) / np.sqrt(N)
    random_part = rng.standard_normal((N, N)) * sd
    if balanced:
        random_part -= random_part.mean(axis=1, keepdims=True)
    return random_part + mean


def ei_outlier(N: int, f: float, m: float) -> float:
    """Sum of a row of the mean part, m (n_E - n_I f / (1 - f)) / sqrt(N); 0 when f N is whole.

    The balanced random part maps uniform states to zero, so the uniform state is an eigenvector of
    the whole matrix, with this eigenvalue: our own short derivation.
    """
    excitatory = round(f * N)
    return float(m * (excitatory - (N - excitatory) * f / (1 - f)) / np.sqrt(N))


def ei_radius(f: float, sE: float, sI: float) -> float:
    """Radius of the disk that the balanced eigenvalues fill, sqrt(f sE^2 + (1 - f) sI^2).

    Source: Rajan & Abbott (2006).
    """
    return float(np.sqrt(f * sE**2 + (1 - f) * sI**2))


def ei_share_inside(r: ArrayLike, f: float, sE: float, sI: float) -> NDArray[np.float64]:
    """Share F(r) of the balanced eigenvalues with modulus at most r, elementwise.

    F = 1 - w r^2, where w >= 0 solves r^2 = f sE^2 / (1 + w sE^2) + (1-f) sI^2 / (1 + w sI^2).
    Written for v = w r^2 that is a quadratic with one root in [0, 1]. Equal deviations give
    back the even disk, F = (r / sE)^2; unequal ones crowd the centre.

    Raises ValueError for r < 0 or when both deviations are zero.
    Source: Rajan & Abbott (2006), the density of eigenvalues.
    """
    r2 = np.asarray(r, dtype=float) ** 2
    if np.any(np.asarray(r) < 0):
        raise ValueError("a modulus cannot be negative")
    a, b, R2 = sE**2, sI**2, ei_radius(f, sE, sI) ** 2
    if R2 == 0:
        raise ValueError("without any variance all eigenvalues are zero: there is no disk")
    r2 = np.minimum(r2, R2)
    if a * b == 0:  # the silent population contributes eigenvalues that are exactly zero
        return 1 - (R2 - r2) / (a + b)
    linear = r2 * (a + b) - a * b
    constant = r2 * (r2 - R2)
    v = (-linear + np.sqrt(linear**2 - 4 * a * b * constant)) / (2 * a * b)
    return 1 - v
