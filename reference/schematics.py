"""The four schematics in the texts of the problems, drawn by code.

`python -m reference.schematics` writes them as PNG into solutions/figures, from where they go into
the notebooks. What is said in words beside each figure stands in the texts, as its description.
"""

from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyArrowPatch, Rectangle

from reference.problem1_figures import BLUE, GREY, ORANGE, VERMILION

FOLDER = Path(__file__).parents[1] / "solutions" / "figures"
DOTS_PER_INCH = 100


def senders_and_receivers() -> Figure:
    """1b: row i is what neuron i hears, column j what neuron j says; J[i, j] is in both."""
    figure, (left, right) = _empty(5.6, 2.7, panels=2)
    i, j, n = 1, 3, 5
    for row in range(n):
        for column in range(n):
            hatch = "//" if row == i else "\\\\" if column == j else None
            colour = VERMILION if (row, column) == (i, j) else GREY
            left.add_patch(
                Rectangle((column, n - 1 - row), 0.9, 0.9, fill=False, hatch=hatch, ec=colour)
            )
    left.text(-0.2, n - 0.55 - i, "i", ha="right", va="center", style="italic")
    left.text(j + 0.45, n + 0.1, "j", ha="center", va="bottom", style="italic")
    left.text(n / 2, -0.3, "row i: what neuron i hears\ncolumn j: what neuron j says", ha="center",
              va="top", size=9)  # fmt: skip
    left.set(xlim=(-0.8, n + 0.3), ylim=(-1.7, n + 0.8))
    for x, name in ((0.0, "j"), (3.0, "i")):
        right.add_patch(Circle((x, 0), 0.55, fill=False, ec=BLUE, lw=2))
        right.text(x, 0, name, ha="center", va="center", style="italic", size=13)
    _arrow(right, (0.6, 0), (2.4, 0), VERMILION)
    right.text(1.5, 0.2, "J[i, j]", ha="center", color=VERMILION)
    right.text(0, -0.8, "sender", ha="center", va="top", size=9)
    right.text(3, -0.8, "receiver", ha="center", va="top", size=9)
    right.set(xlim=(-0.9, 3.9), ylim=(-1.9, 1.6))
    return figure


def stability_plane() -> Figure:
    """1d: what the place of an eigenvalue of J says about its mode, on both sides of Re = 1."""
    figure, (axes,) = _empty(5.6, 3.0)
    axes.axhline(0, color=GREY, lw=0.8)
    axes.axvline(0, color=GREY, lw=0.8)
    axes.axvline(1, color=VERMILION, ls="--", lw=2)
    axes.text(1.03, -1.35, "Re = 1", color=VERMILION, va="bottom")
    axes.text(2.95, 0.05, "Re", ha="right", va="bottom", size=9)
    axes.text(0.04, 1.45, "Im", va="top", size=9)
    t = np.linspace(0, 1, 200)
    for centre, growth, turns, words in (
        ((-0.7, 0.0), -3, 0, "decays"),
        ((-0.7, 0.95), -3, 4, "rings and decays"),
        ((2.0, 0.0), 1.6, 0, "grows"),
        ((2.0, 0.95), 1.6, 4, "rings and grows"),
    ):
        size = 0.25 * np.exp(growth * (t if growth < 0 else t - 1))
        curve = size * np.cos(2 * np.pi * turns * t)
        x, y = centre
        axes.plot(x - 0.4 + 0.8 * t, y + curve + 0.12, color=BLUE, lw=1.5)
        axes.text(x, y - 0.2, words, ha="center", va="top", size=9)
    axes.set(xlim=(-1.6, 3.0), ylim=(-1.4, 1.5))
    axes.text(-1.55, -0.75, "every eigenvalue of J is here:\nsilence is stable", size=9, va="top")
    axes.text(1.45, -0.75, "one eigenvalue of J is here:\nsilence is unstable", size=9, va="top")
    return figure


def loop() -> Figure:
    """Problem 2: input and recurrent sum make currents, tanh makes rates, J carries them back."""
    figure, (axes,) = _empty(5.6, 2.1)
    for x, words in ((1.6, "currents\nx"), (4.6, "rates\nr = tanh x")):
        axes.add_patch(Rectangle((x - 0.75, 0.4), 1.5, 1.0, fill=False, ec=BLUE, lw=2))
        axes.text(x, 0.9, words, ha="center", va="center", size=10)
    _arrow(axes, (-0.3, 0.9), (0.8, 0.9), ORANGE)
    axes.text(-0.35, 1.05, "input h(t)", ha="left", va="bottom", size=9)
    _arrow(axes, (2.4, 0.9), (3.8, 0.9), BLUE)
    axes.text(3.1, 1.0, "tanh", ha="center", va="bottom", size=9)
    _arrow(axes, (4.6, 0.35), (1.6, 0.35), VERMILION, bend=-0.35)
    axes.text(3.1, -0.62, "J r: every unit hears the others", ha="center", va="top", size=9)
    axes.text(1.6, 1.5, "leak -x", ha="center", va="bottom", size=9)
    axes.set(xlim=(-0.5, 5.6), ylim=(-1.0, 1.85))
    return figure


def learning_step() -> Figure:
    """3i: errors of receivers times weighed rates of plastic senders, taken off J's columns."""
    figure, (axes,) = _empty(5.6, 2.5)
    n, plastic = 6, (1, 4)
    for row in range(n):
        axes.add_patch(Rectangle((0, row * 0.3), 0.28, 0.28, fill=False, ec=VERMILION))
        for column in range(n):
            hatch = "///" if column in plastic else None
            axes.add_patch(
                Rectangle(
                    (3.6 + column * 0.3, row * 0.3),
                    0.28,
                    0.28,
                    fill=False,
                    hatch=hatch,
                    ec=VERMILION if column in plastic else GREY,
                )  # fmt: skip
            )
    for k in range(len(plastic)):
        axes.add_patch(
            Rectangle((1.2 + k * 0.3, 0.75), 0.28, 0.28, fill=False, hatch="...", ec=BLUE)
        )
    axes.text(0.14, 1.95, "error e\n(receivers)", ha="center", va="bottom", size=9)
    axes.text(0.75, 0.88, "×", ha="center", va="center", size=14)
    axes.text(
        1.5, 1.1, "$(P_{new}\\,r)^\\top$\n(plastic senders)", ha="center", va="bottom", size=9
    )
    _arrow(axes, (2.3, 0.88), (3.4, 0.88), GREY)
    axes.text(2.85, 0.98, "subtract", ha="center", va="bottom", size=9)
    axes.text(4.5, 1.95, "J: only plastic columns change", ha="center", va="bottom", size=9)
    axes.set(xlim=(-0.6, 5.9), ylim=(-0.15, 2.6))
    return figure


SCHEMATICS = {
    "senders-and-receivers.png": senders_and_receivers,
    "stability-plane.png": stability_plane,
    "loop.png": loop,
    "learning-step.png": learning_step,
}


def _empty(width: float, height: float, panels: int = 1) -> tuple[Figure, tuple[Axes, ...]]:
    """A figure with panels that have no frame and one scale for both directions."""
    figure = Figure(figsize=(width, height), layout="constrained")
    axes = tuple(figure.subplots(1, panels, squeeze=False)[0])
    for each in axes:
        each.set_axis_off()
        each.set_aspect("equal")
    return figure, axes


def _arrow(axes: Axes, start: tuple, end: tuple, colour: str, bend: float = 0.0) -> None:
    axes.add_patch(
        FancyArrowPatch(
            start,
            end,
            arrowstyle="-|>",
            mutation_scale=16,
            color=colour,
            lw=2,
            connectionstyle=f"arc3,rad={bend}",
        )  # fmt: skip
    )


def main(folder: Path = FOLDER) -> None:
    """Write all schematics into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, draw in SCHEMATICS.items():
        # Without a date or a version in it, the file changes only when the picture does.
        draw().savefig(folder / name, dpi=DOTS_PER_INCH, metadata={"Software": None})
        print(folder / name)


if __name__ == "__main__":
    main()
