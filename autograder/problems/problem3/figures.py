"""What a figure shows, however it was drawn: curves, sets of points, densities."""

from typing import NamedTuple

import numpy as np

from autograder.interview import Axes

MOST = 50  # curves, groups of bars or sets of points that are looked at


def same_points(drawn: np.ndarray, wanted: np.ndarray) -> bool:
    """Whether two lists of points (n, 2) are the same, in the same order."""
    tol = tolerance(wanted)
    return drawn.shape == wanted.shape and bool(np.allclose(drawn, wanted, rtol=0, atol=tol))


def tolerance(wanted: np.ndarray) -> float:
    """How far a point may be from its place: rounding, at the scale of the figure."""
    return 1e-6 * (1 + np.max(np.abs(wanted)))


def shows_curve(axes: Axes, x: np.ndarray, y: np.ndarray) -> bool:
    """Whether there is a curve through all of these points, in one piece or in segments."""
    wanted = np.column_stack([x, y])
    pieces = [s for s in axes.segments if len(s) == 2]
    joined = [np.vstack([pieces[0][:1], *(s[1:] for s in pieces)])] if pieces else []
    return any(same_points(curve, wanted) for curve in [*axes.curves(), *joined])


def shows_points(axes: Axes, x: np.ndarray, y: np.ndarray) -> bool:
    """Whether there is a set of separate points at these places, in this order."""
    wanted = np.column_stack([x, y])
    return any(same_points(points, wanted) for points in axes.point_sets())


class Bins(NamedTuple):
    """Bins from `low` to `high` (k,) and what is drawn there; empty ones may be left out."""

    low: np.ndarray
    high: np.ndarray
    height: np.ndarray


def histograms(axes: Axes) -> list[Bins]:
    """Every reading of the Axes as a histogram: steps, bars, outlines, lines and points."""
    found = [Bins(edges[:-1], edges[1:], values) for edges, values in axes.steps[:MOST]]
    found += bar_groups(axes.bars)
    curves = axes.curves()[:MOST]
    found += [staircase(curve) for curve in curves]
    for points in [*curves, *axes.point_sets()[:MOST]]:
        found += around_points(points)
    return [sound for bins in found if (sound := only_sound(bins)) is not None]


def only_sound(bins: Bins) -> Bins | None:
    """The bins that have a width and a height, or None if there are none."""
    good = np.all(np.isfinite(bins), axis=0)
    with np.errstate(invalid="ignore"):
        good &= bins.high > bins.low
    return Bins(*(part[good] for part in bins)) if good.any() else None


def bar_groups(bars: np.ndarray) -> list[Bins]:
    """Bars in groups that each go from left to right; narrow ones stand for bins side by side."""
    bars = bars[np.all(np.isfinite(bars), axis=1)]
    if not len(bars):
        return []
    found, centred = [], []
    for group in np.split(bars, np.flatnonzero(np.diff(bars[:, 0]) < 0) + 1)[:MOST]:
        low, _, width, height = group.T
        found.append(Bins(low, low + width, height))
        centred.append((low + width / 2, height))
        found += around_points(np.column_stack(centred[-1]))[:1]
        found += around_points(np.column_stack([low, height]))[1:2]
    if len({len(middle) for middle, _ in centred}) == 1:  # groups side by side, as `hist` has them
        middle = np.mean([middle for middle, _ in centred], axis=0)
        for _, height in centred:
            found += around_points(np.column_stack([middle, height]))[:1]
    return found


def staircase(curve: np.ndarray) -> Bins:
    """The level parts of a curve that lead to the right."""
    level = np.isclose(curve[1:, 1], curve[:-1, 1], rtol=1e-9, atol=0)
    low, high = curve[:-1, 0][level], curve[1:, 0][level]
    return Bins(low, high, curve[1:, 1][level])


def around_points(points: np.ndarray) -> list[Bins]:
    """Equal bins around points or beside them, and bins between them with a height of either."""
    x, y = points[np.argsort(points[:, 0], kind="stable")].T
    gaps = np.diff(x)[np.diff(x) > 0]
    if not len(gaps):
        return []
    half = gaps.min() / 2
    return [
        Bins(x - half, x + half, y),
        Bins(x, x + 2 * half, y),
        Bins(x - 2 * half, x, y),
        Bins(x[:-1], x[1:], y[:-1]),
        Bins(x[:-1], x[1:], y[1:]),
    ]


def meaning(bins: Bins, values: np.ndarray) -> str | None:
    """What the heights are of these sorted values: density, counts, shares, logarithm, or None."""
    margin = 1e-9 * np.max(np.abs([bins.low.min(), bins.high.max()]))
    low = np.where(bins.low == bins.low.min(), bins.low - margin, bins.low)
    high = np.where(bins.high == bins.high.max(), bins.high + margin, bins.high)
    counts = np.searchsorted(values, high) - np.searchsorted(values, low)
    if counts.sum() != len(values):
        return None
    n, width = len(values), bins.high - bins.low
    for name, drawn in (
        ("density", bins.height * n * width),
        ("counts", bins.height),
        ("shares", bins.height * n),
    ):
        # A value on an edge may be counted on the other side, and a zero be drawn as nearly that.
        off = np.abs(drawn - counts)
        if np.max(off - 1e-4 * counts) < 1.01 and np.sum(off > 1e-4 * counts + 0.05) <= 4:
            return name
    with np.errstate(divide="ignore"):
        natural = np.log(counts / n / width)
    logarithms = (natural, natural / np.log(10))
    return "logarithm" if any(np.allclose(bins.height, x, rtol=1e-4) for x in logarithms) else None


def same_grid(one: Bins, other: Bins) -> bool:
    """Whether both histograms have their edges in the same places, as far as both are drawn."""
    if len(one.low) == len(other.low) and np.allclose(one.low, other.low, rtol=1e-6, atol=1e-9):
        return True
    step = np.median(one.high - one.low)
    shift = (other.low[0] - one.low[0]) / step
    equal = np.isclose(np.median(other.high - other.low), step, rtol=1e-6)
    return bool(equal and abs(shift - round(shift)) < 1e-4)


def number_of_bins(bins: Bins) -> int:
    """How many bins there are, with those that are not drawn because they are empty."""
    spanned = (bins.high.max() - bins.low.min()) / np.median(bins.high - bins.low)
    return max(len(bins.low), round(spanned))
