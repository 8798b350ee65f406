"""Hidden checks and named mistakes of 3h: eigenvalues before and after training."""

import re

import numpy as np

from autograder.checks import (
    IMAGINARY,
    REAL,
    Wrong,
    check,
    expect_close,
    expect_equal_aspect,
    expect_new_figure,
    expect_sides,
    has_circle,
    has_lines_between,
    mistake,
    names_of,
    normal_matrix,
    points_at,
)
from autograder.interview import Axes
from autograder.problems.problem3.datasets import some_example
from reference import connectivity


@check("3h")
def abscissa_of_unseen_networks(ask):
    """`spectral_abscissa(J)` is right for networks it has not seen, before and after training."""
    one = some_example(ask.rng)
    for J, of in ((one.J, "trained"), (one.J0, "untrained")):
        expected = connectivity.spectral_abscissa(J)
        answer = ask.call("spectral_abscissa", J)
        expect_close(answer, expected, f"The abscissa of {of} weights", rtol=1e-6)


@check("3h")
def abscissa_of_made_up_spectra(ask):
    """`spectral_abscissa` goes by the real part, whatever the other eigenvalues are."""
    for pairs, reals in (([3j], [2.0, -1.5]), ([0.4 + 6j], [-9.0, 0.2]), ([-2 + 1j], [-5.0, -3.0])):
        J = normal_matrix(pairs, reals, ask.rng)
        expected = max([*reals, *(np.real(pairs))])
        answer = ask.call("spectral_abscissa", J)
        expect_close(answer, expected, "The largest real part", rtol=1e-6, atol=1e-8)


def plane(J: np.ndarray) -> np.ndarray:
    """The eigenvalues of J as points (N, 2), real part first."""
    eigenvalues = np.linalg.eigvals(J)
    return np.column_stack([eigenvalues.real, eigenvalues.imag])


@check("3h", weight=1.5)
def three_spectra_in_one_plane(ask):
    """`plot_eigenvalues(J0, J, g)` shows the eigenvalues of J0, J and J - J0 as points."""
    one = some_example(ask.rng)
    axes = ask.figure("plot_eigenvalues", one.J0, one.J, 1.5)
    for name, J in (("J0", one.J0), ("J", one.J), ("J - J0", one.J - one.J0)):
        wanted = plane(J)
        if points_at(axes, wanted):
            continue
        named = None
        if points_at(axes, wanted[:, ::-1]):
            named = "imaginary_part_to_the_right"
        elif points_at(axes, -wanted):
            named = "change_backwards"
        elif name == "J - J0":
            named = "change_not_drawn"
        raise Wrong(f"There is no set of points at the eigenvalues of {name}.", named)
    if any(has_lines_between(axes, plane(J)) for J in (one.J0, one.J)):
        raise Wrong("The eigenvalues are joined by lines.", "joined_by_lines")


def small_change(rng: np.random.Generator, g: float) -> tuple[np.ndarray, np.ndarray]:
    """J0 and J (30, 30), of which four columns differ."""
    J0, change = (connectivity.random_connectivity(30, g, rng) for _ in range(2))
    return J0, J0 + change * (np.arange(30) < 4)


@check("3h", weight=0.75)
def circle_of_radius_g(ask):
    """`plot_eigenvalues` shows the circle of radius g around the origin."""
    for g in (0.7, 1.8):
        axes = ask.figure("plot_eigenvalues", *small_change(ask.rng, g), g)
        if not has_circle(axes, g):
            named = "circle_of_radius_one" if has_circle(axes, 1) else None
            raise Wrong("There is no circle of radius g around the origin.", named)


@check("3h", weight=0.75)
def labels_and_legend_of_the_spectra(ask):
    """`plot_eigenvalues` makes a new figure with labels, equal scales, and a legend of the sets."""
    J0, J = small_change(ask.rng, 1.2)
    axes = ask.figure("plot_eigenvalues", J0, J, 1.2)
    expect_new_figure(axes)
    expect_sides(axes, REAL, IMAGINARY)
    expect_equal_aspect(axes)
    expect_names(axes)
    for name, matrix in (("J0", J0), ("J", J), ("J - J0", J - J0)):
        entries = names_of(axes, points_at(axes, plane(matrix)))
        kinds = set().union(*map(sets_in, entries))
        if kinds and name not in kinds:
            raise Wrong(f"The legend gives the set of {name} another name.", "sets_misnamed")


def expect_names(axes: Axes) -> None:
    """The legend names all three sets, however the index is set."""
    kinds = set().union(*map(sets_in, axes.legend))
    for name in ("J - J0", "J0", "J"):
        if name not in kinds:
            raise Wrong(f"The legend does not name {name}.", "sets_without_names")


def sets_in(entry: str) -> set[str]:
    """Which of the sets an entry of the legend names."""
    plain = re.sub(r"\\(mathbf|mathrm|mathit|bf|rm|it|bm|boldsymbol|text)\b|[$_{}\\]", "", entry)
    plain = plain.replace("₀", "0").replace("Delta", "Δ")
    others, changes = re.subn(r"J\s*[-−–]\s*J\s*0\b", "", plain)
    found = {"J - J0"} if changes else set()
    return found | {f"J{zero}" for zero in re.findall(r"\bJ\s*(0?)\b", others)}


# Mistakes


@mistake("3h", "spectral_abscissa")
def modulus_for_real_part(J):
    """This is the largest modulus. An eigenvalue far to the left has a large one, and makes
    perturbations decay all the faster."""
    return np.max(np.abs(np.linalg.eigvals(J)))


@mistake("3h", "spectral_abscissa")
def smallest_real_part(J):
    """This is the smallest real part, of the mode that decays first. The largest is asked for."""
    return np.min(np.linalg.eigvals(J).real)


@mistake("3h", "spectral_abscissa")
def largest_imaginary_part(J):
    """This is the largest imaginary part, which says how fast a mode turns. The largest real part
    is asked for."""
    return np.max(np.linalg.eigvals(J).imag)


@mistake("3h", "spectral_abscissa")
def mean_of_real_parts(J):
    """This is the mean of the real parts. The largest of them is asked for."""
    return np.mean(np.linalg.eigvals(J).real)


@mistake("3h", "spectral_abscissa")
def first_eigenvalue(J):
    """This is the real part of the first eigenvalue, but `eigvals` sorts them in no order. Take the
    largest real part."""
    return np.linalg.eigvals(J).real[0]


@mistake("3h", "spectral_abscissa")
def modulus_of_real_parts(J):
    """The real parts are compared without their signs. The largest of them is the one furthest
    to the right."""
    return np.max(np.abs(np.linalg.eigvals(J).real))


@mistake("3h", "spectral_abscissa")
def real_part_of_the_largest_modulus(J):
    """This is the real part of the eigenvalue of largest modulus. Another one may be further to
    the right."""
    eigenvalues = np.linalg.eigvals(J)
    return eigenvalues[np.argmax(np.abs(eigenvalues))].real


@mistake("3h", "spectral_abscissa")
def complex_for_real(J):
    """The largest of complex numbers comes back with its imaginary part. Take the real parts
    before the maximum."""
    return np.max(np.linalg.eigvals(J).astype(complex))


@mistake("3h", "spectral_abscissa")
def solver_for_symmetric_matrices(J):
    """`eigvalsh` is for symmetric matrices: it reads only one half of J. Use `eigvals`."""
    return np.max(np.linalg.eigvalsh(J))


@mistake("3h", "spectral_abscissa")
def abscissa_of_the_jacobian(J):
    """1 is subtracted. The eigenvalues of J itself are asked for, without the leak."""
    return np.max(np.linalg.eigvals(J).real) - 1
