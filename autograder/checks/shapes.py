"""Circles and sets of points in a figure, however they were drawn."""

import numpy as np

from autograder.interview import Axes


def covers(points: np.ndarray, wanted: np.ndarray, tol: float) -> bool:
    """Whether the points (n, 2) are the wanted ones (n, 2), in any order, within `tol`."""
    if points.shape != wanted.shape or not np.all(np.isfinite(points)):
        return False
    distance = np.linalg.norm(points[:, None] - wanted[None], axis=2)
    return bool(np.all(distance.min(axis=0) < tol) and np.all(distance.min(axis=1) < tol))


def has_circle(axes: Axes, radius: float) -> bool:
    """Whether there is a circle of this radius around the origin."""
    shapes = [*axes.curves(), *axes.point_sets()]
    distances = [np.linalg.norm(shape, axis=1) for shape in shapes if len(shape) >= 12]
    return any(np.allclose(distance, radius, rtol=0.02) for distance in distances)
