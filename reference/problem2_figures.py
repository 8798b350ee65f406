"""The figures of Problem 2. Each function returns a matplotlib Figure and draws nothing at random.

Colours are those of Okabe & Ito, which people with any form of colour vision can tell apart; where
curves meet, their line styles or markers differ as well.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

BLUE, ORANGE, GREEN, VERMILION, GREY = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#767676"
STYLES = ((BLUE, "-"), (ORANGE, "--"), (GREEN, "-."))
TIME = "time (membrane time constants)"


def rates_figure(t: NDArray, runs: Mapping[str, NDArray], units: Sequence[int]) -> Figure:
    """2b, 2c: rates (T, N) of the same few units, one panel per named run."""
    figure = Figure(figsize=(8, 1.9 * len(runs) + 0.4), layout="constrained")
    panels = figure.subplots(len(runs), 1, sharex=True, squeeze=False)[:, 0]
    for axes, (name, r) in zip(panels, runs.items(), strict=True):
        for unit, (colour, style) in zip(units, STYLES, strict=False):
            axes.plot(t, r[:, unit], color=colour, ls=style, lw=1.4, label=f"unit {unit}")
        axes.set(ylim=(-1.05, 1.05), ylabel=r"rate $\phi(x_i)$", xlim=(t[0], t[-1]))
        axes.set_title(name, loc="left", fontsize="medium")
    panels[-1].set_xlabel(TIME)
    handles, labels = panels[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside upper right", ncols=len(units), frameon=False)
    return figure


def state_space_figure(runs: Mapping[str, NDArray]) -> Figure:
    """2d: paths (T, 3) along the first three principal components, one panel per named run."""
    figure = Figure(figsize=(4 * len(runs), 4.3), layout="constrained")
    for k, (name, path) in enumerate(runs.items()):
        axes = figure.add_subplot(1, len(runs), k + 1, projection="3d")
        axes.plot(*path.T, color=BLUE, lw=0.8)
        axes.plot(*path[0], marker="^", ms=7, ls="", color=VERMILION, label="first moment shown")
        axes.plot(*path[-1], marker="s", ms=6, ls="", color="black", label="last")
        axes.set(xlabel="PC 1", ylabel="PC 2", zlabel="PC 3", title=name)
        limit = 1.05 * np.abs(path).max()
        axes.set(xlim=(-limit, limit), ylim=(-limit, limit), zlim=(-limit, limit))
        axes.tick_params(labelsize="x-small", pad=0)
        axes.locator_params(nbins=5)
        axes.set_box_aspect(None, zoom=0.82)  # or else the label of the upright axis is cut off
    handles, labels = axes.get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=2, frameon=False)
    return figure


def variance_figure(
    variances: Mapping[str, NDArray],
    amplitudes: NDArray,
    counts: NDArray,
    ratios: NDArray,
    shown: int = 20,
) -> Figure:
    """2d, 2e: cumulative share of the variance of named runs; dimensionality against amplitude.

    counts and ratios have shape (amplitudes, seeds).
    """
    figure = Figure(figsize=(9.5, 3.8), layout="constrained")
    left, right = figure.subplots(1, 2)
    markers = ("o", "s", "^")
    for (name, v), (colour, style), marker in zip(variances.items(), STYLES, markers, strict=False):
        share = np.cumsum(v)[:shown] / v.sum()
        left.plot(
            np.arange(1, share.size + 1),
            share,
            color=colour,
            ls=style,
            marker=marker,
            ms=4,
            label=name,
        )
    left.axhline(0.9, color=GREY, lw=1, ls=":")
    left.text(shown, 0.885, "90 %", color=GREY, ha="right", va="top")
    left.set(xlabel="number of components", ylabel="share of the variance", ylim=(0, 1.03))
    left.set_xticks(np.arange(0, shown + 1, 5))
    left.legend(loc="lower right", fontsize="small")
    for values, colour, marker, name in (
        (counts, BLUE, "o", "components to 90 %"),
        (ratios, ORANGE, "s", "participation ratio"),
    ):
        right.plot(amplitudes, values, color=colour, marker=marker, ms=3, ls="", alpha=0.45)
        right.plot(
            amplitudes, values.mean(axis=1), color=colour, marker=marker, ms=6, lw=1.5, label=name
        )
    right.axhline(2, color=GREY, lw=1, ls=":")
    right.set_xscale("symlog", linthresh=0.1)
    right.set_xticks([0, 0.1, 1, 5], ["0", "0.1", "1", "5"])
    right.set_xlim(-0.015, 6)
    right.set(xlabel="amplitude I of the input", ylabel="dimensions", ylim=(0, None))
    right.set_title("small: single networks, large: their mean", fontsize="small", color=GREY)
    right.legend(fontsize="small")
    return figure


def exponent_figure(
    gains: tuple[NDArray, NDArray],
    gain_theory: tuple[NDArray, NDArray],
    amplitudes: tuple[NDArray, NDArray],
    amplitude_theory: tuple[NDArray, NDArray],
) -> Figure:
    """2f: leading exponent against g without input, and against I at g = 1.5.

    Measured: (parameters (n,), exponents (n, seeds)). Theory: (parameters (m,), exponents (m,)).
    """
    figure = Figure(figsize=(9.5, 4.2), layout="constrained")
    left, right = figure.subplots(1, 2)
    for axes, measured, theory in (
        (left, gains, gain_theory),
        (right, amplitudes, amplitude_theory),
    ):
        axes.axhline(0, color=GREY, lw=1, ls=":")
        axes.plot(*theory, color="black", lw=1.5, label="mean field, N infinite")
        x, y = measured
        axes.plot(x, y[:, 0], "o", color=BLUE, ms=5, mfc="none", label="one network, N = 500")
        axes.plot(x, y[:, 1:], "o", color=BLUE, ms=5, mfc="none")
        axes.set_ylabel(r"leading exponent $\lambda$ (per time constant)")
    left.axvline(1, color=ORANGE, lw=1.5, ls="--")
    left.annotate("g = 1", (1.03, left.get_ylim()[0]), color=VERMILION, va="bottom")
    left.set(xlabel="gain g", title="Without input")
    inset = right.inset_axes((0.12, 0.12, 0.46, 0.46))
    inset.axhline(0, color=GREY, lw=1, ls=":")
    inset.plot(*amplitude_theory, color="black", lw=1.5)
    inset.plot(*amplitudes, "o", color=BLUE, ms=4, mfc="none")
    inset.set(xlim=(-0.1, 3.1), ylim=(-0.1, 0.08))
    inset.tick_params(labelsize="x-small")
    inset.set_title("enlarged", fontsize="x-small")
    right.set(xlabel="amplitude I of the input", title=r"g = 1.5, $\omega$ = 2.5")
    handles, labels = right.get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=2, frameon=False)
    return figure


def critical_figure(
    theory: tuple[NDArray, NDArray], simulated: tuple[NDArray, NDArray], N: int
) -> Figure:
    """2g: the amplitude that ends chaos against frequency.

    theory: (omega (m,), I_c (m,)); simulated: (omega (n,), I_c (n, seeds)) of N units.
    """
    figure = Figure(figsize=(6.4, 4.6), layout="constrained")
    axes = figure.subplots()
    axes.loglog(*theory, color="black", lw=1.5, label="mean field, N infinite")
    omega, amplitude = simulated
    axes.loglog(omega, amplitude, "o", color=BLUE, ms=4, alpha=0.5, mfc="none")
    axes.loglog(omega, np.nanmean(amplitude, axis=1), "s", color=BLUE, ms=7, label=f"N = {N}, mean")
    best = np.argmin(theory[1])
    axes.plot(theory[0][best], theory[1][best], "v", ms=9, color=VERMILION, label="best frequency")
    axes.fill_between(*theory, 20, color=GREEN, alpha=0.12, lw=0)
    axes.text(0.12, 4, "follows its input", color=GREEN, fontsize="large")
    axes.text(3.5, 0.45, "chaotic", color=GREY, fontsize="large")
    axes.set_xticks([0.05, 0.1, 0.25, 1, 2.5, 10], ["0.05", "0.1", "0.25", "1", "2.5", "10"])
    axes.set_yticks([0.3, 1, 3, 10], ["0.3", "1", "3", "10"])
    axes.minorticks_off()
    axes.set(
        xlabel=r"angular frequency $\omega$ (radians per time constant)",
        ylabel=r"critical amplitude $I_c$",
        ylim=(0.2, 15),
        title="g = 1.5",
    )
    figure.legend(loc="outside lower center", ncols=3, fontsize="small", frameon=False)
    return figure
