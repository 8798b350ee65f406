"""Hidden checks of 3j: train a network. Its named mistakes are in three modules beside it.

Without noise every number of the answer is compared. With noise the weights are taken, and the
network runs again here: the rates that come back prove nothing.
"""

import numpy as np

from autograder.checks import Wrong, array, check, expect_close, pair
from autograder.problems.problem3 import small_network
from autograder.problems.problem3.small_network import Task, bump_task, random_task
from autograder.problems.problem3.wrong_rule import follows_own_rule, is_wrong_and_learns
from reference.statistics_problem3 import SMALL_VARIANCE_EXPLAINED

LONGEST = 30  # seconds for one call; a plain loop needs less than one

# 60 units, 60 targets, 10 runs: the best of three runs afterwards is above 0.83 in 150 of 150
# seeds, and below -1.6 without learning. Now and then a bump stumbles; then another one is tried.
ATTEMPTS = 2


def trained(ask, task: Task, runs: int, seed, **kwargs) -> tuple[np.ndarray, np.ndarray]:
    """The student's J and R, of the right shapes and with only plastic weights changed."""
    answer = ask.call("train", *task, runs, seed, seconds=LONGEST, **kwargs)
    J, R = pair(answer, "`train` must return the weights and the rates")
    J = array(J, task.J0.shape, "The trained J")
    R = array(R, task.inputs.shape, "The array of rates")
    others = np.setdiff1d(np.arange(len(J)), task.plastic)
    alone = np.array_equal(J[:, others], task.J0[:, others])
    if not alone and not is_wrong_and_learns(ask):
        raise Wrong("Weights that are not plastic have changed.")
    return J, R


def expect_exact(ask, task: Task, runs: int, **parameters) -> None:
    J, R = trained(ask, task, runs, ask.new_seed(), noise=0.0, **parameters)
    expected, rates = small_network.train(task, runs, None, 0.0, **parameters)
    try:
        expect_close(J, expected, "The trained J", rtol=1e-5, atol=1e-7)
        expect_close(R, rates, "The array of rates", rtol=1e-5, atol=1e-7)
    except Wrong:
        if not follows_own_rule(ask, task, runs, J, R, **parameters):
            raise


@check("3j")
def runs_without_learning(ask):
    """With `runs=0` and no noise, `train` gives the rates of a run that learns nothing."""
    for N, period in ((3, 4), (15, 9)):
        expect_exact(ask, random_task(ask.rng, N, 2, 6, period), 0)
    expect_exact(ask, random_task(ask.rng, 5, 2, 6, 5), 0, tau=0.02, dt=0.0005)


@check("3j")
def one_run_with_learning(ask):
    """After one run without noise `train` has the right weights."""
    for N, p, period in ((4, 2, 5), (12, 5, 8)):
        expect_exact(ask, random_task(ask.rng, N, p, 8, period), 1)


@check("3j")
def several_runs_with_learning(ask):
    """Weights and P carry over from run to run of `train`."""
    for N, p, runs in ((5, 2, 2), (12, 5, 4)):
        expect_exact(ask, random_task(ask.rng, N, p, 8, 6), runs)


@check("3j", needs=("runs_without_learning",))
def noise_of_the_right_strength(ask):
    """`train` adds noise of the right strength, new at each step and for each unit, from `rng`."""
    N, T = 200, 500
    task = Task(np.full((3, N), 0.5), np.zeros((N, N)), np.array([0]), np.zeros((T, N)), 400)
    first = ask.new_seed()
    for noise, kwargs in ((0.1, {}), (0.8, {"noise": 0.8})):
        _, R = trained(ask, task, 0, first, **kwargs)
        rates = np.clip(R[100:], 1e-12, 1 - 1e-12)
        currents = np.log(rates / (1 - rates))
        # x <- 0.9 x + 0.1 noise sqrt(10) xi settles at this variance.
        share = np.var(currents) / (noise**2 / 1.9)
        if share < 1e-6:
            raise Wrong("There is no noise in the currents.")
        if np.var(currents.mean(axis=1)) > 0.2 * np.var(currents):
            raise Wrong("All units get the same noise.", "one_noise_for_all_units")
        step = np.mean(currents[1:] * currents[:-1]) / np.mean(currents**2)
        if abs(step - 0.9) > 0.03:
            raise Wrong("The noise is not new at each step.")
        if abs(share - 1) > 0.15:
            raise Wrong("The noise has the wrong strength.")
    if not np.array_equal(trained(ask, task, 0, first, noise=0.8)[1], R):
        raise Wrong("The same generator gives different noise.", "noise_not_from_rng")
    if np.array_equal(trained(ask, task, 0, ask.new_seed(), noise=0.8)[1], R):
        raise Wrong("Different generators give the same noise: is there a seed inside?")


@check("3j", needs=("runs_without_learning",))
def noise_in_every_run(ask):
    """The noise of `train` goes with tau and dt, is new in every run, and is part of the error."""
    N, T, noise = 200, 800, 0.8
    task = Task(np.full((3, N), 0.5), np.zeros((N, N)), np.array([0]), np.zeros((T, N)), 2 * T)
    seed = ask.new_seed()
    _, R = trained(ask, task, 0, seed, noise=noise, tau=0.02, dt=0.0005)
    rates = np.clip(R[300:], 1e-12, 1 - 1e-12)
    # As above with dt / tau = 1 / 40: the currents settle at a variance of noise^2 / (2 - 1 / 40).
    share = np.var(np.log(rates / (1 - rates))) / (noise**2 / 1.975)
    if abs(share - 1) > 0.2:
        raise Wrong("The noise has the wrong strength when tau and dt are not the usual ones.")
    short = task._replace(inputs=task.inputs[:12])
    first, second = (trained(ask, short, runs, seed, noise=noise)[1] for runs in (0, 1))
    if np.array_equal(first, second):
        raise Wrong("Every run has the same noise.", "one_noise_for_all_runs")
    # Nothing but noise is in the currents, and the targets ask for a current of 0.
    learning = short._replace(period=9)
    J, _ = trained(ask, learning, 1, seed, noise=noise)
    if np.std(J[:, 0]) < 0.2 and not follows_own_rule_anyway(ask):
        raise Wrong(
            "Where the targets ask for no current, only the noise in the currents can change the "
            "weights, and here they hardly change. The error is the current, with all that is in "
            "it, minus its target."
        )


def follows_own_rule_anyway(ask) -> bool:
    """Whether `train` follows the student's own `rls_update`, which is wrong."""
    task = random_task(ask.rng, 6, 3, 5, 4)
    J, R = trained(ask, task, 2, ask.new_seed(), noise=0.0)
    return follows_own_rule(ask, task, 2, J, R)


@check("3j", weight=1.5)
def small_network_learns(ask):
    """A small network carries the bump when it runs with the weights that `train` has found."""
    # A short run without noise comes first, by which a known mistake can be told at once.
    if follows_own_rule_anyway(ask):
        return  # what it learns is up to that rule
    for _ in range(ATTEMPTS):
        task = bump_task(ask.rng, 60, 30, 60, 40)
        J, _ = trained(ask, task, 10, ask.new_seed())
        explained = []
        for _ in range(3):
            with np.errstate(all="ignore"):
                rates = small_network.train(task._replace(J0=J), 0, ask.rng, 0.1)[1]
                explained.append(small_network.variance_explained(task, rates))
        if max(explained) > SMALL_VARIANCE_EXPLAINED.low:
            return
    raise Wrong("With the weights that come back the network does not carry the bump.")
