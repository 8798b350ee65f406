"""Hidden checks of 2f: chaos, measured.

The exponents of our networks are known: from eigenvalues, or from the reference by the same Euler
steps. Another first perturbation is as right, and changes them by less than the tolerances.
"""

from functools import lru_cache

import numpy as np

from autograder.checks import Wrong, check, normal_matrix, number
from reference import chaos, connectivity


def exponent(ask, *args) -> float:
    """The student's exponent, with a new generator."""
    answer = ask.call("lyapunov_exponent", *args, rng=ask.new_seed())
    return number(answer, "The exponent")


def expect_exponent(found: float, expected: float, tolerance: float, where: str) -> None:
    if abs(found - expected) > tolerance:
        size = "small" if found < expected else "large"
        raise Wrong(f"The exponent is too {size} {where}.")


def ours(rng: np.random.Generator, J, x0, T, dt, *drive) -> float:
    """The reference, which leaves out the first half as the question says."""
    return chaos.lyapunov_exponent(J, x0, T, dt, *drive, rng=rng, transient=T / 2)


def euler_rate(eigenvalue: complex, dt: float) -> float:
    """Growth rate, in Euler steps of dt, of the mode of a silent network with this eigenvalue."""
    return float(np.log(abs(1 + dt * (eigenvalue - 1))) / dt)


@check("2f")
def exponent_of_silence(ask):
    """In a silent network, `lyapunov_exponent` is the largest real part of J's spectrum, less 1."""
    dt = 0.05
    normal = normal_matrix([0.3 + 2.0j], [0.75, 0.1, -0.5], ask.rng)
    spinning = normal_matrix([0.8 + 1.0j, 0.2 + 3.0j], [0.5, -2.0], ask.rng)
    for J, leading in ((normal, 0.75), (spinning, 0.8 + 1.0j)):
        x0 = 0.3 * ask.rng.standard_normal(len(J))
        expected = euler_rate(leading, dt)
        where = "in a silent network"
        expect_exponent(exponent(ask, J, x0, 80.0, dt), expected, 0.05, where)


@check("2f")
def exponent_of_a_random_network(ask):
    """At g = 0.5 it is so for a random network, whose connections do not commute."""
    while True:
        J = connectivity.random_connectivity(50, 0.5, ask.rng)
        eigenvalues = np.linalg.eigvals(J)
        leading, next_one = eigenvalues[np.argsort(-eigenvalues.real)[:2]]
        if leading.imag == 0 and leading.real - next_one.real > 0.05:
            break
    x0 = ask.rng.standard_normal(50)
    found = exponent(ask, J, x0, 200.0, 0.1)
    expect_exponent(found, euler_rate(leading, 0.1), 0.02, "in a random network at g = 0.5")


@check("2f")
def exponent_at_saturation(ask):
    """A constant input saturates some units, and `lyapunov_exponent` takes their slopes there."""
    for _ in range(2):
        J = connectivity.random_connectivity(20, 1.2, ask.rng)
        x0, theta = ask.rng.standard_normal(20), ask.rng.uniform(0, 2 * np.pi, 20)
        drive = (3.0, 0.0, theta)
        found = exponent(ask, J, x0, 60.0, 0.05, *drive)
        expected = ours(ask.rng, J, x0, 60.0, 0.05, *drive)
        expect_exponent(found, expected, 0.06, "in a network with constant input")


@check("2f")
def exponent_of_a_driven_network(ask):
    """An oscillating input keeps the slopes moving, and `lyapunov_exponent` follows them."""
    arguments, expected = restless_network(int(ask.rng.integers(2**31)))
    expect_exponent(exponent(ask, *arguments), expected, 0.05, "in a driven network")


@lru_cache(maxsize=4)
def restless_network(seed: int) -> tuple:
    """A driven network in which J and its transpose have unlike exponents: arguments, exponent.

    At rest they never have, for then the exponent comes from eigenvalues. Here the slopes change
    with the input's period, and networks are drawn until it matters.
    """
    rng, dt, steps = np.random.default_rng(seed), 0.05, 126  # steps in a period
    omega, N = 2 * np.pi / (steps * dt), 10
    while True:
        J = connectivity.random_connectivity(N, 3.0, rng)
        x0, theta = rng.standard_normal(N), rng.uniform(0, 2 * np.pi, N)
        x, start, growth, transposed = x0, x0, np.eye(N), np.eye(N)
        for k in range(11 * steps):
            if k == 10 * steps:
                start = x
            r = np.tanh(x)
            if k >= 10 * steps:
                growth = growth + dt * (-growth + (J * (1 - r**2)) @ growth)
                transposed = transposed + dt * (-transposed + (J.T * (1 - r**2)) @ transposed)
            x = x + dt * (-x + J @ r + 4.0 * np.cos(omega * k * dt + theta))
        if np.max(np.abs(x - start)) > 1e-4:
            continue  # not a rhythm with the period of the input
        moduli = [np.abs(np.linalg.eigvals(M)).max() for M in (growth, transposed)]
        right, wrong = np.log(moduli) / (steps * dt)
        if right < -0.05 and abs(right - wrong) > 0.12:
            arguments = (J, x0, 126.0, dt, 4.0, omega, theta)
            return arguments, ours(rng, *arguments)


@check("2f")
def exponent_of_chaos(ask):
    """At g = 3 differences grow, per unit of time, and `lyapunov_exponent` says how fast."""
    arguments, expected = chaotic_network(int(ask.rng.integers(2**31)))
    expect_exponent(exponent(ask, *arguments), expected, 0.12, "in a chaotic network")


@lru_cache(maxsize=4)
def chaotic_network(seed: int) -> tuple:
    """A network of 100 units that is clearly chaotic at g = 3: arguments, exponent."""
    rng = np.random.default_rng(seed)
    while True:
        J, x0 = connectivity.random_connectivity(100, 3.0, rng), rng.standard_normal(100)
        expected = ours(rng, J, x0, 80.0, 0.05)
        if 0.15 < expected < 0.3:
            return (J, x0, 80.0, 0.05), expected


@check("2f", weight=0.5)
def exponent_over_a_long_time(ask):
    """A perturbation that shrinks for a very long time must not be lost to rounding."""
    J, x0 = connectivity.random_connectivity(6, 0.3, ask.rng), ask.rng.standard_normal(6)
    expected = max(euler_rate(value, 0.4) for value in np.linalg.eigvals(J))
    expect_exponent(exponent(ask, J, x0, 1200.0, 0.4), expected, 0.02, "over a long time")


@check("2f", weight=0.5)
def perturbation_from_the_generator(ask):
    """`lyapunov_exponent` draws from `rng` only: the same one gives the same exponent."""
    J, x0 = connectivity.random_connectivity(8, 1.5, ask.rng), ask.rng.standard_normal(8)
    theta, seed = ask.rng.uniform(0, 2 * np.pi, 8), ask.new_seed()
    answers = []
    for _ in range(2):
        answer = ask.call("lyapunov_exponent", J, x0, 1.0, 0.1, 1.0, 2.5, theta, rng=seed)
        answers.append(number(answer, "The exponent"))
    if answers[0] != answers[1]:
        raise Wrong("The same `rng` gave two exponents.", "perturbation_from_elsewhere")
