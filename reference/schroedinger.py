"""Ground state of a particle on a line: the growth of small differences in mean-field theory.

Two copies of a random network that start close to each other separate, in the limit of many
neurons, like exp(lambda t) with lambda = -1 + sqrt(1 - E_0), where E_0 is the lowest energy of

    [ -d^2/dtau^2 + V(tau) ] psi = E psi,      V(tau) = 1 - g^2 < phi'(x(t)) phi'(x(t + tau)) >

(Sompolinsky, Crisanti & Sommers 1988, Phys. Rev. Lett. 61, 259, the Schroedinger equation of their
stability analysis; with input: Schuecker, Goedeke & Helias 2018, Phys. Rev. X 8, 041029). The
network is chaotic when E_0 is negative.
"""

from __future__ import annotations

import numpy as np
from scipy.fft import dct
from scipy.linalg import eigh


def ground_energy(potential: np.ndarray, length: float) -> float:
    """Lowest eigenvalue of -d^2/dtau^2 + V for an even potential.

    potential: V at n evenly spaced points of [0, length], both ends included. The ends are
    mirrors, which is exact at tau = 0 (the ground state is even), exact at the far end if V has
    period 2 length, and harmless if the state has decayed there. Spectrally accurate: the kinetic
    energy is diagonal in cosines.
    """
    n = potential.size
    cosines = dct(np.eye(n), type=1, axis=0, norm="ortho")
    wavenumber = np.pi * np.arange(n) / length
    hamiltonian = cosines.T @ (wavenumber[:, None] ** 2 * cosines) + np.diag(potential)
    return float(eigh(hamiltonian, eigvals_only=True, subset_by_index=[0, 0])[0])


def growth_rate(energy: float) -> float:
    """Leading Lyapunov exponent (per membrane time constant) that belongs to a ground energy.

    With E > 1 the growth rate would be complex: -1, the leak alone, is what is left.
    """
    return -1.0 + float(np.sqrt(max(0.0, 1.0 - energy)))
