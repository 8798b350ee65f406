"""What a matplotlib Axes holds, as plain data: curves, points, outlines, bars, labels, scales.

Everything is given in data coordinates, however it was drawn: a circle may be a patch, a line or
a scatter of points, and a check asks for the circle, not for the way.
"""

import numpy as np
from matplotlib.patches import Rectangle, StepPatch

LARGEST = 20_000


def describe(ax):
    """A dictionary of what `ax` shows. Points are arrays of shape (n, 2)."""
    legend = ax.get_legend()
    title = " ".join(filter(None, (ax.get_title(where) for where in ("left", "center", "right"))))
    shapes = [*ax.patches, *(a for a in ax.artists if hasattr(a, "get_path"))]
    return {
        "xlabel": ax.get_xlabel(),
        "ylabel": ax.get_ylabel(),
        "title": title,
        "xscale": ax.get_xscale(),
        "yscale": ax.get_yscale(),
        "xlim": [float(x) for x in ax.get_xlim()],
        "ylim": [float(y) for y in ax.get_ylim()],
        "unit_ratio": _unit_ratio(ax),
        "lines": [_line(ax, line) for line in [*ax.lines, *_added_lines(ax)]],
        "points": [_points(c) for c in ax.collections if len(c.get_offsets()) > 0],
        "segments": [segment for c in ax.collections for segment in _segments(c)],
        "outlines": [_outline(ax, p) for p in shapes if not isinstance(p, Rectangle | StepPatch)],
        "bars": [_bar(p) for p in ax.patches if isinstance(p, Rectangle)],
        "steps": [_step(p) for p in ax.patches if isinstance(p, StepPatch)],
        "legend": [text.get_text() for text in legend.get_texts()] if legend else [],
        "texts": [text.get_text() for text in ax.texts],
        "images": [list(np.shape(image.get_array())) for image in ax.images],
    }


def _unit_ratio(ax):
    """Length of one unit of y over one unit of x on the page; None unless both are linear."""
    if ax.get_xscale() != "linear" or ax.get_yscale() != "linear":
        return None
    ax.apply_aspect()
    origin, x_unit, y_unit = ax.transData.transform([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    return float(np.linalg.norm(y_unit - origin) / np.linalg.norm(x_unit - origin))


def _added_lines(ax):
    return [artist for artist in ax.artists if hasattr(artist, "get_xdata")]


def _cut(points):
    points = np.ma.getdata(points).astype(float).reshape(-1, 2)
    return points[:: max(1, -(-len(points) // LARGEST))]


def _line(ax, line):
    marker, style = line.get_marker(), line.get_linestyle()
    xy, spans = _line_data(ax, line)
    return {
        "xy": _cut(xy),
        "spans": spans,
        "marker": "" if marker in (None, "None", " ", "") else str(marker),
        "style": "" if style in ("None", " ", "") else str(style),
        "label": str(line.get_label()),
    }


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


def _points(collection):
    return {"xy": _cut(collection.get_offsets()), "label": str(collection.get_label())}


def _segments(collection):
    if not hasattr(collection, "get_segments"):
        return []
    return [_cut(segment) for segment in collection.get_segments()[:200]]


def _bar(patch):
    x, y = patch.get_xy()
    return [float(x), float(y), float(patch.get_width()), float(patch.get_height())]


def _step(patch):
    values, edges, _ = patch.get_data()
    return {"values": np.asarray(values, float), "edges": np.asarray(edges, float)}


def _outline(ax, patch):
    # to_polygons would apply only the affine part of a transform to a closed path
    on_page_path = patch.get_transform().transform_path(patch.get_path())
    polygons = on_page_path.to_polygons(closed_only=False)
    on_page = np.concatenate(polygons) if polygons else np.empty((0, 2))
    xy = ax.transData.inverted().transform(on_page)
    return {"xy": _cut(xy), "label": str(patch.get_label())}
