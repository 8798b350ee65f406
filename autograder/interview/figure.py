"""A student's Axes as it has crossed the border: typed, bounded, and nothing but data.

`inside/axes.py` writes it down, in data coordinates; this module believes none of it before each
field has been checked to be of its kind.
"""

from dataclasses import dataclass

import numpy as np

from autograder.sandbox import Limits
from autograder.sandbox.inside import wire

PNG = b"\x89PNG\r\n\x1a\n"
LARGEST_PICTURE = Limits.picture_size


@dataclass(frozen=True)
class Line:
    """Points `xy` (n, 2); `spans` names the directions in which it crosses the whole Axes."""

    xy: np.ndarray
    spans: str
    marker: str
    style: str
    label: str


@dataclass(frozen=True)
class Axes:
    """What is drawn. Points are (n, 2); bars are rows (x, y, width, height); steps a histogram."""

    xlabel: str
    ylabel: str
    title: str
    xscale: str
    yscale: str
    unit_ratio: float | None
    lines: tuple[Line, ...]
    points: tuple[np.ndarray, ...]
    segments: tuple[np.ndarray, ...]
    outlines: tuple[np.ndarray, ...]
    bars: np.ndarray
    steps: tuple[tuple[np.ndarray, np.ndarray], ...]
    legend: tuple[str, ...]

    def curves(self) -> list[np.ndarray]:
        """Every curve as (n, 2): lines, outlines of patches, segments."""
        return [*(line.xy for line in self.lines if line.style), *self.outlines, *self.segments]

    def point_sets(self) -> list[np.ndarray]:
        """Every set of separate points as (n, 2): scatters, and lines with markers."""
        return [*self.points, *(line.xy for line in self.lines if line.marker)]

    def histogram(self) -> tuple[np.ndarray, np.ndarray] | None:
        """Edges (n+1,) and heights (n,) of a histogram drawn as bars, steps or outline, or None."""
        found = self._histogram()
        if found is None or not np.all(np.isfinite(np.concatenate(found))):
            return None
        return found if np.all(np.diff(found[0]) > 0) else None

    def _histogram(self) -> tuple[np.ndarray, np.ndarray] | None:
        if len(self.bars):
            left, _, width, height = self.bars[np.argsort(self.bars[:, 0])].T
            return bar_edges(left, width), height
        if self.steps:
            return self.steps[0]
        for xy in self.outlines:
            flat = np.isclose(xy[1:, 1], xy[:-1, 1]) & (np.diff(xy[:, 0]) > 0)
            if flat.any():
                return np.append(xy[:-1, 0][flat], xy[1:, 0][flat][-1]), xy[:-1, 1][flat]
        return None


def bar_edges(left: np.ndarray, width: np.ndarray) -> np.ndarray:
    """Edges (n+1,) of the bins that bars stand for; with gaps between bars, of equal bins."""
    edges = np.append(left, left[-1] + width[-1])
    if np.allclose(edges[1:], left + width):
        return edges
    centres, step = left + width / 2, np.median(np.diff(left))
    return np.append(centres - step / 2, centres[-1] + step / 2)


def read(content: object, block: "bytes | wire.Block") -> Axes:
    """The Axes of a reply. Raises BadFrame if anything in it is not of its kind."""
    block = block if isinstance(block, wire.Block) else wire.Block(block)
    try:
        described = wire.decode(content["axes"], block)
        texts = {key: text(described[key]) for key in ("xlabel", "ylabel", "title")}
        scales = {key: text(described[key]) for key in ("xscale", "yscale")}
        bars = [[number(value) for value in bar] for bar in described["bars"]]
        ratio = described["unit_ratio"]
        return Axes(
            **texts,
            **scales,
            unit_ratio=None if ratio is None else number(ratio),
            lines=tuple(map(line, described["lines"])),
            points=tuple(points(item["xy"]) for item in described["points"]),
            segments=tuple(points(item) for item in described["segments"]),
            outlines=tuple(points(item["xy"]) for item in described["outlines"]),
            bars=np.array(bars, dtype=float).reshape(-1, 4),
            steps=tuple(map(steps, described["steps"])),
            legend=tuple(map(text, described["legend"])),
        )
    except (TypeError, ValueError, LookupError, AttributeError, ArithmeticError):
        raise wire.BadFrame("an Axes that is not described properly") from None


def line(item: dict) -> Line:
    words = (text(item[key]) for key in ("spans", "marker", "style", "label"))
    return Line(points(item["xy"]), *words)


def steps(item: dict) -> tuple[np.ndarray, np.ndarray]:
    edges, values = item["edges"], item["values"]
    if edges.shape != (len(values) + 1,) or edges.dtype.kind + values.dtype.kind != "ff":
        raise ValueError("no histogram")
    return edges.astype(float), values.astype(float)


def text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value[:1000]


def number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("no number")
    return float(value)


def points(xy: np.ndarray) -> np.ndarray:
    if xy.ndim != 2 or xy.shape[1] != 2 or xy.dtype.kind != "f":
        raise ValueError("no points")
    return xy.astype(float)


def picture(document: object, block: "bytes | wire.Block") -> bytes | None:
    """The bytes of a PNG picture, or None if they are none."""
    array = wire.decode(document, block)
    data = array.tobytes() if isinstance(array, np.ndarray) else b""
    return data if data.startswith(PNG) and len(data) <= LARGEST_PICTURE else None
