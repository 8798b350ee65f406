"""The figures of Problem 1. Each function returns a matplotlib Figure and draws nothing at random.

Colours are those of Okabe & Ito, which people with any form of colour vision can tell apart; where
two kinds of points meet, their shapes differ as well.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from reference.connectivity import ei_radius, ei_share_inside, spectrum
from reference.fixed_points import mean_field_sd
from reference.network import is_stable

BLUE, ORANGE, GREEN, VERMILION, GREY = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#767676"


def spectrum_figure(J: NDArray, g: float) -> Figure:
    """1e: the eigenvalues of J, the circle of radius g and the line Re = 1."""
    figure = Figure(figsize=(5, 5.2), layout="constrained")
    axes = figure.subplots()
    draw_spectrum(axes, J, g)
    axes.set_title(f"Eigenvalues of a random network, N = {len(J)}, g = {g:g}")
    figure.legend(loc="outside lower center", ncols=3, frameon=False)
    return figure


def gain_figure(J: NDArray, gains: Sequence[float]) -> Figure:
    """1e: the spectra of g J for one matrix J at g = 1 and several g, on the same scale."""
    figure = Figure(figsize=(3 * len(gains), 4.1), layout="constrained")
    panels = figure.subplots(1, len(gains), sharex=True, sharey=True, squeeze=False)[0]
    for axes, g in zip(panels, gains, strict=True):
        draw_spectrum(axes, g * J, g)
        axes.set_title(f"g = {g:g}: {'stable' if is_stable(g * J) else 'unstable'}")
        axes.label_outer()
    handles, labels = panels[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=3, frameon=False)
    return figure


def fixed_point_figure(positive: NDArray, silent: NDArray, g: float) -> Figure:
    """1f: histograms of the fixed points for (tanh + 1)/2 and tanh, and the mean-field curve."""
    figure = Figure(figsize=(8, 3.4), layout="constrained")
    left, right = figure.subplots(1, 2, sharex=True)
    width = 1.1 * max(np.abs(positive).max(), np.abs(silent).max())
    bins = np.linspace(-width, width, 18)
    left.hist(positive, bins, density=True, color=BLUE, edgecolor="white", label="fixed point")
    sd, x = mean_field_sd(g), np.linspace(-width, width, 300)
    curve = np.exp(-(x**2) / (2 * sd**2)) / (np.sqrt(2 * np.pi) * sd)
    left.plot(x, curve, color=VERMILION, lw=2, label=f"mean field, sd {sd:.2f}")
    left.set(title=r"$\phi = (\tanh + 1)/2$", ylabel="density")
    left.legend(fontsize="small")
    right.hist(silent, bins, density=True, color=BLUE, edgecolor="white")
    right.set(title=r"$\phi = \tanh$", ylabel="density")
    for axes in (left, right):
        axes.set_xlabel(r"input current $x_i$ at the fixed point")
    return figure


def ei_figure(matrices: Mapping[str, NDArray], f: float, sE: float, sI: float) -> Figure:
    """1h: spectra of E/I matrices by name, the disk of radius R, and the share inside radius r."""
    R = ei_radius(f, sE, sI)
    figure = Figure(figsize=(4 * (len(matrices) + 1), 4), layout="constrained")
    *spectra, share = figure.subplots(1, len(matrices) + 1)
    for axes, (name, J) in zip(spectra, matrices.items(), strict=True):
        draw_spectrum(axes, J, R, stability=False, circle=f"circle of radius R = {R:.2f}")
        axes.set_title(name)
        axes.legend(loc="upper left", fontsize="small")
    limit = max(abs(bound) for axes in spectra for bound in (*axes.get_xlim(), *axes.get_ylim()))
    for axes in spectra:
        axes.set(xlim=(-limit, limit), ylim=(-limit, limit))
    r = np.linspace(0, 1.3, 200)
    for (name, J), colour, style in zip(
        matrices.items(), (BLUE, ORANGE, GREEN), ("-", "--", ":"), strict=False
    ):
        modulus = np.sort(np.abs(spectrum(J))) / R
        share.step(
            modulus, np.arange(1, len(J) + 1) / len(J), color=colour, ls=style, lw=2, label=name
        )
    share.plot(r, ei_share_inside(r * R, f, sE, sI), color="black", lw=1, label="theory F(r)")
    share.plot(r, np.minimum(r**2, 1), color=GREY, ls="-.", lw=1, label="an even disk")
    share.set(
        xlim=(0, 1.3),
        ylim=(0, 1.02),
        xlabel="r / R",
        ylabel=r"share of eigenvalues with $|\lambda| \leq r$",
        title="Unequal variances crowd the centre",
    )
    share.legend(loc="lower right", fontsize="small")
    return figure


def two_formalisms_figure(t: NDArray, x: NDArray, mapped: NDArray, units: Sequence[int]) -> Figure:
    """1g: currents x (T, N) of some units, and J r + h (T, N) from the run in rates on top."""
    figure = Figure(figsize=(7, 4.4), layout="constrained")
    above, below = figure.subplots(2, 1, sharex=True, height_ratios=(3, 1))
    for unit, colour in zip(units, (BLUE, ORANGE, GREEN), strict=False):
        above.plot(t, x[:, unit], color=colour, lw=3, alpha=0.6, label=f"$x_{{{unit}}}(t)$")
        above.plot(
            t, mapped[:, unit], "k--", lw=1, label="$(J r + h)_i$" if unit == units[-1] else None
        )
    above.set(ylabel="input current", title="One run, integrated in currents and in rates")
    above.legend(loc="upper right", fontsize="small", ncols=4)
    below.plot(t, np.abs(mapped - x).max(axis=1), color=VERMILION, lw=1)
    below.set(xlabel="time (membrane time constants)", ylabel="largest\ndifference")
    return figure


def draw_spectrum(
    axes: Axes, J: NDArray, radius: float, stability: bool = True, circle: str | None = None
) -> None:
    """Eigenvalues of J, a circle of `radius`, and the line Re = 1 where stability ends."""
    eigenvalues = spectrum(J)
    beyond = np.abs(eigenvalues) > 1.25 * radius
    angle = np.linspace(0, 2 * np.pi, 361)
    axes.plot(
        radius * np.cos(angle),
        radius * np.sin(angle),
        color="black",
        lw=1,
        label=circle or "circle of radius g",
    )
    inside = eigenvalues[~beyond]
    axes.plot(inside.real, inside.imag, ".", color=BLUE, ms=4, label="eigenvalues")
    if beyond.any():
        outliers = eigenvalues[beyond]
        axes.plot(outliers.real, outliers.imag, "^", color=VERMILION, ms=6, label="outliers")
    if stability:
        axes.axvline(1, color=ORANGE, ls="--", lw=1.5, label=r"Re $\lambda$ = 1")
    axes.set(xlabel=r"Re $\lambda$", ylabel=r"Im $\lambda$", aspect="equal")
