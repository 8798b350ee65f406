"""What happened while a notebook ran, as notices for student and staff."""

import re
import sys

import nbformat

from autograder.interview import CellRun, Interview
from autograder.submissions import Notice

EXPECTED_ERRORS = ("NotImplementedError", "AssertionError")
OURS = sys.version_info[:2]
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
    ran_on = notebook.metadata.get("python", "")
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
        Notice(
            kind=kind,
            text=f"{cells_text(cells)} {event}{advice(event, ran_on)}",
            cells=tuple(cells),
        )
        for (kind, event), cells in events.items()
    ]


def is_newer(ran_on: str) -> bool:
    """Whether a version is later than the Python that runs here."""
    return bool(ran_on) and tuple(map(int, ran_on.split("."))) > OURS


def code_cell_numbers(notebook: nbformat.NotebookNode) -> list[int]:
    """Places of the code cells among all cells, counted from 1."""
    return [i for i, cell in enumerate(notebook.cells, 1) if cell.cell_type == "code"]


def cells_text(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:MOST_NUMBERS]))
    more = f" and {len(numbers) - MOST_NUMBERS} more" if len(numbers) > MOST_NUMBERS else ""
    return f"cell{'s' * (len(numbers) > 1)} {shown}{more}"


def advice(event: str, ran_on: str) -> str:
    """What to do about an event that has one usual cause.

    ran_on : the Python that the notebook says it ran on, such as `3.12`
    """
    if "SyntaxError" in event and is_newer(ran_on):
        return (
            f"; the notebook ran on Python {ran_on}, the grader runs {OURS[0]}.{OURS[1]}: write "
            "it in the older syntax, for example without the same quotes inside an f-string"
        )
    if "ModuleNotFoundError" in event:
        return "; only numpy, scipy and matplotlib are there, so leave other imports out"
    return ""
