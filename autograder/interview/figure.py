"""A student's Axes as it has crossed the border: typed, bounded, and nothing but data.

`inside/axes.py` writes it down, in data coordinates; this module believes none of it before each
field has been checked to be of its kind. Looks may be left out where a language has none.
"""

from dataclasses import dataclass

import numpy as np

from autograder.sandbox import Limits
from autograder.sandbox.inside import wire

PNG = b"\x89PNG\r\n\x1a\n"
LARGEST_PICTURE = Limits.picture_size


@dataclass(frozen=True)
class Look:
    """What ties a thing that is drawn to its entry in the legend; "" for what it has not."""

    label: str = ""
    color: str = ""
    marker: str = ""
    style: str = ""


@dataclass(frozen=True)
class Curve:
    """Points `xy` (n, 2) of a line, an outline, a segment, or a set of separate points.

    spans : of a line, the directions in which it crosses the whole Axes
    steps : of a line that goes in steps, where: "pre", "mid" or "post"
    """

    xy: np.ndarray
    look: Look = Look()
    spans: str = ""
    steps: str = ""


@dataclass(frozen=True)
class Steps:
    """A histogram: edges (n+1,) and heights (n,); `turned` if the heights go to the right."""

    edges: np.ndarray
    heights: np.ndarray
    look: Look = Look()
    turned: bool = False


@dataclass(frozen=True)
class Axes:
    """What is drawn. Points are (n, 2); bars are rows (x, y, width, height).

    new : whether it is in a figure of its own, not in the one that was open before the call
    keys : text and look of each entry of the legend
    """

    xlabel: str
    ylabel: str
    title: str
    xscale: str
    yscale: str
    unit_ratio: float | None
    new: bool
    lines: tuple[Curve, ...]
    points: tuple[Curve, ...]
    segments: tuple[Curve, ...]
    outlines: tuple[Curve, ...]
    bars: np.ndarray
    bar_looks: tuple[Look, ...]
    steps: tuple[Steps, ...]
    keys: tuple[tuple[str, Look], ...]

    @property
    def legend(self) -> tuple[str, ...]:
        """The texts of the legend."""
        return tuple(text for text, _ in self.keys)

    def drawn_curves(self) -> list[Curve]:
        """Every curve: lines, outlines of patches, segments."""
        joined = (line for line in self.lines if line.look.style)
        return [*joined, *self.outlines, *self.segments]

    def drawn_points(self) -> list[Curve]:
        """Every set of separate points: scatters, and lines with markers."""
        return [*self.points, *(line for line in self.lines if line.look.marker)]

    def curves(self) -> list[np.ndarray]:
        """Every curve as (n, 2)."""
        return [curve.xy for curve in self.drawn_curves()]

    def point_sets(self) -> list[np.ndarray]:
        """Every set of separate points as (n, 2)."""
        return [points.xy for points in self.drawn_points()]

    def name(self, look: Look) -> str:
        """What the legend calls a thing that looks so; "" if it has no entry, or several.

        As a reader does, by the colour; where several entries share it, by marker and line style.
        By the thing's own label only where colours do not decide.
        """
        alike = [(text, key) for text, key in self.keys if look.color and key.color == look.color]
        same = [(t, k) for t, k in alike if (k.marker, k.style) == (look.marker, look.style)]
        for entries in (alike, same):
            if len({text for text, _ in entries}) == 1:
                return entries[0][0]
        return look.label if look.label in self.legend else ""


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
            new=truth(described.get("new", True)),
            lines=tuple(map(curve, described["lines"])),
            points=tuple(map(curve, described["points"])),
            segments=tuple(map(curve, described["segments"])),
            outlines=tuple(map(curve, described["outlines"])),
            bars=np.array(bars, dtype=float).reshape(-1, 4),
            bar_looks=of_each_bar(described.get("bar_looks", []), len(bars)),
            steps=tuple(map(steps, described["steps"])),
            keys=keys(described),
        )
    except (TypeError, ValueError, LookupError, AttributeError, ArithmeticError):
        raise wire.BadFrame("an Axes that is not described properly") from None


def curve(item: dict) -> Curve:
    xy = item["xy"]
    if xy.ndim != 2 or xy.shape[1] != 2 or xy.dtype.kind != "f":
        raise ValueError("no points")
    words = (text(item.get(key, "")) for key in ("spans", "steps"))
    return Curve(xy.astype(float), look(item), *words)


def steps(item: dict) -> Steps:
    edges, values = item["edges"], item["values"]
    if edges.shape != (len(values) + 1,) or edges.dtype.kind + values.dtype.kind != "ff":
        raise ValueError("no histogram")
    turned = truth(item.get("turned", False))
    return Steps(edges.astype(float), values.astype(float), look(item), turned)


def look(item: dict) -> Look:
    return Look(*(text(item.get(key, "")) for key in ("label", "color", "marker", "style")))


def of_each_bar(items: list, bars: int) -> tuple[Look, ...]:
    looks = tuple(map(look, items)) or (Look(),) * bars
    if len(looks) != bars:
        raise ValueError("looks of other bars")
    return looks


def keys(described: dict) -> tuple[tuple[str, Look], ...]:
    """Text and look of each entry; of a language that has no looks, the text is the label."""
    if "legend_looks" in described:
        return tuple((text(item["text"]), look(item)) for item in described["legend_looks"])
    return tuple((text(entry), Look(label=entry)) for entry in described["legend"])


def text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value[:1000]


def truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("neither true nor false")
    return value


def number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("no number")
    return float(value)


def picture(document: object, block: "bytes | wire.Block") -> bytes | None:
    """The bytes of a PNG picture, or None if they are none."""
    array = wire.decode(document, block)
    data = array.tobytes() if isinstance(array, np.ndarray) else b""
    return data if data.startswith(PNG) and len(data) <= LARGEST_PICTURE else None
