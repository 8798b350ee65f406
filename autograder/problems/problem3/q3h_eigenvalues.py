"""Hidden checks and named mistakes of 3h: eigenvalues before and after training."""

import re

import numpy as np

from autograder.checks import (
    Wrong,
    check,
    covers,
    expect_close,
    expect_equal_aspect,
    expect_labels,
    has_circle,
    has_lines_between,
    mistake,
    normal_matrix,
    plt,
    tolerance,
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
    sets = axes.point_sets()
    for name, J in (("J0", one.J0), ("J", one.J), ("J - J0", one.J - one.J0)):
        wanted = plane(J)
        tol = tolerance(wanted)
        if any(covers(points, wanted, tol) for points in sets):
            continue
        named = None
        if any(covers(points[:, ::-1], wanted, tol) for points in sets):
            named = "imaginary_part_to_the_right"
        elif any(covers(-points, wanted, tol) for points in sets):
            named = "change_backwards"
        elif name == "J - J0":
            named = "change_not_drawn"
        raise Wrong(f"There is no set of points at the eigenvalues of {name}.", named)
    if has_lines_between(axes, plane(one.J)):
        raise Wrong("The eigenvalues are joined by lines.", "joined_by_lines")


@check("3h")
def circle_labels_and_legend(ask):
    """`plot_eigenvalues` shows the circle of radius g, labels, equal scales, and a legend."""
    for g in (0.7, 1.8):
        J0, change = (connectivity.random_connectivity(30, g, ask.rng) for _ in range(2))
        axes = ask.figure("plot_eigenvalues", J0, J0 + change * (np.arange(30) < 4), g)
        if not has_circle(axes, g):
            named = "circle_of_radius_one" if has_circle(axes, 1) else None
            raise Wrong("There is no circle of radius g around the origin.", named)
        expect_labels(axes)
        expect_equal_aspect(axes)
        expect_names(axes)


def expect_names(axes: Axes) -> None:
    """The legend names all three sets, however the index is set."""
    entries = (re.sub(r"[$_{}\\]", "", entry).replace("₀", "0") for entry in axes.legend)
    text = " | ".join(entries)
    others, changes = re.subn(r"J\s*[-−]\s*J0\b", "", text)
    for name, found in (
        ("J - J0", changes > 0),
        ("J0", re.search(r"\bJ0\b", others)),
        ("J", re.search(r"\bJ\b", others)),
    ):
        if not found:
            raise Wrong(f"The legend does not name {name}.", "sets_without_names")


# Mistakes


@mistake("3h", "spectral_abscissa")
def modulus_for_real_part(J):
    """This is the largest modulus. An eigenvalue far to the left has a large one, and makes
    perturbations decay all the faster."""
    return np.max(np.abs(np.linalg.eigvals(J)))


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


@mistake("3h", "plot_eigenvalues")
def change_not_drawn(J0, J, g):
    """The eigenvalues of the change J - J0 are missing. They are not the differences of the
    eigenvalues of J and J0: subtract the matrices first."""
    angle = np.linspace(0, 2 * np.pi, 201)
    fig, ax = plt.subplots()
    for matrix, name in ((J0, "J0"), (J, "J")):
        w = np.linalg.eigvals(matrix)
        ax.plot(w.real, w.imag, ".", label=name)
    w = np.linalg.eigvals(J) - np.linalg.eigvals(J0)
    ax.plot(w.real, w.imag, ".", label="J - J0")
    ax.plot(g * np.cos(angle), g * np.sin(angle))
    ax.set(xlabel="real part", ylabel="imaginary part", aspect="equal")
    ax.legend()
    return ax


@mistake("3h", "plot_eigenvalues")
def change_backwards(J0, J, g):
    """These are the eigenvalues of J0 - J. The change is J - J0: new minus old."""
    angle = np.linspace(0, 2 * np.pi, 201)
    fig, ax = plt.subplots()
    for matrix, name in ((J0, "J0"), (J, "J"), (J0 - J, "J - J0")):
        w = np.linalg.eigvals(matrix)
        ax.plot(w.real, w.imag, ".", label=name)
    ax.plot(g * np.cos(angle), g * np.sin(angle))
    ax.set(xlabel="real part", ylabel="imaginary part", aspect="equal")
    ax.legend()
    return ax


@mistake("3h", "plot_eigenvalues")
def imaginary_part_to_the_right(J0, J, g):
    """Real and imaginary part are exchanged. The real part, which decides about stability, goes
    to the right."""
    angle = np.linspace(0, 2 * np.pi, 201)
    fig, ax = plt.subplots()
    for matrix, name in ((J0, "J0"), (J, "J"), (J - J0, "J - J0")):
        w = np.linalg.eigvals(matrix)
        ax.plot(w.imag, w.real, ".", label=name)
    ax.plot(g * np.cos(angle), g * np.sin(angle))
    ax.set(xlabel="imaginary part", ylabel="real part", aspect="equal")
    ax.legend()
    return ax


@mistake("3h", "plot_eigenvalues")
def circle_of_radius_one(J0, J, g):
    """The circle has radius 1. The disk that the eigenvalues of J0 fill has radius g."""
    angle = np.linspace(0, 2 * np.pi, 201)
    fig, ax = plt.subplots()
    for matrix, name in ((J0, "J0"), (J, "J"), (J - J0, "J - J0")):
        w = np.linalg.eigvals(matrix)
        ax.plot(w.real, w.imag, ".", label=name)
    ax.plot(np.cos(angle), np.sin(angle))
    ax.set(xlabel="real part", ylabel="imaginary part", aspect="equal")
    ax.legend()
    return ax


@mistake("3h", "plot_eigenvalues")
def joined_by_lines(J0, J, g):
    """Lines join the eigenvalues, as if their order meant something. Draw points alone."""
    angle = np.linspace(0, 2 * np.pi, 201)
    fig, ax = plt.subplots()
    for matrix, name in ((J0, "J0"), (J, "J"), (J - J0, "J - J0")):
        w = np.linalg.eigvals(matrix)
        ax.plot(w.real, w.imag, ".-", label=name)
    ax.plot(g * np.cos(angle), g * np.sin(angle))
    ax.set(xlabel="real part", ylabel="imaginary part", aspect="equal")
    ax.legend()
    return ax


@mistake("3h", "plot_eigenvalues")
def unequal_scales(J0, J, g):
    """The two axes have different scales, so the circle looks like an ellipse."""
    angle = np.linspace(0, 2 * np.pi, 201)
    fig, ax = plt.subplots(figsize=(9, 3))
    for matrix, name in ((J0, "J0"), (J, "J"), (J - J0, "J - J0")):
        w = np.linalg.eigvals(matrix)
        ax.plot(w.real, w.imag, ".", label=name)
    ax.plot(g * np.cos(angle), g * np.sin(angle))
    ax.set(xlabel="real part", ylabel="imaginary part")
    ax.legend()
    return ax


@mistake("3h", "plot_eigenvalues")
def sets_without_names(J0, J, g):
    """The legend does not say which set of points belongs to J0, J and J - J0."""
    angle = np.linspace(0, 2 * np.pi, 201)
    fig, ax = plt.subplots()
    for matrix in (J0, J, J - J0):
        w = np.linalg.eigvals(matrix)
        ax.plot(w.real, w.imag, ".", label="eigenvalues")
    ax.plot(g * np.cos(angle), g * np.sin(angle))
    ax.set(xlabel="real part", ylabel="imaginary part", aspect="equal")
    ax.legend()
    return ax
