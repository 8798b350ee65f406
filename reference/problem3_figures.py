"""The figures of Problem 3. Each function takes the data set and returns a matplotlib Figure.

Colours are those of Okabe & Ito, which people with any form of colour vision can tell apart:
untrained grey, trained blue, target vermilion, in every figure.
"""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from reference.connectivity import spectrum
from reference.dataset import Dataset
from reference.population import principal_components
from reference.tracking import project_onto
from reference.weights import shared_bins, trained_columns, weight_density

GREY, BLUE, VERMILION, ORANGE = "#767676", "#0072B2", "#D55E00", "#E69F00"
BINS = 300  # of the weights


def units_figure(data: Dataset, units: Sequence[int] | None = None) -> Figure:
    """3a: rates of some units before and after training, over their largest, and the targets."""
    units = units if units is not None else [data.N * k // 8 for k in (2, 4, 6)]
    figure = Figure(figsize=(8, 1.7 * len(units) + 0.6), layout="constrained")
    panels = figure.subplots(len(units), 1, sharex=True, sharey=True, squeeze=False)[:, 0]
    for axes, unit in zip(panels, units, strict=True):
        axes.plot(data.t, data.R0[unit] / data.R0.max(), color=GREY, lw=0.3, alpha=0.5)
        axes.plot(data.t, data.R[unit] / data.R.max(), color=BLUE, lw=0.4)
        axes.plot(data.target_t, data.target_activity[unit], color=VERMILION, lw=2)
        axes.set(ylabel=f"unit {unit}", ylim=(0, 1.05))
    panels[-1].set(xlabel="time (s)", xlim=(0, data.t[-1]))
    for label, colour in (("untrained", GREY), ("trained", BLUE), ("target", VERMILION)):
        panels[0].plot([], [], color=colour, lw=2, label=label)
    figure.suptitle("Rates (over the largest) and their targets")
    figure.legend(loc="outside lower center", ncols=3, frameon=False)
    return figure


def population_figure(data: Dataset) -> Figure:
    """3a: the rates of all units over time, before and after training, and the targets."""
    figure = Figure(figsize=(9, 3.4), layout="constrained")
    panels = figure.subplots(1, 3, sharex=True, sharey=True)
    for axes, (name, rates, t) in zip(panels, activities(data), strict=True):
        every = max(1, rates.shape[1] // 800)  # more samples than pixels would only alias
        image = axes.pcolormesh(
            t[::every],
            np.arange(data.N),
            rates[:, ::every] / rates.max(),
            vmin=0,
            vmax=1,
            cmap="cividis",
            shading="nearest",
            rasterized=True,
        )
        axes.set(title=name, xlabel="time (s)")
        axes.label_outer()
    panels[0].set_ylabel("unit")
    figure.colorbar(image, ax=panels, label="rate / largest rate")
    return figure


def state_space_figure(data: Dataset) -> Figure:
    """3b: all three activities in the first components of the trained network, from its mean."""
    _, components = principal_components(data.R.T)
    mean = data.R.mean(axis=1)
    figure = Figure(figsize=(9, 3.6), layout="constrained")
    panels = figure.subplots(1, 3, sharex=True, sharey=True)
    for axes, colour, (name, rates, _) in zip(
        panels, (GREY, BLUE, VERMILION), activities(data), strict=True
    ):
        path = project_onto(rates.T, components[:, :2], mean)
        axes.plot(*path.T, color=colour, lw=0.8)
        axes.plot(*path[0], "o", color="black", ms=6, label="start")
        axes.plot(*path[-1], "*", color="black", ms=10, label="end")
        axes.set(title=name, xlabel="PC 1", aspect="equal")
        axes.label_outer()
    panels[0].set_ylabel("PC 2")
    panels[0].legend(fontsize="small", frameon=False)
    figure.suptitle("State space, in the components of the trained network")
    return figure


def variance_figure(data: Dataset, shown: int = 200) -> Figure:
    """3c: cumulative share of the variance against the number of components."""
    figure = Figure(figsize=(5.5, 3.6), layout="constrained")
    axes = figure.subplots()
    for colour, style, (name, rates, _) in zip(
        (GREY, BLUE, VERMILION), ("-", "-", "--"), activities(data), strict=True
    ):
        variances, _ = principal_components(rates.T)
        share = 100 * np.cumsum(variances) / variances.sum()
        axes.plot(np.arange(1, len(share) + 1), share, style, color=colour, lw=2, label=name)
    axes.axhline(90, color="black", ls=":", lw=1)
    axes.set(
        xscale="log",
        xlim=(1, min(shown, data.N)),
        ylim=(0, 102),
        xlabel="number of principal components",
        ylabel="variance (%)",
    )
    axes.legend(frameon=False)
    return figure


def density_figure(data: Dataset) -> Figure:
    """3e: logarithmic densities of the weights before and after training, in the same bins."""
    edges = shared_bins(data.J0, data.J, BINS)
    figure = Figure(figsize=(6.5, 3.8), layout="constrained")
    axes = figure.subplots()
    for J, colour, name in ((data.J, BLUE, "trained J"), (data.J0, GREY, "untrained J0")):
        density, _ = weight_density(J, edges)
        # An empty bin has no logarithm: it stays open instead of falling to the bottom.
        axes.stairs(np.where(density > 0, density, np.nan), edges, color=colour, lw=1.5, label=name)
    axes.set(yscale="log", xlabel="weight", ylabel="probability density")
    axes.legend(frameon=False)
    return figure


def submatrix_figure(data: Dataset) -> Figure:
    """3g: size of every column, and the weights among trained units in the order of their peaks."""
    columns = trained_columns(data.J0, data.J)
    figure = Figure(figsize=(9.5, 4), layout="constrained")
    left, right = figure.subplots(1, 2)
    for J, colour, marker, name in ((data.J, BLUE, "o", "J"), (data.J0, GREY, ".", "J0")):
        size = np.mean(J.astype(float) ** 2, axis=0)
        left.semilogy(size, marker, color=colour, ms=3, label=name)
    left.set(xlabel="presynaptic unit", ylabel="mean square of its weights")
    left.legend(frameon=False)
    if len(columns):
        peak = data.target_t[data.target_activity[columns].argmax(axis=1)]
        order = columns[np.argsort(peak, kind="stable")]
        among = data.J[np.ix_(order, order)]
        limit = np.abs(among).max()
        image = right.imshow(among, cmap="RdBu_r", vmin=-limit, vmax=limit)
        figure.colorbar(image, ax=right, label="weight")
    right.set(
        title=f"J among the {len(columns)} trained units",
        xlabel="from (by peak time)",
        ylabel="to (by peak time)",
    )
    return figure


def eigenvalue_figure(data: Dataset) -> Figure:
    """3h: eigenvalues of J0, J and J - J0 beside the circle of radius g."""
    figure = Figure(figsize=(10, 5.2), layout="constrained")
    layout = [["J0", "J"], ["J0", "J - J0"]]  # a disk, and two spectra much wider than high
    panels = figure.subplot_mosaic(layout, width_ratios=(1, 1.3))
    for name, J in {"J0": data.J0, "J": data.J, "J - J0": data.J - data.J0}.items():
        draw_eigenvalues(panels[name], J, data.g)
        panels[name].set_title(name)
    handles, labels = panels["J0"].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=3, frameon=False)
    return figure


def draw_eigenvalues(axes: Axes, J: NDArray, g: float) -> None:
    """Eigenvalues of J, the circle of radius g, and the line Re = 1."""
    eigenvalues = spectrum(J)
    angle = np.linspace(0, 2 * np.pi, 361)
    axes.plot(eigenvalues.real, eigenvalues.imag, ".", color=BLUE, ms=4, label="eigenvalues")
    axes.plot(g * np.cos(angle), g * np.sin(angle), color="black", lw=1, label="circle of radius g")
    axes.axvline(1, color=ORANGE, ls="--", lw=1.5, label=r"Re $\lambda$ = 1")
    axes.set(xlabel=r"Re $\lambda$", ylabel=r"Im $\lambda$", aspect="equal", adjustable="datalim")


def activities(data: Dataset) -> list[tuple[str, NDArray, NDArray]]:
    """Name, rates (neurons, time) and times of the three sets of activity."""
    return [
        ("untrained", data.R0, data.t),
        ("trained", data.R, data.t),
        ("target", data.target_activity, data.target_t),
    ]
