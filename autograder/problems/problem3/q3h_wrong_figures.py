"""Named mistakes of 3h: the figure of the eigenvalues. The checks are in `q3h_eigenvalues`."""

import numpy as np

from autograder.checks import mistake, plt


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


@mistake("3h", "plot_eigenvalues")
def sets_misnamed(J0, J, g):
    """The legend gives the sets each other's names. Give every set its `label` where it is
    drawn."""
    angle = np.linspace(0, 2 * np.pi, 201)
    fig, ax = plt.subplots()
    for matrix, name in ((J0, "J"), (J, "J0"), (J - J0, "J - J0")):
        w = np.linalg.eigvals(matrix)
        ax.plot(w.real, w.imag, ".", label=name)
    ax.plot(g * np.cos(angle), g * np.sin(angle))
    ax.set(xlabel="real part", ylabel="imaginary part", aspect="equal")
    ax.legend()
    return ax
