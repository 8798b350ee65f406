"""A small notebook, three questions of Problem 1 answered right, as each of the graders wants it.

Each student's is different in a comment: equal notebooks would be graded only once.
"""

from collections.abc import Iterator
from pathlib import Path

import nbformat
import yaml
from nbformat.v4 import new_code_cell, new_notebook, new_raw_cell

from autograder.problems import catalogue
from autograder.problems.source import HEADING, Cell

PROBLEM = "problem1"
QUESTIONS = ("1b", "1d", "1e")
NAME = "small"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "otter": {"assignment_name": NAME},  # `otter run` takes no notebook of another assignment
}


def cells() -> Iterator[tuple[Cell, nbformat.NotebookNode]]:
    """The import cell, and the cells of the questions with their demonstrations."""
    problem = catalogue.read(PROBLEM)
    question = None
    for cell, made in zip(problem.cells, problem.notebook().cells, strict=True):
        heading = HEADING.search(cell.source) if cell.kind == "markdown" else None
        question = heading[1] if heading else question
        first = cell.kind == "code" and question is None
        if first or (cell.kind == "code" and question in QUESTIONS):
            yield cell, made


def notebook(student: str = "") -> nbformat.NotebookNode:
    """With nbgrader's metadata; `student` is named in a comment."""
    made = [cell for _, cell in cells()]
    if student:
        made.insert(0, new_code_cell(f"# {student}", id="student"))
    return new_notebook(cells=made, metadata=METADATA)


def for_otter() -> nbformat.NotebookNode:
    """The source that `otter assign` reads; the visible checks are its tests."""
    settings = {"name": NAME, "solutions_pdf": False, "export_cell": False, "init_cell": False}
    made = [raw("ASSIGNMENT CONFIG", settings)]
    groups: dict[str, list[Cell]] = {}
    for cell, copy in cells():
        if cell.role is None:
            made.append(copy)
        else:
            groups.setdefault(cell.question, []).append(cell)
    for question, own in groups.items():
        answers = [new_code_cell(cell.source) for cell in own if cell.role == "answer"]
        # Otter runs a check line by line; that of the figure fails there.
        own = [cell for cell in own if "plt." not in cell.source or cell.role == "answer"]
        checks = [new_code_cell(cell.source) for cell in own if cell.role == "check"]
        made += [raw("BEGIN QUESTION", {"name": question, "points": 1}), raw("BEGIN SOLUTION")]
        made += [*answers, raw("END SOLUTION"), raw("BEGIN TESTS"), *checks]
        made += [raw("END TESTS"), raw("END QUESTION")]
    return new_notebook(cells=made, metadata=METADATA)


def raw(title: str, settings: dict | None = None) -> nbformat.NotebookNode:
    return new_raw_cell(f"# {title}\n{yaml.safe_dump(settings) if settings else ''}")


def write(made: nbformat.NotebookNode, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(made, path)
    return path
