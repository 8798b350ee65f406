"""Histograms in a figure, however they were drawn, and what their heights are."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from autograder.interview import Axes, Curve

MOST = 50  # curves, groups of bars or sets of points that are looked at


@dataclass(frozen=True)
class Bins:
    """Bins from `low` to `high` (k,) and what is drawn there; empty ones may be left out.

    name : what the legend calls it
    """

    low: np.ndarray
    high: np.ndarray
    height: np.ndarray
    name: str = ""


def histograms(axes: Axes, bars_only: bool = False) -> list[Bins]:
    """Every reading of the Axes as a histogram: steps, bars, outlines, lines and points.

    bars_only : leave out what shows no bars or steps, such as a line from value to value
    """
    found = [
        Bins(s.edges[:-1], s.edges[1:], s.heights, axes.name(s.look))
        for s in axes.steps[:MOST]
        if not s.turned
    ]
    found += bar_groups(axes)
    for curve in axes.drawn_curves()[:MOST]:
        found.append(named(axes, curve, staircase(curve.xy)))
        if curve.steps or not bars_only:
            found += [named(axes, curve, bins) for bins in around_points(curve.xy)]
    for points in () if bars_only else axes.drawn_points()[:MOST]:
        found += [named(axes, points, bins) for bins in around_points(points.xy)]
    return [sound for bins in found if (sound := only_sound(bins)) is not None]


def turned(axes: Axes) -> Axes:
    """The same Axes with right and up exchanged, to read what was drawn sideways."""

    def flipped(curves: Iterable[Curve]) -> tuple[Curve, ...]:
        return tuple(replace(curve, xy=curve.xy[:, ::-1]) for curve in curves)

    return replace(
        axes,
        xlabel=axes.ylabel,
        ylabel=axes.xlabel,
        xscale=axes.yscale,
        yscale=axes.xscale,
        lines=flipped(axes.lines),
        points=flipped(axes.points),
        segments=flipped(axes.segments),
        outlines=flipped(axes.outlines),
        bars=axes.bars[:, [1, 0, 3, 2]],
        steps=tuple(replace(steps, turned=not steps.turned) for steps in axes.steps),
    )


def named(axes: Axes, curve: Curve, bins: Bins) -> Bins:
    return replace(bins, name=axes.name(curve.look))


def only_sound(bins: Bins) -> Bins | None:
    """The bins that have a width and a height, or None if there are none."""
    good = np.all(np.isfinite([bins.low, bins.high, bins.height]), axis=0)
    with np.errstate(invalid="ignore"):
        good &= bins.high > bins.low
    return (
        Bins(bins.low[good], bins.high[good], bins.height[good], bins.name) if good.any() else None
    )


def bar_groups(axes: Axes) -> list[Bins]:
    """Bars in groups that each go from left to right; narrow ones stand for bins side by side."""
    good = np.all(np.isfinite(axes.bars), axis=1)
    bars, looks = (
        axes.bars[good],
        [look for look, keep in zip(axes.bar_looks, good, strict=True) if keep],
    )
    if not len(bars):
        return []
    order = np.argsort(bars[:, 0], kind="stable")
    low, _, width, height = bars[order].T
    found, centred = [Bins(low, low + width, height, axes.name(looks[0]))], []
    starts = [0, *(np.flatnonzero(np.diff(bars[:, 0]) < 0) + 1)]
    for start, group in zip(starts, np.split(bars, starts[1:]), strict=True):
        low, _, width, height = group.T
        name = axes.name(looks[start])
        found.append(Bins(low, low + width, height, name))
        centred.append((low + width / 2, height, name))
        readings = around_points(np.column_stack(centred[-1][:2]))[:1]
        readings += around_points(np.column_stack([low, height]))[1:2]
        readings += widened(low, width, height)
        found += [replace(bins, name=name) for bins in readings]
    if len({len(middle) for middle, _, _ in centred}) == 1:  # side by side, as `hist` has them
        middle = np.mean([middle for middle, _, _ in centred], axis=0)
        for _, height, name in centred:
            readings = around_points(np.column_stack([middle, height]))[:1]
            found += [replace(bins, name=name) for bins in readings]
    return found[: 4 * MOST]


def widened(low: np.ndarray, width: np.ndarray, height: np.ndarray) -> list[Bins]:
    """The bins of bars that all fill the same share of theirs, in the middle, as `rwidth` does."""
    middle = low + width / 2
    with np.errstate(all="ignore"):
        shares = (width[1:] + width[:-1]) / (2 * np.diff(middle))
    if not len(shares) or not np.allclose(shares, shares[0], rtol=1e-6) or not shares[0] > 0:
        return []
    half = width / (2 * shares[0])
    return [Bins(middle - half, middle + half, height)]


def staircase(curve: np.ndarray) -> Bins:
    """The level parts of a curve that lead to the right; the ends of a `mid` one are halves."""
    level = np.isclose(curve[1:, 1], curve[:-1, 1], rtol=1e-9, atol=0)
    level &= curve[1:, 0] > curve[:-1, 0]
    low, high = curve[:-1, 0][level], curve[1:, 0][level]
    if len(low) > 2:
        width = np.median(high - low)
        halves = np.isclose([high[0] - low[0], high[-1] - low[-1]], width / 2, rtol=1e-6)
        low = np.where(halves[0] & (low == low[0]), low - width / 2, low)
        high = np.where(halves[1] & (high == high[-1]), high + width / 2, high)
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


def meaning(bins: Bins, values: np.ndarray, strays: int = 4) -> str | None:
    """What the heights are of these sorted values: density, counts, shares, logarithm, or None.

    strays : bins that may be off by one, for values on an edge may be counted on its other side
    """
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
        # A zero may be drawn as nearly that, on a logarithmic axis.
        off = np.abs(drawn - counts)
        if np.max(off - 1e-4 * counts) < 1.01 and np.sum(off > 1e-4 * counts + 0.05) <= strays:
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
