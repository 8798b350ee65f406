"""Exhibits as inline SVG: small, sharp in print, and in the colours of the page.

The student's answer is drawn with crosses and dashes, the right one with rings and full lines, so
that nothing depends on telling colours apart. Places are rounded to a tenth of a pixel, which
gives no number away.
"""

from dataclasses import dataclass, field

import numpy as np
from markupsafe import Markup

from autograder.checks import Plane, Values
from autograder.feedback import patterns

WIDTH, HEIGHT, LEFT, BELOW, EDGE = 320, 250, 48, 42, 8
MOST_POINTS = 400
MOST_ROWS = 600
MARKS = {"yours": "m-3-3l6 6m-6 0l6-6", "right": "m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0"}
CLOSE = 0.04  # errors below this share of the range are drawn themselves
CLOSEST = 0.002  # and below this not at all: else, try by try, a picture would give numbers away
COMPARABLE = 30.0  # scales that differ more than this are drawn with an axis each


@dataclass(frozen=True)
class Drawing:
    """A picture with its caption, and the keys of its legend: (kind, words)."""

    svg: Markup
    caption: str
    keys: tuple[tuple[str, str], ...]

    @staticmethod
    def key(kind: str) -> str:
        """The path of a key in a legend, in a box of 30 by 12."""
        if kind.startswith("line") or kind in ("guide", "border"):
            return "M1 6H29"
        return f"M15 6{MARKS[kind]}"


@dataclass
class Canvas:
    """An SVG under way, in the coordinates of the data."""

    x: tuple[float, float]
    y: tuple[float, float]
    parts: list[str] = field(default_factory=list)

    def place(self, x, y) -> tuple[np.ndarray, np.ndarray]:
        """Pixels of points, kept inside of the picture."""
        across = (np.asarray(x, float) - self.x[0]) / (self.x[1] - self.x[0])
        up = (np.asarray(y, float) - self.y[0]) / (self.y[1] - self.y[0])
        px = LEFT + np.clip(across, -1, 2) * (WIDTH - LEFT - EDGE)
        py = EDGE + (1 - np.clip(up, -1, 2)) * (HEIGHT - EDGE - BELOW)
        return np.round(px, 1), np.round(py, 1)

    def marks(self, x, y, kind: str) -> None:
        """Crosses for `yours`, rings for `right`."""
        points = zip(*self.place(x, y), strict=True)
        path = "".join(f"M{px:g} {py:g}{MARKS[kind]}" for px, py in points)
        self.parts.append(f'<path class="{kind}" d="{path}"/>')

    def curve(self, x, y, kind: str) -> None:
        points = zip(*self.place(x, y), strict=True)
        path = "L".join(f"{px:g} {py:g}" for px, py in points)
        self.parts.append(f'<path class="{kind}" d="M{path}"/>')

    def axes(self, xlabel: str, ylabel: str) -> None:
        """A frame, a few round ticks on each axis, and the labels, which are words of ours."""
        bottom, right = HEIGHT - BELOW, WIDTH - EDGE
        frame = f"M{LEFT} {EDGE}V{bottom}H{right}"
        for value in ticks(*self.x):
            px = self.place(value, self.y[0])[0]
            frame += f"M{px:g} {bottom}v4"
            self.parts.append(f'<text x="{px:g}" y="{bottom + 17}" class="mid">{value:g}</text>')
        for value in ticks(*self.y):
            py = self.place(self.x[0], value)[1]
            frame += f"M{LEFT} {py:g}h-4"
            self.parts.append(f'<text x="{LEFT - 7}" y="{py + 4:g}" class="end">{value:g}</text>')
        middle, half = (LEFT + right) / 2, (EDGE + bottom) / 2
        self.parts.append(f'<path class="frame" d="{frame}"/>')
        self.parts.append(f'<text x="{middle:g}" y="{HEIGHT - 7}" class="mid">{xlabel}</text>')
        turned = f'transform="rotate(-90 12 {half:g})"'
        self.parts.append(f'<text x="12" y="{half:g}" class="mid" {turned}>{ylabel}</text>')

    def svg(self, title: str) -> Markup:
        head = f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="'
        clip = f'<svg x="0" y="0" width="{WIDTH}" height="{HEIGHT}">{"".join(self.parts)}</svg>'
        return Markup(head) + title + Markup(f'">{clip}</svg>')


def ticks(low: float, high: float) -> list[float]:
    """Two to five round numbers inside of an interval."""
    raw = (high - low) / 4
    if not np.isfinite(raw) or raw <= 0:
        return []
    power = 10.0 ** np.floor(np.log10(raw))
    step = next(s * power for s in (1, 2, 5, 10) if s * power >= raw)
    first, last = int(np.ceil(low / step)), int(np.floor(high / step))
    return [round(k * step, 12) + 0.0 for k in range(first, last + 1)]


def around(*arrays, margin: float = 0.06) -> tuple[float, float]:
    """An interval that holds all values, with a margin."""
    low = min(float(np.min(a)) for a in arrays)
    high = max(float(np.max(a)) for a in arrays)
    room = margin * (high - low) or 0.5 * abs(high) or 1.0
    return low - room, high + room


def draw(exhibit: Values | Plane) -> Drawing:
    """The picture of an exhibit."""
    if isinstance(exhibit, Plane):
        return draw_plane(exhibit)
    right = exhibit.right
    tall = right.ndim == 2 and len(right) >= 30 and len(right) > 2 * right.shape[1]
    return draw_paths(exhibit) if tall else draw_against(exhibit)


def draw_against(exhibit: Values) -> Drawing:
    """Each entry as a point: the right value to the right, the student's upwards."""
    yours, right = (np.clip(a.ravel().astype(float), -1e100, 1e100) for a in both(exhibit))
    if right.size > MOST_POINTS:
        chosen = np.linspace(0, right.size - 1, MOST_POINTS).astype(int)
        yours, right = yours[chosen], right[chosen]
    largest = np.max(np.abs(yours - right)) / (np.ptp(right) or 1.0)
    if CLOSEST < largest < CLOSE:
        return draw_errors(exhibit.what, yours, right, both(exhibit))
    x, y = around(right), around(yours, right)
    ratio = np.max(np.abs(yours)) / max(np.max(np.abs(right)), 1e-300)
    if ratio > COMPARABLE or ratio < 1 / COMPARABLE:
        y = around(yours)
    canvas = Canvas(x, y)
    canvas.axes("right value", "your value")
    canvas.curve(x, x, "line right")
    canvas.marks(right, yours, "yours")
    caption = "Each cross is one entry. Where you are right, crosses lie on the line. "
    if largest <= CLOSEST:
        caption = "You are so close that no picture shows the difference. "
    return Drawing(
        canvas.svg(f"{exhibit.what}: your values against the right ones"),
        f"{exhibit.what}. {caption}{patterns.describe(*both(exhibit))}".strip(),
        (("yours", "your entries"), ("line right", "where yours = right")),
    )


def draw_errors(what: str, yours: np.ndarray, right: np.ndarray, whole: tuple) -> Drawing:
    """How far each entry is off, if that is too little to be seen beside the values."""
    error = yours - right
    canvas = Canvas(around(right), around(error, np.zeros(1)))
    canvas.axes("right value", "your error")
    canvas.curve(canvas.x, (0.0, 0.0), "line right")
    canvas.marks(right, error, "yours")
    return Drawing(
        canvas.svg(f"{what}: your errors against the right values"),
        f"{what}. You are close; the crosses show how far each entry is off. "
        f"{patterns.describe(*whole)}".strip(),
        (("yours", "your errors"), ("line right", "no error")),
    )


def both(exhibit: Values) -> tuple[np.ndarray, np.ndarray]:
    return np.asarray(exhibit.yours), np.asarray(exhibit.right)


def draw_paths(exhibit: Values) -> Drawing:
    """A trajectory (T, N): the unit in which the two differ most."""
    yours, right = (np.clip(a.astype(float), -1e100, 1e100) for a in both(exhibit))
    unit = int(np.argmax(np.max(np.abs(yours - right), axis=0)))
    rows = np.unique(np.linspace(0, len(right) - 1, MOST_ROWS).astype(int))
    canvas = Canvas(around(rows, margin=0.01), around(yours[rows, unit], right[rows, unit]))
    canvas.axes("row", "value")
    canvas.curve(rows, right[rows, unit], "line right")
    canvas.curve(rows, yours[rows, unit], "line yours")
    return Drawing(
        canvas.svg(f"{exhibit.what}: yours and the right one over time, for one unit"),
        f"{exhibit.what}, for the unit in which yours differs most from the right one. "
        f"{patterns.describe(*both(exhibit))}".strip(),
        (("line yours", "yours"), ("line right", "right")),
    )


def draw_plane(exhibit: Plane) -> Drawing:
    """The complex plane with one unit equally long on both axes."""
    sets = [s for s in (exhibit.yours, exhibit.right) if s is not None]
    reach = [np.array([-exhibit.radius, exhibit.radius])] if exhibit.radius else []
    border = [np.array([exhibit.border])] if exhibit.border is not None else []
    x = around(*(s.real for s in sets), *reach, *border)
    y = around(*(s.imag for s in sets), *reach)
    canvas = Canvas(*equal(x, y))
    canvas.axes("real part", "imaginary part")
    keys = []
    if exhibit.radius:
        angle = np.linspace(0, 2 * np.pi, 121)
        canvas.curve(exhibit.radius * np.cos(angle), exhibit.radius * np.sin(angle), "guide")
        keys.append(("guide", "circle of radius " + ("1" if exhibit.yours is None else "g")))
    if exhibit.border is not None:
        canvas.curve([exhibit.border] * 2, canvas.y, "border")
        keys.append(("border", f"real part {exhibit.border:g}"))
    canvas.marks(exhibit.right.real, exhibit.right.imag, "right")
    if exhibit.yours is None:
        caption = "Its eigenvalues: what decides is on which side of the line they lie."
        return Drawing(
            canvas.svg(f"{exhibit.what}: its eigenvalues in the complex plane"),
            f"{exhibit.what}. {caption}",
            (("right", "eigenvalues"), *keys),
        )
    canvas.marks(exhibit.yours.real, exhibit.yours.imag, "yours")
    said = patterns.describe_plane(exhibit.yours, exhibit.right)
    return Drawing(
        canvas.svg(f"{exhibit.what}: yours and the right one in the complex plane"),
        f"{exhibit.what}. {said}".strip(),
        (("yours", "yours"), ("right", "right"), *keys),
    )


def equal(x: tuple, y: tuple) -> tuple[tuple, tuple]:
    """The intervals widened until one unit is equally long on both axes."""
    wide, high = WIDTH - LEFT - EDGE, HEIGHT - EDGE - BELOW
    unit = max((x[1] - x[0]) / wide, (y[1] - y[0]) / high)
    across, up = (unit * wide - x[1] + x[0]) / 2, (unit * high - y[1] + y[0]) / 2
    return (x[0] - across, x[1] + across), (y[0] - up, y[1] + up)
