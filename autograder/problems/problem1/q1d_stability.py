"""Hidden checks and named mistakes of 1d: is silence stable?

Each check has a stable and an unstable network, so that no constant answer passes.
"""

from functools import partial

import numpy as np

from autograder.checks import (
    Plane,
    Wrong,
    check,
    compared,
    judge,
    mistake,
    normal_matrix,
    permuted,
    spectrum_of,
    symmetric_matrix,
    truth,
)
from reference import connectivity


def expect_verdicts(ask, *networks) -> None:
    """Each network is (J, stable, name); all are asked about before any verdict is judged."""
    verdicts = [truth(ask.call("is_stable", J), "The verdict") for J, _, _ in networks]
    for verdict, (J, stable, name) in zip(verdicts, networks, strict=True):
        compared("The verdict", verdict, stable, verdict == stable)
        if verdict != stable:
            fate = "comes back to silence" if stable else "leaves silence"
            real = spectrum_of(J).real.max()
            reason = (
                f"{name} {fate} after a small push, and `is_stable` says {verdict}. The largest "
                f"real part of its eigenvalues is {real:.{2 if abs(real - 1) > 0.005 else 10}g}, "
                f"the largest modulus {np.abs(spectrum_of(J)).max():.2g}."
            )
            judge(Wrong(reason, exhibit=partial(eigenvalues_and_border, J)))


def eigenvalues_and_border(J) -> Plane:
    """Where the eigenvalues of the network lie that was judged wrongly."""
    what = "The network that was judged wrongly"
    return Plane(what, None, spectrum_of(J), radius=1.0, border=1.0)


@check("1d")
def stability_of_random_networks(ask):
    """`is_stable` judges large random networks on both sides of the transition."""
    networks = []
    for N in (60, 150):
        for g in (0.5, 1.5):
            J = connectivity.random_connectivity(N, g, ask.rng)
            networks.append((J, g < 1, "A random network"))
    expect_verdicts(ask, *networks)


@check("1d")
def stability_with_strong_inhibition(ask):
    """Strong self-inhibiting modes, however large, do not make silence unstable."""
    quiet = symmetric_matrix([-3.0, 0.9, 0.5, -0.2, 0.1], ask.rng)
    loud = symmetric_matrix([-3.0, 1.2, 0.5, -0.2, 0.1], ask.rng)
    inhibited = normal_matrix([-0.3 + 0.2j], [-0.4, -0.1, -0.6], ask.rng)
    excited = normal_matrix([1.5 + 0.1j], [1.2, 1.9, 1.7], ask.rng)
    lifted = normal_matrix([1.6 + 0.3j], [1.7, 0.2, 2.6], ask.rng)
    weak = normal_matrix([0.1 + 0.2j], [-0.3, 0.4, 0.2], ask.rng)
    expect_verdicts(
        ask,
        (quiet, True, "A symmetric network with an eigenvalue of -3"),
        (loud, False, "A symmetric network with modes on both sides of the border"),
        (inhibited, True, "A network in which all modes inhibit themselves"),
        (excited, False, "A network in which all modes excite themselves"),
        (lifted, False, "A network in which all modes but one excite themselves"),
        (weak, True, "A network with weak connections"),
    )


@check("1d")
def stability_of_oscillations(ask):
    """A network that rings while it calms down is stable, one whose ringing grows is not."""
    networks = []
    for real, stable in ((0.9, True), (1.1, False), (-4.0, True)):
        J = normal_matrix([complex(real, 5.0), complex(0.2, 1.5)], [0.3, -0.8], ask.rng)
        networks.append((J, stable, "A network with a fast oscillation"))
    expect_verdicts(ask, *networks)


@check("1d")
def stability_close_to_the_border(ask):
    """`is_stable` has its border at the right place."""
    border = permuted(np.diag([1.0, 0.5, -2.0]), ask.rng)
    networks = [(border, False, "A network exactly on the border (the answer there is False)")]
    for real, stable in ((0.99, True), (1.01, False), (0.05, True)):
        J = normal_matrix([complex(-0.5, 0.5)], [real, -0.3, -2.0], ask.rng)
        networks.append((J, stable, "A network near the border"))
    expect_verdicts(ask, *networks)


@check("1d", weight=0.5)
def stability_on_the_border(ask):
    """Closer to the border than 1e-8 counts as on it; a little further away does not."""
    networks = []
    for distance, stable in ((0.0, False), (4e-10, False), (4e-7, True), (-4e-7, False)):
        J = symmetric_matrix([1 - distance, 0.4, -0.3, -2.0], ask.rng)
        networks.append((J, stable, f"A network at {distance:.0e} from the border"))
    expect_verdicts(ask, *networks)


@check("1d")
def stability_of_feedforward_networks(ask):
    """Strong connections that form no loop cannot destabilise silence."""
    chain = np.triu(ask.rng.standard_normal((8, 8)), 1)
    chain *= 50 / np.linalg.norm(chain, 2)
    looped = chain + np.diag([1.3, 0, 0, 0, 0, 0, 0, 0])
    order = ask.rng.permutation(8)
    expect_verdicts(
        ask,
        (chain[np.ix_(order, order)], True, "A strong feedforward network"),
        (looped[np.ix_(order, order)], False, "A feedforward network with a self-exciting unit"),
    )


# Mistakes


@mistake("1d", "is_stable")
def modulus_for_real_part(J):
    """The modulus of the eigenvalues is compared with 1, as for a map in discrete time. In
    continuous time only the real part decides between growth and decay."""
    return bool(np.max(np.abs(np.linalg.eigvals(J))) < 1)


@mistake("1d", "is_stable")
def border_at_zero(J):
    """The eigenvalues of J are compared with 0. The leak shifts the border: the Jacobian at the
    origin is J - I, so those of J are compared with 1."""
    return bool(np.max(np.linalg.eigvals(J).real) < 0)


@mistake("1d", "is_stable")
def norm_for_eigenvalues(J):
    """The norm (the largest singular value) is compared with 1. It bounds how much one step can
    amplify, but it does not decide about stability: a chain of strong connections is stable."""
    return bool(np.linalg.norm(J, 2) < 1)


@mistake("1d", "is_stable")
def norm_of_all_entries(J):
    """`np.linalg.norm(J)` is the root of the sum of all squared entries, and says how strong the
    connections are. What decides are the real parts of the eigenvalues."""
    return bool(np.linalg.norm(J) < 1)


@mistake("1d", "is_stable")
def modulus_of_real_parts(J):
    """The real parts are compared without their signs. A strongly negative one makes a push die
    out all the faster: the largest decides, not the one furthest from 0."""
    return bool(np.max(np.abs(np.linalg.eigvals(J).real)) < 1)


@mistake("1d", "is_stable")
def mean_of_real_parts(J):
    """The mean of the real parts is compared with 1. One growing mode is enough to leave silence,
    so the largest real part decides."""
    return bool(np.mean(np.linalg.eigvals(J).real) < 1)


@mistake("1d", "is_stable")
def imaginary_parts_compared(J):
    """The imaginary parts are compared with 1. They say how fast a mode turns; whether it grows or
    decays is said by the real part."""
    return bool(np.max(np.linalg.eigvals(J).imag) < 1)


@mistake("1d", "is_stable")
def always_stable(J):
    """The answer is True for every network, whatever its connections."""
    return True


@mistake("1d", "is_stable")
def never_stable(J):
    """The answer is False for every network, whatever its connections."""
    return False


@mistake("1d", "is_stable")
def border_at_two(J):
    """The border lies at a real part of 2. The leak shifts the spectrum by 1 only: the Jacobian at
    the origin is J - I, so the eigenvalues of J are compared with 1."""
    return bool(np.max(np.linalg.eigvals(J).real) < 2)


@mistake("1d", "is_stable")
def symmetric_solver(J):
    """`eigvalsh` is for symmetric matrices: it reads only one half of J. Use `eigvals`."""
    return bool(np.max(np.linalg.eigvalsh(J)) < 1)


@mistake("1d", "is_stable")
def symmetric_part(J):
    """The symmetric part of J says whether a push can grow at first, not whether it dies out in
    the end. Use the eigenvalues of J itself."""
    return bool(np.max(np.linalg.eigvalsh((J + J.T) / 2)) < 1)


@mistake("1d", "is_stable")
def smallest_for_largest(J):
    """One decaying mode is not enough: all eigenvalues of the Jacobian must have a negative real
    part, so the largest one decides."""
    return bool(np.min(np.linalg.eigvals(J).real) < 1)


@mistake("1d", "is_stable")
def verdict_upside_down(J):
    """The verdict is upside down: positive real parts of the Jacobian mean growth."""
    return bool(np.max(np.linalg.eigvals(J).real) > 1)


@mistake("1d", "is_stable")
def border_counts_as_stable(J):
    """On the border, with a largest real part of exactly 1, the linearisation cannot decide; the
    question asks for False there."""
    return bool(np.max(np.linalg.eigvals(J).real) <= 1)
