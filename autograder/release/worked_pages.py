"""The worked problems for beginners: executed notebooks and pages under build/solutions.

`python -m autograder solutions` runs each source as a notebook and keeps what it prints and draws.
"""

from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbconvert import HTMLExporter

from autograder import WORK
from autograder.problems import BEGIN, END, SOLUTIONS, Problem

FOLDER = WORK / "build" / "solutions"
CELL_SECONDS = 300


class WorkedError(Exception):
    """A worked notebook does not run; says which cell and why."""


def make(problem: Problem, folder: Path = FOLDER) -> Iterator[Path]:
    """Execute the worked notebook of a problem and write it as .ipynb and .html.

    Raises WorkedError if a cell raises or takes longer than five minutes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    notebook = without_markers(problem.notebook())
    client = NotebookClient(
        notebook, timeout=CELL_SECONDS, kernel_name="python3", resources=run_in(SOLUTIONS)
    )
    try:
        client.execute()
    except (CellExecutionError, TimeoutError) as error:
        raise WorkedError(f"the worked {problem.name} does not run: {error}") from None
    path = folder / f"{problem.name}.ipynb"
    nbformat.write(notebook, path)
    yield path
    page, _ = HTMLExporter().from_notebook_node(notebook)
    path.with_suffix(".html").write_text(page, encoding="utf-8")
    yield path.with_suffix(".html")


def run_in(folder: Path) -> dict:
    """nbclient's way to say where a notebook runs: beside its source, where it finds its data."""
    return {"metadata": {"path": str(folder)}}


def without_markers(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The notebook without the lines that mark solutions, which say nothing to a reader."""
    for cell in notebook.cells:
        lines = cell.source.split("\n")
        kept = [line for line in lines if BEGIN not in line and END not in line]
        cell.source = "\n".join(kept)
    return notebook
