"""The expected answers of a problem, as a table on the terminal and figures in a folder."""

from pathlib import Path
from typing import NamedTuple

from matplotlib.figure import Figure


class Answer(NamedTuple):
    """One line of the table: the question, a quantity, its value here, and what is expected."""

    question: str
    quantity: str
    here: str
    expected: str


def publish(answers: list[Answer], figures: dict[str, Figure], out: Path) -> None:
    """Print the table, and write each figure as PNG under its name into the folder `out`."""
    rows = [Answer("", "quantity", "here", "expected"), *answers]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        print("  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=False)), row.expected)
    for name, figure in figures.items():
        figure.savefig(out / f"{name}.png", dpi=150)
