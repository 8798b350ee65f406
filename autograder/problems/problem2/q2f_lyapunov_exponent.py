"""Hidden checks of 2f: chaos, measured.

The recipe leaves nothing open but rounding, and short runs are compared with it number by number.
Long ones would be as right with another first perturbation: their tolerances allow for that, and
their instances are drawn until several perturbations agree. A long run is asked together with
that of a single unit, so that no constant is right.
"""

from functools import lru_cache

import numpy as np

from autograder.checks import Wrong, check, expect_close, judge, normal_matrix, number, state_after
from reference import connectivity


def exponent(ask, *args) -> float:
    """The student's exponent, with a new generator."""
    answer = ask.call("lyapunov_exponent", *args, rng=ask.new_seed())
    return number(answer, "The exponent")


def by_the_recipe(J, x0, T, dt, I=0.0, omega=2.5, theta=0.0, *, v) -> np.ndarray:
    """Exponents (P,) as the question defines them, for first perturbations v (N, P)."""
    x, steps, growth = np.asarray(x0, dtype=float), round(T / dt), np.zeros(v.shape[1])
    for k in range(steps):
        r = np.tanh(x)
        v = v + dt * (-v + J @ ((1 - r**2)[:, None] * v))
        x = x + dt * (-x + J @ r + I * np.cos(omega * k * dt + theta))
        length = np.linalg.norm(v, axis=0)
        v = v / length
        if k >= steps // 2:
            growth += np.log(length)
    return growth / ((steps - steps // 2) * dt)


def expect_recipe(ask, what: str, *args) -> None:
    """The student's exponent is that of the very perturbation that `rng` gives.

    That perturbation is known where the generator is numpy's; to a single unit it does not matter.
    """
    seed = ask.new_seed()
    answer = number(ask.call("lyapunov_exponent", *args, rng=seed), "The exponent")
    if len(args[1]) > 1 and not ask.generators:
        return
    v = np.random.default_rng(seed.seed).standard_normal((len(args[1]), 1))
    expect_close(answer, by_the_recipe(*args, v=v)[0], what, 1e-6, 1e-7)


@check("2f", weight=1.5)
def exponents_of_single_units(ask):
    """`lyapunov_exponent` counts the steps, the time and the input of a single unit exactly."""
    J, x0 = np.array([[ask.rng.uniform(1.8, 2.5)]]), ask.rng.choice([-1, 1], 1) * 0.01
    what = "The exponent of a single unit"
    for T, dt in ((40.0, 0.1), (12.3, 0.1), (0.7, 0.1), (1.1, 0.1)):
        expect_recipe(ask, what, J, x0, T, dt)
    expect_recipe(ask, what, J, x0, 6.0, 0.05, 1.3, 2.0, ask.rng.uniform(0.3, 2.0))
    expect_recipe(ask, what, J, x0, 3.0, 0.05, -0.8)


def expect_exponent(ask, arguments: tuple, expected: float, tolerance: float, where: str) -> None:
    """The exponent of a long run is right, and so is that of a silent unit."""
    weight = ask.rng.uniform(-3.0, -1.5)
    unit = (np.array([[weight]]), np.zeros(1), 2.0, 0.1)
    for of, right, place in (
        (arguments, expected, where),
        (unit, euler_rate(weight, 0.1), "in a silent unit"),
    ):
        found = exponent(ask, *of)
        if abs(found - right) > tolerance:
            size = "small" if found < right else "large"
            told = f"it should be {right:.2g} within {tolerance:g}"
            judge(Wrong(f"The exponent {place}, {found:.2g}, is too {size}: {told}."))


def agreed(rng: np.random.Generator, arguments: tuple, spread: float) -> float | None:
    """The exponent of a long run, if eight first perturbations agree on it, or None."""
    found = by_the_recipe(*arguments, v=rng.standard_normal((len(arguments[1]), 8)))
    return float(np.median(found)) if np.ptp(found) < spread else None


def euler_rate(eigenvalue: complex, dt: float) -> float:
    """Growth rate, in Euler steps of dt, of the mode of a silent network with this eigenvalue."""
    return float(np.log(abs(1 + dt * (eigenvalue - 1))) / dt)


@check("2f")
def exponent_of_silence(ask):
    """In a silent network, `lyapunov_exponent` is the largest real part of J's spectrum, less 1."""
    dt = 0.05
    normal = normal_matrix([0.3 + 2.0j], [0.75, 0.1, -0.5], ask.rng)
    spinning = normal_matrix([-0.2 + 1.0j, -0.8 + 3.0j], [-0.5, -2.0], ask.rng)
    for J, leading in ((normal, 0.75), (spinning, -0.2 + 1.0j)):
        arguments = (J, 0.3 * ask.rng.standard_normal(len(J)), 80.0, dt)
        expect_exponent(ask, arguments, euler_rate(leading, dt), 0.05, "in a silent network")


@check("2f", weight=1.5, needs=("exponent_of_silence",))
def exponents_of_small_networks(ask):
    """In short runs `lyapunov_exponent` follows the very perturbation that `rng` gives."""
    for N, T, dt, *drive in ((3, 2.0, 0.1), (8, 3.0, 0.05, 1.5, 1.2), (20, 2.1, 0.1, 3.0, 0.7)):
        J, x0 = connectivity.random_connectivity(N, 2.0, ask.rng), ask.rng.standard_normal(N)
        if drive:
            drive.append(ask.rng.uniform(0, 2 * np.pi, N))
        expect_recipe(ask, "The exponent of a short run", J, x0, T, dt, *drive)


@check("2f")
def exponent_of_a_random_network(ask):
    """At g = 0.5 it is so for a random network, whose connections do not commute."""
    while True:
        J = connectivity.random_connectivity(50, 0.5, ask.rng)
        eigenvalues = np.linalg.eigvals(J)
        leading, next_one = eigenvalues[np.argsort(-eigenvalues.real)[:2]]
        if leading.imag == 0 and leading.real - next_one.real > 0.05:
            break
    arguments = (J, ask.rng.standard_normal(50), 200.0, 0.1)
    where = "in a random network at g = 0.5"
    expect_exponent(ask, arguments, euler_rate(leading, 0.1), 0.02, where)


@check("2f")
def exponent_at_saturation(ask):
    """A constant input saturates some units, and `lyapunov_exponent` takes their slopes there."""
    for _ in range(2):
        arguments, expected = saturated_network(int(ask.rng.integers(2**31)))
        expect_exponent(ask, arguments, expected, 0.05, "in a network with constant input")


@lru_cache(maxsize=8)
def saturated_network(seed: int) -> tuple:
    """A network of 20 units with constant input: arguments, exponent."""
    rng = np.random.default_rng(seed)
    while True:
        J = connectivity.random_connectivity(20, 1.2, rng)
        x0, theta = rng.standard_normal(20), rng.uniform(0, 2 * np.pi, 20)
        arguments = (J, x0, 60.0, 0.05, 3.0, 0.0, theta)
        expected = agreed(rng, arguments, 0.015)
        if expected is not None:
            return arguments, expected


@check("2f")
def exponent_of_a_driven_network(ask):
    """An oscillating input keeps the slopes moving, and `lyapunov_exponent` follows them."""
    arguments, expected = restless_network(int(ask.rng.integers(2**31)))
    expect_exponent(ask, arguments, expected, 0.05, "in a driven network")


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
            expected = agreed(rng, arguments, 0.015)
            if expected is not None:
                return arguments, expected


@check("2f")
def exponent_of_chaos(ask):
    """At g = 3 differences grow, per unit of time, and `lyapunov_exponent` says how fast."""
    arguments, expected = chaotic_network(int(ask.rng.integers(2**31)))
    expect_exponent(ask, arguments, expected, 0.12, "in a chaotic network")


@lru_cache(maxsize=4)
def chaotic_network(seed: int) -> tuple:
    """A network of 100 units that is clearly chaotic at g = 3: arguments, exponent."""
    rng = np.random.default_rng(seed)
    while True:
        J, x0 = connectivity.random_connectivity(100, 3.0, rng), rng.standard_normal(100)
        expected = agreed(rng, (J, x0, 80.0, 0.05), 0.03)
        if expected is not None and 0.15 < expected < 0.3:
            return (J, x0, 80.0, 0.05), expected


@check("2f", weight=0.5)
def exponent_over_a_long_time(ask):
    """A perturbation that shrinks for a very long time must not be lost to rounding."""
    J, x0 = connectivity.random_connectivity(6, 0.3, ask.rng), ask.rng.standard_normal(6)
    expected = max(euler_rate(value, 0.4) for value in np.linalg.eigvals(J))
    expect_exponent(ask, (J, x0, 1200.0, 0.4), expected, 0.02, "over a long time")


@check("2f", weight=0.5, needs=("exponent_of_silence",))
def perturbation_from_the_generator(ask):
    """The same `rng` gives the same exponent, and gives the perturbation and nothing else."""
    J, x0 = connectivity.random_connectivity(8, 1.5, ask.rng), ask.rng.standard_normal(8)
    theta, seed = ask.rng.uniform(0, 2 * np.pi, 8), ask.new_seed()
    answers = []
    for _ in range(2):
        answer = ask.call("lyapunov_exponent", J, x0, 1.0, 0.1, 1.0, 2.5, theta, rng=seed)
        answers.append(number(answer, "The exponent"))
    if answers[0] != answers[1]:
        raise Wrong("The same `rng` gave two exponents.", "perturbation_from_elsewhere")
    if ask.generators and ask.generators != state_after(seed, 8):
        raise Wrong("`rng` must give the N numbers of one perturbation, and nothing else.")
