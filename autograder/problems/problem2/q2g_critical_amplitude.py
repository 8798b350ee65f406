"""Hidden checks and named mistakes of 2g: how strong must an input be to end the chaos?

Single networks vary, so no window would do. The question leaves nothing open but rounding, and our
instances are drawn until no exponent that matters is close to zero.
"""

from functools import lru_cache

import numpy as np

from autograder.checks import Seed, Wrong, check, judge, mistake, number, state_after
from autograder.problems.problem2.telling_networks import telling_networks
from reference import connectivity


def amplitude(ask, seed: Seed, *args) -> float:
    """The student's answer for (omega, J, x0, theta, amplitudes, T, dt), or inf."""
    answer = ask.call("critical_amplitude", *args, seed)
    if isinstance(answer, float | np.ndarray) and np.shape(answer) == () and answer == np.inf:
        return np.inf
    return number(answer, "The critical amplitude")


def expect_amplitude(ask, expected: float, *args) -> None:
    """The student's answer is `expected`, whatever the first perturbation."""
    expect_equal(amplitude(ask, ask.new_seed(), *args), expected, args[4])


def expect_equal(answer: float, expected: float, amplitudes: np.ndarray) -> None:
    if answer == expected or abs(answer - expected) < 1e-9:
        return
    size = "small" if answer < expected else "large"
    reason = f"The critical amplitude, {answer:g}, is too {size} on the grid {amplitudes}."
    if expected == np.inf:
        reason = f"The last exponent is not negative, and the answer is {answer:g}, not np.inf."
    elif answer != np.inf and not np.any(np.isclose(answer, amplitudes)):
        reason = f"The critical amplitude, {answer:g}, is none of the `amplitudes`."
    judge(Wrong(reason))


@check("2g")
def last_change_of_sign_counts(ask):
    """The answer is the amplitude from which on all exponents are negative, whatever precedes."""
    for growing, lingering in (([0, 1, 2], []), ([0, 2], []), ([3], []), ([1], [3]), ([0, 4], [])):
        network = bistable_units(growing, lingering, ask.rng)
        expect_amplitude(ask, GRID[growing[-1] + 1], 0.0, *network, GRID, 16.0, 0.05)


@check("2g")
def ends_of_the_grid(ask):
    """The answer is the first amplitude if all exponents are negative, inf if the last is not."""
    for growing, expected in (([], GRID[0]), ([5], np.inf), ([0, 1, 2, 3, 4, 5], np.inf)):
        network = bistable_units(growing, [], ask.rng)
        expect_amplitude(ask, expected, 0.0, *network, GRID, 16.0, 0.05)


GRID = np.array([0.5, 1.0, 1.5, 2.0, 3.0, 4.5])


def bistable_units(growing, lingering, rng: np.random.Generator) -> tuple:
    """Units without connections among them, (J, x0, theta), whose input does not change (omega 0).

    All but two units have two stable states each. At the amplitudes of `GRID` with the indices
    `growing` one of the units starts exactly between them, where differences grow. At those of
    `lingering` it starts so close to the middle that it leaves only after a while, within the half
    that is not counted. Everywhere else all go to a stable state at once.
    """
    N = len(growing) + len(lingering) + 2
    weights, x0, theta = np.full(N, 2.5), np.full(N, 1.0), rng.uniform(0, 2 * np.pi, N)
    weights[len(growing) : -2], weights[-2:] = 4.0, 0.5
    for unit, index in enumerate([*growing, *lingering]):
        middle = rng.uniform(0.1, 0.2) * rng.choice([-1, 1])
        x0[unit] = middle + 1e-6 * (unit >= len(growing))
        theta[unit] = np.arccos((middle - weights[unit] * np.tanh(middle)) / GRID[index])
    order = rng.permutation(N)
    return np.diag(weights[order]), x0[order], theta[order]


@check("2g", weight=0.5, needs=("last_change_of_sign_counts",))
def zero_is_not_negative(ask):
    """An exponent of exactly zero is not negative."""
    # The unit stays at zero, where differences stay what they are, unless an input moves it.
    unit = (1.0, np.ones((1, 1)), np.zeros(1), ask.rng.uniform(0.1, 0.9))
    for amplitudes, expected in (([0.0, 1.0, 2.0], 1.0), ([0.0], np.inf)):
        expect_amplitude(ask, expected, *unit, np.array(amplitudes), 8.0, 0.5)


@check("2g", weight=1.5, needs=("last_change_of_sign_counts",))
def short_runs_of_small_networks(ask):
    """`critical_amplitude` takes the steps of 2f, and the perturbation that `rng` gives."""
    networks = telling_networks(int(ask.rng.integers(2**31)))
    answers = [amplitude(ask, Seed(seed), *arguments) for seed, arguments, _ in networks]
    if not ask.generators:
        return  # another generator, another perturbation
    for answer, (_, arguments, expected) in zip(answers, networks, strict=True):
        expect_equal(answer, expected, arguments[4])


@check("2g", weight=2.0)
def chaotic_networks_with_input(ask):
    """`critical_amplitude` finds the end of chaos in networks and at rhythms it has not seen."""
    J, x0, theta, expected = chaotic_network(int(ask.rng.integers(2**31)))
    for omega, amplitude in expected.items():
        expect_amplitude(ask, amplitude, omega, J, x0, theta, AMPLITUDES, DURATION, STEP)


AMPLITUDES = np.array([0.0, 1.0, 2.0, 4.0, 8.0, 16.0])
DURATION, STEP, SLOW, FAST = 40.0, 0.05, 0.5, 2.0


@lru_cache(maxsize=4)
def chaotic_network(seed: int) -> tuple:
    """A network (J, x0, theta) that a slow input calms sooner than a fast one, and the answers.

    The answers do not depend on the first perturbation, and omega must be the angular frequency.
    """
    rng = np.random.default_rng(seed)
    while True:
        J = connectivity.random_connectivity(30, 6.0, rng)
        x0, theta = rng.standard_normal(30), rng.uniform(0, 2 * np.pi, 30)
        slow = critical_amplitude(SLOW, J, x0, theta, rng)
        fast = critical_amplitude(FAST, J, x0, theta, rng) if slow else None
        if not fast or not slow < fast < np.inf:
            continue
        if critical_amplitude(2 * np.pi * SLOW, J, x0, theta, rng) not in (slow, None):
            return J, x0, theta, {SLOW: slow, FAST: fast}


def critical_amplitude(omega, J, x0, theta, rng, perturbations=4, margin=0.08) -> float | None:
    """The answer on the grid `AMPLITUDES`, if four first perturbations agree on it, or None.

    Rows are networks side by side, one for each amplitude and perturbation. The exponents on both
    sides of the answer must be `margin` away from zero.
    """
    I = np.repeat(AMPLITUDES, perturbations)[:, None]
    x, v = np.tile(x0, (len(I), 1)), rng.standard_normal((len(I), len(x0)))
    steps, growth = round(DURATION / STEP), np.zeros(len(I))
    for k in range(steps):
        r, h = np.tanh(x), I * np.cos(omega * k * STEP + theta)
        v = v + STEP * (-v + ((1 - r**2) * v) @ J.T)
        x = x + STEP * (-x + r @ J.T + h)
        length = np.linalg.norm(v, axis=1)
        v /= length[:, None]
        if k >= steps // 2:
            growth += np.log(length)
    rates = (growth / ((steps - steps // 2) * STEP)).reshape(-1, perturbations)
    lasting, calm = (rates > margin).all(axis=1), (rates < -margin).all(axis=1)
    answer = len(rates) - np.argmin([*calm[::-1], False])  # where the calm that lasts begins
    if answer == 0 or not lasting[answer - 1]:
        return None
    return float([*AMPLITUDES, np.inf][answer])


@check("2g", weight=0.5, needs=("last_change_of_sign_counts",))
def one_perturbation_for_all(ask):
    """`critical_amplitude` draws one perturbation from `rng` and nothing else."""
    J, x0 = connectivity.random_connectivity(5, 0.5, ask.rng), ask.rng.standard_normal(5)
    amplitudes, theta, seed = np.array([0.5, 1.0, 2.0]), ask.rng.uniform(0, 6, 5), ask.new_seed()
    ask.call("critical_amplitude", 1.0, J, x0, theta, amplitudes, 1.0, 0.1, seed)
    if ask.generators and ask.generators != state_after(seed, 5):
        for_every = ask.generators == state_after(seed, 15)
        drawn = "`rng` must give the N numbers of one perturbation, and nothing else"
        raise Wrong(f"{drawn}.", "perturbation_for_every_amplitude" if for_every else None)


# Mistakes


@mistake("2g", "critical_amplitude")
def first_negative_exponent(omega, J, x0, theta, amplitudes, T, dt, rng):
    """This is the first amplitude with a negative exponent, although the network may wake up again
    at a larger one. Look for the last exponent that is not negative."""
    v0, steps = rng.standard_normal(len(x0)), round(T / dt)
    for I in amplitudes:
        x, v, growth = x0, v0, 0.0
        for k in range(steps):
            r, v = np.tanh(x), v / np.linalg.norm(v)
            v = v + dt * (-v + J @ ((1 - r**2) * v))
            x = x + dt * (-x + J @ r + I * np.cos(omega * k * dt + theta))
            growth += np.log(np.linalg.norm(v)) * (k >= steps // 2)
        if growth < 0:
            return float(I)
    return np.inf


@mistake("2g", "critical_amplitude")
def last_chaotic_amplitude(omega, J, x0, theta, amplitudes, T, dt, rng):
    """This is the last amplitude whose exponent is not negative. The answer is the next one, from
    which on all are negative."""
    v0, steps, found = rng.standard_normal(len(x0)), round(T / dt), float(amplitudes[0])
    for I in amplitudes:
        x, v, growth = x0, v0, 0.0
        for k in range(steps):
            r, v = np.tanh(x), v / np.linalg.norm(v)
            v = v + dt * (-v + J @ ((1 - r**2) * v))
            x = x + dt * (-x + J @ r + I * np.cos(omega * k * dt + theta))
            growth += np.log(np.linalg.norm(v)) * (k >= steps // 2)
        if growth >= 0:
            found = float(I)
    return found


@mistake("2g", "critical_amplitude")
def end_of_grid_for_infinity(omega, J, x0, theta, amplitudes, T, dt, rng):
    """If the last exponent is not negative, the critical amplitude lies beyond the grid: return
    `np.inf`, not the last amplitude."""
    v0, steps, found = rng.standard_normal(len(x0)), round(T / dt), float(amplitudes[0])
    for n, I in enumerate(amplitudes):
        x, v, growth = x0, v0, 0.0
        for k in range(steps):
            r, v = np.tanh(x), v / np.linalg.norm(v)
            v = v + dt * (-v + J @ ((1 - r**2) * v))
            x = x + dt * (-x + J @ r + I * np.cos(omega * k * dt + theta))
            growth += np.log(np.linalg.norm(v)) * (k >= steps // 2)
        if growth >= 0:
            found = float(amplitudes[min(n + 1, len(amplitudes) - 1)])
    return found
