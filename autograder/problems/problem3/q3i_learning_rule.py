"""Hidden checks and named mistakes of 3i: one step of recursive least squares."""

import numpy as np

from autograder.checks import (
    Wrong,
    array,
    check,
    expect_close,
    expect_without,
    judging,
    mistake,
    pair,
)
from autograder.problems.problem3.datasets import some_example
from reference import connectivity, training


def instance(ask, N: int, p: int, steps: int = 0):
    """Arguments of a step: after some steps of the reference, so that P is no identity any more."""
    rng = ask.rng
    J = connectivity.random_connectivity(N, 1.5, rng)
    plastic = unordered(rng, N, p)
    P = np.eye(p)
    for _ in range(steps):
        P, J = training.rls_update(P, rng.random(p), rng.standard_normal(N), J, plastic)
    return P, rng.random(p), rng.standard_normal(N), J, plastic


def unordered(rng: np.random.Generator, N: int, p: int) -> np.ndarray:
    """Different indices (p,) that do not ascend, nor descend."""
    plastic = np.sort(rng.choice(N, p, replace=False))
    plastic[[0, 1, 2]] = plastic[[1, 2, 0]]
    return np.roll(plastic, int(rng.integers(p)))


def both_of(ask, P, r, error, J, plastic) -> tuple:
    """The two answers of the student's `rls_update`, as they come."""
    answer = ask.call("rls_update", P, r, error, J, plastic)
    return pair(answer, "`rls_update` must return P and J, in this order")


def are_exchanged(P_new, J_new, P, J) -> bool:
    """Whether the two answers can only be meant the other way round."""
    arrays = isinstance(P_new, np.ndarray) and isinstance(J_new, np.ndarray)
    return arrays and P_new.shape == J.shape and J_new.shape == P.shape


def updated(ask, P, r, error, J, plastic) -> tuple[np.ndarray, np.ndarray]:
    """The student's P and J after a step, in whatever order they come."""
    P_new, J_new = both_of(ask, P, r, error, J, plastic)
    if are_exchanged(P_new, J_new, P, J):
        P_new, J_new = J_new, P_new
    return array(P_new, P.shape, "The new P"), array(J_new, J.shape, "The new J")


def terms(P, r, error, J, plastic) -> dict:
    """What the new J is made of, and what may stand there in its place."""
    k = P @ r
    c = 1 / (1 + r @ k)

    def columns(change):
        found = np.zeros_like(J)
        found[:, plastic] = change
        return found

    e_k, e_r = columns(np.outer(error, k)), columns(np.outer(error, r))
    found = {
        "J": J, "c e k^T": c * e_k, "e k^T": e_k, "c^2 e k^T": c**2 * e_k, "e r^T": e_r, "c e r^T":
        c * e_r, "e k^T/c": e_k / c, "e k^T/(r k)":
        e_k / (r @ k), "e k^T/(1 - r k)": e_k / (1 - r @ k), "e k^T/(1 + r r)": e_k / (1 + r @ r),
        "c |e| k^T": columns(c * np.outer(np.abs(error), k)),
    }  # fmt: skip
    rows = np.zeros_like(J)
    rows[plastic] = c * np.outer(k, error)
    return found | {"c k e^T in the plastic rows": rows}


def terms_of_P(P, r, *_) -> dict:
    """The same for the new P."""
    k, I = P @ r, np.eye(len(P))
    c = 1 / (1 + r @ k)
    kk = np.outer(k, k)
    return {
        "P": P, "c k k^T": c * kk, "k k^T": kk, "c^2 k k^T": c**2 * kk, "c r r^T":
        c * np.outer(r, r), "c k r^T": c * np.outer(k, r), "c r k^T": c * np.outer(r, k), "I": I,
        "k k^T/(r k)": kk / (r @ k), "k k^T/c": kk / c, "k k^T/(1 - r k)": kk / (1 - r @ k),
        "k k^T/(1 + r r)": kk / (1 + r @ r), "c": c, "c k^T k": c * (k @ k),
    }  # fmt: skip


@check("3i")
def weights_after_the_first_step(ask):
    """`rls_update` moves the weights rightly when P is still the identity."""
    for N, p in ((12, 5), (30, 8)):
        arguments = instance(ask, N, p)
        _, J = updated(ask, *arguments)
        expected = training.rls_update(*arguments)[1]
        expect_close(J, expected, "The new J", terms=terms(*arguments))


@check("3i")
def weights_after_many_steps(ask):
    """`rls_update` moves the weights rightly when P has learned from earlier steps."""
    for N, p in ((12, 5), (30, 8)):
        arguments = instance(ask, N, p, steps=6)
        _, J = updated(ask, *arguments)
        expected = training.rls_update(*arguments)[1]
        expect_close(J, expected, "The new J", rtol=1e-6, terms=terms(*arguments))


@check("3i")
def P_after_a_step(ask):
    """`rls_update` moves P rightly, and keeps it symmetric."""
    for steps in (0, 6):
        arguments = instance(ask, 20, 7, steps)
        P, _ = updated(ask, *arguments)
        expected, parts = training.rls_update(*arguments)[0], terms_of_P(*arguments)
        with judging(P, expected, "The new P", parts):
            if not np.allclose(P, P.T, rtol=0, atol=1e-9):
                raise Wrong("The new P is not symmetric.")
        expect_close(P, expected, "The new P", rtol=1e-6, terms=parts)


@check("3i")
def only_plastic_columns_change(ask):
    """`rls_update` returns P and J, and only the plastic columns of J are new."""
    P, r, error, J, plastic = instance(ask, 25, 6)
    if are_exchanged(*both_of(ask, P, r, error, J, plastic), P, J):
        raise Wrong("J comes before P.", "J_before_P")
    _, J_new = updated(ask, P, r, error, J, plastic)
    others = np.setdiff1d(np.arange(25), plastic)
    if not np.array_equal(J_new[:, others], J[:, others]):
        raise Wrong("Weights outside of the plastic columns have changed.")
    if np.array_equal(J_new[:, plastic], J[:, plastic]):
        raise Wrong("No weight of the plastic columns has changed.")


@check("3i")
def error_after_a_step(ask):
    """After a step of `rls_update` the same rates cause the smaller error that the theory says."""
    one = some_example(ask.rng)
    N, plastic = len(one.J), one.plastic
    P, J = np.eye(len(plastic)), one.J0
    for row in ask.rng.choice(len(one.R), 3, replace=False):
        rates, target = one.R[row], ask.rng.standard_normal(N)
        r, error = rates[plastic], J @ rates - target
        P_new, J_new = updated(ask, P, r, error, J, plastic)
        shrunk = error / (1 + r @ P @ r)
        expect_close(J_new @ rates - target, shrunk, "The error that is left", rtol=1e-6)
        parts = terms_of_P(P, r)
        P, J = training.rls_update(P, r, error, J, plastic)
        expect_close(P_new, P, "The new P", rtol=1e-6, terms=parts)


@check("3i", weight=0.5, needs=("P_after_a_step",))
def no_inversion(ask):
    """`rls_update` inverts no matrix and solves no system."""
    banned = ("inv", "pinv", "solve", "lstsq", "cho_solve", "lu_solve", "matrix_power")
    reason = "The question asks for products only: they take less time, and lose fewer digits."
    expect_without(ask, "rls_update", banned, reason)


# Mistakes


@mistake("3i", "rls_update")
def c_twice(P, r, error, J, plastic):
    """The factor c enters the weights twice. It is easily done: with the *new* P, P r already is
    c k."""
    P, J, k = P.copy(), J.copy(), P @ r
    c = 1 / (1 + r @ k)
    P -= c * np.outer(k, k)
    J[:, plastic] -= c * np.outer(error, P @ r)
    return P, J


@mistake("3i", "rls_update")
def c_forgotten(P, r, error, J, plastic):
    """The factor c is missing in the change of the weights, so the step overshoots."""
    P, J, k = P.copy(), J.copy(), P @ r
    P -= np.outer(k, k) / (1 + r @ k)
    J[:, plastic] -= np.outer(error, k)
    return P, J


@mistake("3i", "rls_update")
def time_step_in_the_rule(P, r, error, J, plastic):
    """The change of the weights is multiplied by the time step. The rule sets the weights so that
    the error shrinks at once; it is no integration."""
    P, J, k = P.copy(), J.copy(), P @ r
    c = 1 / (1 + r @ k)
    P -= c * np.outer(k, k)
    J[:, plastic] -= 0.001 * c * np.outer(error, k)
    return P, J


@mistake("3i", "rls_update")
def P_not_updated(P, r, error, J, plastic):
    """P stays as it was, so the rule forgets which directions of the rates it has seen."""
    J, k = J.copy(), P @ r
    J[:, plastic] -= np.outer(error, k) / (1 + r @ k)
    return P, J


@mistake("3i", "rls_update")
def outer_product_transposed(P, r, error, J, plastic):
    """The outer product is transposed: it changes the rows of the plastic units, the weights that
    they receive. What they send stands in their columns."""
    P, J, k = P.copy(), J.copy(), P @ r
    c = 1 / (1 + r @ k)
    P -= c * np.outer(k, k)
    J[plastic, :] -= c * np.outer(k, error)
    return P, J


@mistake("3i", "rls_update")
def error_added(P, r, error, J, plastic):
    """The weights move the wrong way, so that the error grows. The error is current minus target:
    subtract the change."""
    P, J, k = P.copy(), J.copy(), P @ r
    c = 1 / (1 + r @ k)
    P -= c * np.outer(k, k)
    J[:, plastic] += c * np.outer(error, k)
    return P, J


@mistake("3i", "rls_update")
def without_P(P, r, error, J, plastic):
    """The weights move along the rates r themselves, as in the delta rule. Recursive least
    squares moves them along k = P r."""
    P, J, k = P.copy(), J.copy(), P @ r
    c = 1 / (1 + r @ k)
    P -= c * np.outer(k, k)
    J[:, plastic] -= c * np.outer(error, r)
    return P, J


@mistake("3i", "rls_update")
def P_grows(P, r, error, J, plastic):
    """The outer product is added to P. It has to be subtracted: what has been learned about a
    direction makes later steps along it smaller."""
    P, J, k = P.copy(), J.copy(), P @ r
    c = 1 / (1 + r @ k)
    P += c * np.outer(k, k)
    J[:, plastic] -= c * np.outer(error, k)
    return P, J


@mistake("3i", "rls_update")
def P_without_c(P, r, error, J, plastic):
    """The outer product of k is subtracted from P without the factor c."""
    P, J, k = P.copy(), J.copy(), P @ r
    c = 1 / (1 + r @ k)
    P -= np.outer(k, k)
    J[:, plastic] -= c * np.outer(error, k)
    return P, J


@mistake("3i", "rls_update")
def J_before_P(P, r, error, J, plastic):
    """The two matrices come back in the wrong order: P first, then J."""
    P, J, k = P.copy(), J.copy(), P @ r
    c = 1 / (1 + r @ k)
    P -= c * np.outer(k, k)
    J[:, plastic] -= c * np.outer(error, k)
    return J, P
