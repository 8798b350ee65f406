"""What a matplotlib Axes holds, as plain data: curves, points, outlines, bars, labels, scales.

Everything is given in data coordinates, however it was drawn: a circle may be a patch, a line or
a scatter of points, and a check asks for the circle, not for the way. What does not show is left
out. Each thing has its look (see `looks`), so that a legend can be read as its reader reads it.
"""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.patches import Rectangle, StepPatch

from .looks import is_seen, legend, look

LARGEST = 20_000  # points of one curve or set
MOST_SEGMENTS = 5_000
NUMBER_OF_ANOTHER = 900_000  # no notebook counts its figures as far as that


def another_figure():
    """An open figure that is not to be drawn on: who asks for the current one gets it."""
    return plt.figure(NUMBER_OF_ANOTHER)


def describe(ax, another=None):
    """A dictionary of what `ax` shows. Points are arrays of shape (n, 2).

    another : the figure that was open before; `new` says that `ax` belongs to none of that kind
    """
    title = " ".join(filter(None, (ax.get_title(where) for where in ("left", "center", "right"))))
    entries = legend(ax)
    lines = [a for a in [*ax.lines, *_having(ax, "get_xdata")] if is_seen(a)]
    patches = [p for p in [*ax.patches, *_having(ax, "get_path")] if is_seen(p)]
    collections = [c for c in ax.collections if is_seen(c)]
    bars = [p for p in patches if isinstance(p, Rectangle)]
    steps = [p for p in patches if isinstance(p, StepPatch)]
    shapes = [p for p in patches if not isinstance(p, Rectangle | StepPatch)]
    marks = (LineCollection, PathCollection)
    regions = [c for c in collections if not isinstance(c, marks) and not _has_points(c)]
    return {
        "xlabel": ax.get_xlabel(),
        "ylabel": ax.get_ylabel(),
        "title": title,
        "xscale": ax.get_xscale(),
        "yscale": ax.get_yscale(),
        "xlim": [float(x) for x in ax.get_xlim()],
        "ylim": [float(y) for y in ax.get_ylim()],
        "unit_ratio": _unit_ratio(ax),
        "new": ax.get_figure(root=True) is not another,
        "lines": [_line(ax, line) for line in lines],
        "points": [{"xy": _cut(c.get_offsets()), **look(c)} for c in collections if _has_points(c)],
        "segments": [s for c in collections for s in _segments(c)],
        "outlines": [_outline(ax, p) for p in shapes]
        + [outline for c in regions for outline in _regions(ax, c)],
        "bars": [_bar(p) for p in bars],
        "bar_looks": [look(p) for p in bars],
        "steps": [_step(p) for p in steps],
        "legend_looks": entries,
        "texts": [text.get_text() for text in ax.texts],
        "images": [list(np.shape(image.get_array())) for image in ax.images],
    }


def _having(ax, method):
    """What was added to an Axes as a mere artist, and is of the kind that has this method."""
    return [artist for artist in ax.artists if hasattr(artist, method)]


def _unit_ratio(ax):
    """Length of one unit of y over one unit of x on the page; None unless both are linear."""
    if ax.get_xscale() != "linear" or ax.get_yscale() != "linear":
        return None
    ax.apply_aspect()
    origin, x_unit, y_unit = ax.transData.transform([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    return float(np.linalg.norm(y_unit - origin) / np.linalg.norm(x_unit - origin))


def _cut(points):
    points = np.ma.getdata(points).astype(float).reshape(-1, 2)
    return points[:: max(1, -(-len(points) // LARGEST))]


def _line(ax, line):
    xy, spans = _line_data(ax, line)
    steps = line.get_drawstyle().removeprefix("steps").removeprefix("-") or "pre"
    steps = "" if line.get_drawstyle() == "default" else steps
    return {"xy": _cut(xy), "spans": spans, "steps": steps, **look(line)}


def _line_data(ax, line):
    """Points of the line, and the direction in which it spans the whole Axes ("", "x", "y")."""
    if hasattr(line, "get_xy1"):
        start = np.array(line.get_xy1(), float)
        slope = line.get_slope()
        if slope is None:
            return np.array([start, line.get_xy2()], float), "xy"
        step = [0.0, 1.0] if np.isinf(slope) else [1.0, slope]
        return np.array([start, start + step]), "xy"
    xy = np.column_stack([np.ma.getdata(data) for data in line.get_data()])
    if line.get_transform() is ax.get_xaxis_transform(which="grid"):
        return xy, "y"
    if line.get_transform() is ax.get_yaxis_transform(which="grid"):
        return xy, "x"
    return xy, ""


def _has_points(collection):
    """Whether a collection marks places: without offsets of its own, matplotlib says (0, 0)."""
    if isinstance(collection, LineCollection):
        return False
    offsets = collection.get_offsets()
    if isinstance(collection, PathCollection):
        return len(offsets) > 0 and bool(np.any(collection.get_sizes()))
    return len(offsets) > 1 or bool(np.any(offsets))


def _segments(collection):
    if not isinstance(collection, LineCollection):
        return []
    seen = look(collection)
    return [{"xy": _cut(s), **seen} for s in collection.get_segments()[:MOST_SEGMENTS]]


def _bar(patch):
    x, y = patch.get_xy()
    return [float(x), float(y), float(patch.get_width()), float(patch.get_height())]


def _step(patch):
    values, edges, _ = patch.get_data()
    turned = patch.orientation == "horizontal"
    found = {"values": np.asarray(values, float), "edges": np.asarray(edges, float)}
    return {**found, "turned": turned, **look(patch)}


def _outline(ax, patch):
    return {"xy": _on_data(ax, patch, patch.get_path()), **look(patch)}


def _regions(ax, collection):
    """The outlines of patches, contours or areas that were drawn as one collection."""
    seen = look(collection)
    paths = collection.get_paths()[:MOST_SEGMENTS]
    return [{"xy": _on_data(ax, collection, path), **seen} for path in paths if len(path)]


def _on_data(ax, artist, path):
    """The outline of a path in data coordinates, as one curve (n, 2)."""
    # to_polygons would apply only the affine part of a transform to a closed path
    polygons = artist.get_transform().transform_path(path).to_polygons(closed_only=False)
    on_page = np.concatenate(polygons) if polygons else np.empty((0, 2))
    return _cut(ax.transData.inverted().transform(on_page))
