"""Hidden checks and named mistakes of 2e: how many dimensions does the activity use?"""

import numpy as np

from autograder.checks import Wrong, check, describe, judging, mistake, number, orthogonal


def rates(rng: np.random.Generator, K: int, variances) -> np.ndarray:
    """Rates (K, N) whose components have these exact variances, around means that are not zero."""
    used = np.flatnonzero(variances)
    moments = rng.standard_normal((K, len(used)))
    moments = np.linalg.qr(moments - moments.mean(axis=0))[0] * np.sqrt(K - 1)
    directions = orthogonal(len(variances), rng)[:, used]
    moments = moments * np.sqrt(np.asarray(variances)[used])
    return moments @ directions.T + rng.uniform(-2, 2, len(variances))


def count(ask, r, *share) -> int:
    """The student's `n_components` as a whole number."""
    answer = ask.call("n_components", r, *share)
    value = number(answer, "The number of components")
    if value != round(value):
        raise Wrong(f"The number of components must be whole; it is {describe(answer)}.")
    return round(value)


def expect_count(found: int, expected: int, variances, share: float = 0.9) -> None:
    with judging(found, expected, "The number of components"):
        if found != expected:
            size = "small" if found < expected else "large"
            raise Wrong(
                f"{found} as the number of components is too {size} where the variances are "
                f"{listed(variances)} and the share is {share:g}. Together the first hold "
                f"{listed(held(variances))}."
            )


def held(variances) -> np.ndarray:
    """The shares of the variance that the first, the first two, ... components hold."""
    return np.cumsum(-np.sort(-np.asarray(variances))) / np.sum(variances)


def listed(numbers) -> str:
    """The largest numbers, or the first of those that ascend."""
    ordered = np.sort(numbers) if np.all(np.diff(numbers) >= 0) else -np.sort(-np.asarray(numbers))
    shown = ", ".join(f"{number:.3g}" for number in ordered[:8])
    return f"{shown}, ..." if len(ordered) > 8 else shown


@check("2e", weight=2.0)
def components_of_unseen_rates(ask):
    """`n_components(r, share)` is the smallest number of components that hold the share."""
    steep = [40.0, 27.0, 13.0, 9.0, 6.0, 3.0, 1.5, 0.5]  # shares .40 .67 .80 .89 .95 .98 .995 1
    slow = np.arange(21, 1, -1.0)
    for K, variances, shares in (
        (100, steep, (0.3, 0.5, 0.85, 0.97, 0.99)),
        (50, slow, (0.25, 0.62, 0.95)),
        (9, [*steep, *24 * [0.0]], (0.3, 0.85, 0.97)),  # more units than moments
    ):
        r = rates(ask.rng, K, ask.rng.permutation(variances))
        for share in shares:
            right = int(np.sum(held(variances) < share)) + 1
            expect_count(count(ask, r, share), right, variances, share)


@check("2e")
def ninety_percent_unless_told(ask):
    """Without a share, `n_components(r)` looks for 90 percent."""
    for variances, expected in (
        ([5.0, 3.0, 1.2, 0.5, 0.3], 3),
        ([8.0, 0.7, 0.7, 0.6], 3),
        ([9.5, 0.5, 0.0], 1),
        (np.full(11, 1.0), 10),
    ):
        expect_count(count(ask, rates(ask.rng, 40, variances)), expected, variances)


@check("2e")
def edges_of_the_share(ask):
    """A share that is met exactly is reached, and round-off does not decide: not even at 1."""
    for N in range(12, 34, 3):
        variances = ask.rng.uniform(0.5, 2.0, N)
        r = rates(ask.rng, 60, variances)
        found = count(ask, r, 1)
        if found in (0, 1) and count(ask, r, 0.999) == np.sum(held(variances) < 0.999) + 1:
            raise Wrong("All of the variance is said to lie in one direction.", "never_reached")
        expect_count(found, N, variances, 1.0)
    for variances in ([6.0, 3.0, 1.0], [5.0, 4.0, 0.5, 0.5], [12.0, 6.0, 1.0, 1.0, 0.0, 0.0]):
        for _ in range(3):
            r = rates(ask.rng, 30, ask.rng.permutation(variances))
            expect_count(count(ask, r, 0.9), 2, variances)
            expect_count(count(ask, r, 1), np.count_nonzero(variances), variances, 1.0)
    expect_count(count(ask, r, 0), 1, variances, 0.0)


@check("2e")
def round_off_has_a_limit(ask):
    """A share counts as reached when less than 1e-10 of the total is missing, and not before."""
    for missing, expected in ((1e-3, 3), (1e-6, 3), (1.4e-10, 3), (7e-11, 2), (-1e-6, 2)):
        variances = 8.0 * np.array([0.6, 0.3 - missing, 0.1 + missing])
        r = rates(ask.rng, 40, ask.rng.permutation(variances))
        expect_count(count(ask, r, 0.9), expected, variances)


@check("2e", weight=0.5, needs=("components_of_unseen_rates",))
def a_whole_number(ask):
    """`n_components(r)` counts: what it returns is a whole number, an `int`."""
    answer = ask.call("n_components", rates(ask.rng, 20, [3.0, 2.0, 1.0]))
    if type(answer) is float:  # what other languages count with is of another type
        raise Wrong(
            f"`n_components` must return an int; it returned {describe(answer)}.",
            "count_as_a_float",
        )


@check("2e", weight=2.0)
def participation_of_unseen_rates(ask):
    """`participation_ratio(r)` counts dimensions that hold unequal shares of the variance."""
    for K, variances in (
        (60, [5.0, 2.0, 1.0, 0.5]),
        (90, np.arange(1, 16) / 4),
        (30, [0.3] * 5),
        (7, [2.0, 1.0, 0.7, *9 * [0.0]]),
    ):
        r = rates(ask.rng, K, np.array(variances))
        answer = number(ask.call("participation_ratio", r), "The participation ratio")
        expected = np.sum(variances) ** 2 / np.sum(np.square(variances))
        with judging(answer, expected, "The participation ratio"):
            if not np.isclose(answer, expected, 1e-6):
                size = "small" if answer < expected else "large"
                raise Wrong(
                    f"The participation ratio, {answer:.3g}, is too {size} where the variances of "
                    f"the components are {listed(variances)}."
                )


# Mistakes


@mistake("2e", "n_components")
def one_too_few(r, share=0.9):
    """One component is missing. Indices begin at 0: if the share is reached at index k, that
    takes k + 1 components."""
    variances = np.maximum(np.linalg.eigvalsh(np.cov(r, rowvar=False))[::-1], 0)
    reached = np.cumsum(variances) / variances.sum() >= share - 1e-10
    return int(np.argmax(reached))


@mistake("2e", "n_components")
def one_too_many(r, share=0.9):
    """One component too many: the smallest number that holds the share is asked for."""
    variances = np.maximum(np.linalg.eigvalsh(np.cov(r, rowvar=False))[::-1], 0)
    reached = np.cumsum(variances) / variances.sum() >= share - 1e-10
    return int(np.argmax(reached)) + 2


@mistake("2e", "n_components")
def never_reached(r, share=0.9):
    """Rounding leaves the sum of all shares a little below 1, so a share of 1 is never reached,
    and `argmax` of nothing but False is 0. Allow for rounding."""
    variances = np.linalg.eigvalsh(np.cov(r, rowvar=False))[::-1]
    return int(np.argmax(np.cumsum(variances) / np.sum(variances) >= share)) + 1


@mistake("2e", "n_components")
def smallest_components_first(r, share=0.9):
    """The shares are summed from the smallest variance upwards: `eigh` sorts ascending."""
    variances = np.maximum(np.linalg.eigvalsh(np.cov(r, rowvar=False)), 0)
    return int(np.argmax(np.cumsum(variances) / variances.sum() >= share - 1e-10)) + 1


@mistake("2e", "n_components")
def singular_values_unsquared(r, share=0.9):
    """The singular values are summed as they are. A variance is the square of one."""
    s = np.linalg.svd(r - r.mean(axis=0), compute_uv=False)
    return int(np.argmax(np.cumsum(s) / s.sum() >= share - 1e-10)) + 1


@mistake("2e", "n_components")
def counted_around_zero(r, share=0.9):
    """The mean is not taken off, and counts as if it were variance."""
    s = np.linalg.svd(r, compute_uv=False) ** 2
    return int(np.argmax(np.cumsum(s) / s.sum() >= share - 1e-10)) + 1


@mistake("2e", "n_components")
def share_always_ninety(r, share=0.9):
    """90 percent is written into the function, so the `share` that is handed in has no effect."""
    variances = np.maximum(np.linalg.eigvalsh(np.cov(r, rowvar=False))[::-1], 0)
    return int(np.argmax(np.cumsum(variances) / variances.sum() >= 0.9)) + 1


@mistake("2e", "n_components")
def phi_once_more(r, share=0.9):
    """tanh is applied to the rates. They are rates already; only currents need it."""
    variances = np.linalg.eigvalsh(np.cov(np.tanh(r), rowvar=False))[::-1]
    return int(np.argmax(np.cumsum(variances) / variances.sum() >= share - 1e-10)) + 1


@mistake("2e", "n_components")
def each_against_the_share(r, share=0.9):
    """Each variance is compared with a share of the largest one. The share of the total that the
    first k hold together is asked for: a cumulative sum."""
    variances = np.linalg.eigvalsh(np.cov(r, rowvar=False))
    return int(np.sum(variances >= (1 - share) * variances.max()))


@mistake("2e", "n_components")
def count_as_a_float(r, share=0.9):
    """The number is right, and a float. Numbers of components are counted: return an `int`."""
    variances = np.linalg.eigvalsh(np.cov(r, rowvar=False))[::-1]
    return float(np.argmax(np.cumsum(variances) / variances.sum() >= share - 1e-10)) + 1


@mistake("2e", "n_components")
def generous_with_the_share(r, share=0.9):
    """Too much may be missing: a share counts as reached when less than 1e-10 is missing, which
    leaves room for rounding and for nothing else."""
    variances = np.linalg.eigvalsh(np.cov(r, rowvar=False))[::-1]
    return int(np.argmax(np.cumsum(variances) / variances.sum() >= share - 1e-3)) + 1


@mistake("2e", "participation_ratio")
def participation_upside_down(r):
    """The ratio is upside down. One direction alone gives 1, many equal ones their number."""
    variances = np.linalg.eigvalsh(np.cov(r, rowvar=False))
    return np.sum(variances**2) / np.sum(variances) ** 2


@mistake("2e", "participation_ratio")
def sum_not_squared(r):
    """The sum above is not squared, so the ratio changes when all rates are doubled. A number of
    dimensions must not."""
    variances = np.linalg.eigvalsh(np.cov(r, rowvar=False))
    return np.sum(variances) / np.sum(variances**2)


@mistake("2e", "participation_ratio")
def participation_of_singular_values(r):
    """The singular values stand where the variances should, which are their squares."""
    s = np.linalg.svd(r - r.mean(axis=0), compute_uv=False)
    return np.sum(s) ** 2 / np.sum(s**2)


@mistake("2e", "participation_ratio")
def participation_around_zero(r):
    """The mean is not taken off, and counts as if it were a direction of large variance."""
    s = np.linalg.svd(r, compute_uv=False) ** 2
    return np.sum(s) ** 2 / np.sum(s**2)


@mistake("2e", "participation_ratio")
def participation_per_neuron(r):
    """The variances are those of the single neurons. Neurons that move together are one
    dimension: use the variances of the principal components."""
    variances = np.var(r, axis=0)
    return np.sum(variances) ** 2 / np.sum(variances**2)
