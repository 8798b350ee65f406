"""Hidden checks and named mistakes of 1e: the figure of a spectrum."""

import numpy as np

from autograder.checks import (
    IMAGINARY,
    REAL,
    Wrong,
    check,
    expect_equal_aspect,
    expect_new_figure,
    expect_sides,
    has_circle,
    has_lines_between,
    has_vertical_line,
    mistake,
    plt,
    points_at,
)
from reference import connectivity


@check("1e", weight=1.5)
def picture_of_the_spectrum(ask):
    """`plot_spectrum(J, g)` shows every eigenvalue as a point, and both axes have a label."""
    J = connectivity.random_connectivity(80, 1.2, ask.rng)
    axes = ask.figure("plot_spectrum", J, 1.2)
    eigenvalues = np.linalg.eigvals(J)
    wanted = np.column_stack([eigenvalues.real, eigenvalues.imag])
    if not points_at(axes, wanted):
        indices = np.arange(len(J))
        sets = [points for points in axes.point_sets() if len(points) == len(J)]
        indexed = any(np.array_equal(np.sort(points[:, 0]), indices) for points in sets)
        raise Wrong(
            "There is no set of N points at the eigenvalues (real part, imaginary part).",
            "eigenvalues_against_index" if indexed else None,
        )
    if has_lines_between(axes, wanted):
        raise Wrong("The eigenvalues are joined by lines.", "eigenvalues_joined_by_lines")
    expect_sides(axes, REAL, IMAGINARY)
    expect_new_figure(axes)


@check("1e")
def circle_and_border(ask):
    """`plot_spectrum(J, g)` shows a round circle of radius g and the line Re = 1."""
    for g in (0.6, 1.7):
        J = connectivity.random_connectivity(50, g, ask.rng)
        axes = ask.figure("plot_spectrum", J, g)
        if not has_circle(axes, g):
            mistake = "circle_of_radius_one" if has_circle(axes, 1) else None
            raise Wrong("There is no whole circle of radius g around the origin.", mistake)
        if not has_vertical_line(axes, 1.0, height=g / 2):
            raise Wrong("There is no vertical line at real part 1.")
        expect_equal_aspect(axes)


# Mistakes


@mistake("1e", "plot_spectrum")
def circle_of_radius_one(J, g):
    """The circle has radius 1. The disk that the eigenvalues fill has radius g."""
    eigenvalues, angle = np.linalg.eigvals(J), np.linspace(0, 2 * np.pi, 201)
    fig, ax = plt.subplots()
    ax.plot(eigenvalues.real, eigenvalues.imag, ".")
    ax.plot(np.cos(angle), np.sin(angle))
    ax.axvline(1)
    ax.set(xlabel="real part", ylabel="imaginary part", aspect="equal")
    return ax


@mistake("1e", "plot_spectrum")
def eigenvalues_against_index(J, g):
    """The eigenvalues are drawn against their index. In the complex plane the real part goes to
    the right and the imaginary part upwards."""
    eigenvalues, angle = np.linalg.eigvals(J), np.linspace(0, 2 * np.pi, 201)
    fig, ax = plt.subplots()
    ax.plot(np.arange(len(J)), eigenvalues.real, ".")
    ax.plot(g * np.cos(angle), g * np.sin(angle))
    ax.axvline(1)
    ax.set(xlabel="real part", ylabel="imaginary part", aspect="equal")
    return ax


@mistake("1e", "plot_spectrum")
def eigenvalues_joined_by_lines(J, g):
    """Lines join the eigenvalues, as if their order meant something. Draw points alone, for
    example with the format "."."""
    eigenvalues, angle = np.linalg.eigvals(J), np.linspace(0, 2 * np.pi, 201)
    fig, ax = plt.subplots()
    ax.plot(eigenvalues.real, eigenvalues.imag, ".-")
    ax.plot(g * np.cos(angle), g * np.sin(angle))
    ax.axvline(1)
    ax.set(xlabel="real part", ylabel="imaginary part", aspect="equal")
    return ax


@mistake("1e", "plot_spectrum")
def unequal_scales(J, g):
    """The two axes have different scales, so the circle looks like an ellipse."""
    eigenvalues, angle = np.linalg.eigvals(J), np.linspace(0, 2 * np.pi, 201)
    fig, ax = plt.subplots(figsize=(8, 3))
    ax.plot(eigenvalues.real, eigenvalues.imag, ".")
    ax.plot(g * np.cos(angle), g * np.sin(angle))
    ax.axvline(1)
    ax.set(xlabel="real part", ylabel="imaginary part")
    return ax
