"""What a figure shows, however it was drawn: points, curves, circles, lines across."""

import numpy as np

from autograder.interview import Axes, Curve

MOST = 5_000  # curves or sets of points that are looked at
ROUND = 0.02  # how far, relative to the radius, a corner may lie off a circle
COARSEST = np.radians(36)  # a circle has at least ten corners


def tolerance(wanted: np.ndarray) -> float:
    """How far a point may be from its place: rounding, at the scale of the figure."""
    return 1e-6 * (1 + np.max(np.abs(wanted), initial=0.0))


def same_points(drawn: np.ndarray, wanted: np.ndarray) -> bool:
    """Whether two lists of points (n, 2) are the same, in the same order."""
    tol = tolerance(wanted)
    return drawn.shape == wanted.shape and bool(np.allclose(drawn, wanted, rtol=0, atol=tol))


def covers(points: np.ndarray, wanted: np.ndarray, tol: float) -> bool:
    """Whether the points (n, 2) are the wanted ones (n, 2), in any order, within `tol`."""
    if points.shape != wanted.shape or not np.all(np.isfinite(points)):
        return False
    distance = np.linalg.norm(points[:, None] - wanted[None], axis=2)
    return bool(np.all(distance.min(axis=0) < tol) and np.all(distance.min(axis=1) < tol))


def points_at(axes: Axes, wanted: np.ndarray, tol: float | None = None) -> list[Curve]:
    """The sets of points that together show the wanted ones (n, 2), each of them and no other.

    A set may be drawn in parts, one by one or in several colours, and twice; a point may also be a
    small outline, at its centre. Empty if one of the wanted points is not there.
    """
    tol = tolerance(wanted) if tol is None else tol
    found, missing = [], np.ones(len(wanted), bool)
    for part in [*axes.drawn_points()[:MOST], *small_outlines(axes, np.ptp(wanted, axis=0).max())]:
        if not len(part.xy) or not np.all(np.isfinite(part.xy)):
            continue
        near = np.linalg.norm(part.xy[:, None] - wanted[None], axis=2) < tol
        if near.any(axis=1).all():
            found.append(part)
            missing &= ~near.any(axis=0)
    return [] if missing.any() else found


def small_outlines(axes: Axes, extent: float) -> list[Curve]:
    """Outlines that are much smaller than `extent`, each as the one point at its centre."""
    found = []
    for outline in axes.outlines[:MOST]:
        if len(outline.xy) and np.ptp(outline.xy, axis=0).max() < 0.1 * extent:
            centre = (outline.xy.min(axis=0) + outline.xy.max(axis=0)) / 2
            found.append(Curve(centre[None], outline.look))
    return found


def curves_through(axes: Axes, wanted: np.ndarray) -> list[Curve]:
    """The curves that go through exactly these points (n, 2), in one piece or in several."""
    curves = axes.drawn_curves()[:MOST]
    return [
        curve
        for curve in [*curves, *chained(curves)]
        if same_points(curve.xy, wanted) or same_points(curve.xy[::-1], wanted)
    ]


def shows_curve(axes: Axes, x: np.ndarray, y: np.ndarray) -> bool:
    """Whether there is a curve through all of these points, in one piece or in several."""
    return bool(curves_through(axes, np.column_stack([x, y])))


def shows_points(axes: Axes, x: np.ndarray, y: np.ndarray) -> bool:
    """Whether all of these places are marked by points."""
    return bool(points_at(axes, np.column_stack([x, y])))


def chained(curves: list[Curve]) -> list[Curve]:
    """Pieces of one length that are continued by the next one, put together."""
    chains: list[list[Curve]] = []
    for curve in curves:
        if not len(curve.xy):
            continue
        last = chains[-1][-1] if chains else None
        if last and len(last.xy) == len(curve.xy) and np.array_equal(last.xy[-1], curve.xy[0]):
            chains[-1].append(curve)
        else:
            chains.append([curve])
    return [
        Curve(np.vstack([chain[0].xy[:1], *(part.xy[1:] for part in chain)]), chain[0].look)
        for chain in chains
        if len(chain) > 1
    ]


def names_of(axes: Axes, parts: list[Curve]) -> set[str]:
    """What the legend calls these parts of a figure; parts without an entry do not count."""
    return {name for part in parts if (name := axes.name(part.look))}


def has_lines_between(axes: Axes, wanted: np.ndarray) -> bool:
    """Whether a line goes from one of these points (n, 2) to the next, as if they had an order."""
    tol = tolerance(wanted)
    for curve in axes.drawn_curves()[:MOST]:
        if len(curve.xy) < 2 or not np.all(np.isfinite(curve.xy)):
            continue
        at = np.linalg.norm(curve.xy[:, None] - wanted[None], axis=2) < tol
        ends = at.any(axis=1)
        moved = np.any(curve.xy[1:] != curve.xy[:-1], axis=1)
        if np.count_nonzero(ends[1:] & ends[:-1] & moved) >= min(3, len(wanted) - 1):
            return True
    return False


def has_circle(axes: Axes, radius: float) -> bool:
    """Whether there is a whole circle of this radius around the origin.

    It may consist of arcs or short segments, or of dots. What is left open may be no longer than
    the longest side of the polygon that it is (a circle is often drawn without its last side).
    """
    arcs = [arc for curve in axes.curves()[:MOST] for arc in arcs_at(curve, radius)]
    longest = max((end - start for start, end in arcs), default=0.0)
    if arcs and largest_gap(arcs) <= max(1.01 * longest, np.radians(4)):
        return True
    dots = [xy for xy in axes.point_sets()[:MOST] if xy.size]
    return bool(dots) and is_ring(np.concatenate(dots), radius)


def arcs_at(curve: np.ndarray, radius: float) -> list[tuple[float, float]]:
    """The sides of a curve (n, 2) that lie on the circle, as angles (start, end)."""
    with np.errstate(all="ignore"):
        on = np.abs(np.linalg.norm(curve, axis=1) - radius) < ROUND * radius
        angle = np.arctan2(curve[:, 1], curve[:, 0])
        turn = (np.diff(angle) + np.pi) % (2 * np.pi) - np.pi
        side = on[1:] & on[:-1] & (np.abs(turn) < COARSEST) & (turn != 0)
    return [
        (min(a, a + d), max(a, a + d)) for a, d in zip(angle[:-1][side], turn[side], strict=True)
    ]


def largest_gap(arcs: list[tuple[float, float]]) -> float:
    """The longest part of the circle that no arc covers, as an angle."""
    arcs = sorted((start % (2 * np.pi), end - start) for start, end in arcs)
    reached, widest = arcs[0][0], 0.0
    for start, length in [*arcs, (arcs[0][0] + 2 * np.pi, 0.0)]:
        widest = max(widest, start - reached)
        reached = max(reached, start + length)
    return widest


def is_ring(points: np.ndarray, radius: float) -> bool:
    """Whether dots (n, 2) are strung along the whole circle, at least a dozen of them."""
    with np.errstate(all="ignore"):
        on = np.abs(np.linalg.norm(points, axis=1) - radius) < ROUND * radius
    angles = np.sort(np.arctan2(points[on, 1], points[on, 0]))
    if len(angles) < 12:
        return False
    gaps = np.diff(np.append(angles, angles[0] + 2 * np.pi))
    return gaps.max() <= max(2.1 * np.median(gaps), np.radians(4))


def has_vertical_line(axes: Axes, x: float, height: float) -> bool:
    """Whether a line stands upright at `x`, across the Axes or at least `height` long."""
    for curve in axes.drawn_curves()[:MOST]:
        at = np.isclose(curve.xy[:, 0], x)
        ends = curve.xy[:, 1][at]
        upright = np.any(at[1:] & at[:-1])
        if upright and (curve.spans or np.ptp(ends) >= height) and np.ptp(ends) > 0:
            return True
    return False
