"""Matrices with given eigenvalues, for checks that need to know the answer exactly."""

import numpy as np


def exact_matrix(eigenvalues, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """A matrix (N, N) with these real eigenvalues and its eigenvectors (unit columns, in order).

    Not symmetric, and free of rounding when the eigenvalues are short binary fractions: the
    eigenvectors are integers with an integer inverse. So an eigenvalue of 1 is exactly 1, and no
    correct way of counting zeros may miss it.
    """
    N = len(eigenvalues)
    lower = np.eye(N) + np.tril(rng.integers(-1, 2, (N, N)), -1)
    upper = np.eye(N) + np.triu(rng.integers(-1, 2, (N, N)), 1)
    vectors = lower @ upper
    inverse = np.round(np.linalg.inv(vectors))
    J = vectors @ np.diag(eigenvalues) @ inverse
    return J, vectors / np.linalg.norm(vectors, axis=0)


def orthogonal(N: int, rng: np.random.Generator) -> np.ndarray:
    """A random rotation or reflection (N, N)."""
    return np.linalg.qr(rng.standard_normal((N, N)))[0]


def symmetric_matrix(eigenvalues, rng: np.random.Generator) -> np.ndarray:
    """A symmetric matrix with these eigenvalues in random directions."""
    Q = orthogonal(len(eigenvalues), rng)
    return Q @ np.diag(eigenvalues) @ Q.T


def normal_matrix(pairs, reals, rng: np.random.Generator) -> np.ndarray:
    """A normal matrix with these conjugate pairs (one of each is given) and real eigenvalues."""
    N = 2 * len(pairs) + len(reals)
    J = np.diag([0.0] * (2 * len(pairs)) + list(reals))
    for k, pair in enumerate(pairs):
        a, b = pair.real, pair.imag
        J[2 * k : 2 * k + 2, 2 * k : 2 * k + 2] = [[a, -b], [b, a]]
    Q = orthogonal(N, rng)
    return Q @ J @ Q.T


def permuted(J: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The same network with its units in random order; exact."""
    order = rng.permutation(len(J))
    return J[np.ix_(order, order)]
