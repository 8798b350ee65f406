"""What happened while a notebook ran, as notices for student and staff."""

import re

import nbformat

from autograder.interview import CellRun, Interview
from autograder.submissions import Notice

EXPECTED_ERRORS = ("NotImplementedError", "AssertionError")
MOST_NUMBERS = 8  # of cells, in one sentence


def what_happened(notebook: nbformat.NotebookNode, interview: Interview) -> list[Notice]:
    """What is odd about the notebook, what happened to its cells, and in answering."""
    odd = notebook.metadata.get("notices", [])
    return [*odd, *cell_notices(notebook, interview.runs), *interview.notices]


def cell_notices(notebook: nbformat.NotebookNode, runs: list[CellRun]) -> list[Notice]:
    """What happened to the cells, numbered as the student sees them; one notice for equal events.

    A function that is not filled in, and a visible check that fails, are no news: the questions
    say more about them.
    """
    events: dict[tuple[str, str], list[int]] = {}
    for number, run in zip(code_cell_numbers(notebook), runs, strict=True):
        if run.stopped:
            events.setdefault(("stopped", run.stopped), []).append(number)
        elif run.error and not run.error.startswith(EXPECTED_ERRORS):
            event = re.sub(r" \(line \d+\)$", "", run.error)
            events.setdefault(("raised", f"raised {event}"), []).append(number)
        for limit in run.reached:
            events.setdefault(("limit", limit), []).append(number)
    return [
        Notice(kind=kind, text=f"{cells_text(cells)} {event}{advice(event)}", cells=tuple(cells))
        for (kind, event), cells in events.items()
    ]


def code_cell_numbers(notebook: nbformat.NotebookNode) -> list[int]:
    """Places of the code cells among all cells, counted from 1."""
    return [i for i, cell in enumerate(notebook.cells, 1) if cell.cell_type == "code"]


def cells_text(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:MOST_NUMBERS]))
    more = f" and {len(numbers) - MOST_NUMBERS} more" if len(numbers) > MOST_NUMBERS else ""
    return f"cell{'s' * (len(numbers) > 1)} {shown}{more}"


def advice(event: str) -> str:
    """What to do about an event that has one usual cause."""
    if "ModuleNotFoundError" in event:
        return "; only numpy, scipy and matplotlib are there, so leave other imports out"
    return ""
