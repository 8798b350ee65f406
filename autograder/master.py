"""The source of a problem: its cells by question and role, and the points of each question."""

import functools
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import jupytext
import nbformat

from autograder import PROJECT

SOLUTIONS = PROJECT / "solutions"
ROLES = ("answer", "check", "written")
BEGIN, END = "BEGIN SOLUTION", "END SOLUTION"
HEADING = re.compile(r"^##\s+(\d+[a-z])\+?\s+(.+?)\s*$", re.MULTILINE)


class MasterError(Exception):
    """The source of a problem breaks the format; says where and what to do."""


@dataclass(frozen=True)
class Cell:
    """One cell of the source; `question` and `role` are None for text and demonstrations."""

    kind: str
    source: str
    question: str | None = None
    role: str | None = None
    points: float | None = None


@dataclass(frozen=True)
class Question:
    """A question with its automatic points (hidden checks) and manual points (written answer)."""

    id: str
    title: str
    points: float
    manual_points: float


@dataclass(frozen=True)
class Problem:
    """A whole problem, in the order of its source."""

    name: str
    title: str
    cells: tuple[Cell, ...]
    questions: tuple[Question, ...]

    def notebook(self) -> nbformat.NotebookNode:
        """The worked notebook with nbgrader's metadata and reproducible cell ids, format 4.5."""
        kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
        metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
        notebook = nbformat.v4.new_notebook(metadata=metadata)
        seen: Counter[str] = Counter()
        for cell in self.cells:
            stem = f"{cell.question}-{cell.role}" if cell.role else "text"
            seen[stem] += 1
            make = getattr(nbformat.v4, f"new_{cell.kind}_cell")
            made = make(cell.source, id=f"{stem}-{seen[stem]}")
            if cell.role:
                made.metadata["nbgrader"] = nbgrader_metadata(cell, made.id)
            notebook.cells.append(made)
        return notebook


def nbgrader_metadata(cell: Cell, grade_id: str) -> dict:
    """nbgrader's metadata (schema 3) of a cell that belongs to a question."""
    graded = cell.points is not None
    metadata = {
        "grade": graded,
        "grade_id": grade_id,
        "locked": cell.role == "check",
        "schema_version": 3,
        "solution": cell.role != "check",
        "task": False,
    }
    return {**metadata, "points": cell.points} if graded else metadata


def between_markers(source: str) -> str:
    """What stands between the solution markers of a cell, without the markers."""
    inside, lines = False, []
    for line in source.splitlines():
        if BEGIN in line or END in line:
            inside = BEGIN in line
        elif inside:
            lines.append(line)
    return "\n".join(lines)


def problem_names() -> list[str]:
    """Names of the problems that have a source, in order."""
    return sorted(path.stem for path in SOLUTIONS.glob("problem*.py"))


@functools.cache
def read(name: str, folder: Path = SOLUTIONS) -> Problem:
    """The problem `name`, read once in a process: that takes as long as grading a small notebook.

    Raises MasterError if there is none, or if its source is not in order.
    """
    path = folder / f"{name}.py"
    if not path.is_file():
        raise MasterError(f"no source {path.name}; there are: {', '.join(problem_names())}")
    notebook = jupytext.read(path, fmt="py:percent")
    cells = tuple(
        read_cell(cell, number, path.name) for number, cell in enumerate(notebook.cells, 1)
    )
    text = "\n\n".join(cell.source for cell in cells if cell.kind == "markdown")
    title = re.search(r"^#\s+(.+?)\s*$", text, re.MULTILINE)
    if title is None:
        raise MasterError(f"{path.name}: the first markdown cell needs a title line '# ...'")
    questions = tuple(read_questions(cells, dict(HEADING.findall(text)), path.name))
    return Problem(name, title.group(1), cells, questions)


def read_cell(cell: nbformat.NotebookNode, number: int, file: str) -> Cell:
    """A cell with its question and role, checked on its own."""
    question, role = cell.metadata.get("question"), cell.metadata.get("role")
    points = cell.metadata.get("points")
    place = f"{file}, cell {number}"
    if (question is None) != (role is None):
        raise MasterError(f'{place}: question="..." and role="..." go together')
    if role is not None and role not in ROLES:
        raise MasterError(f"{place}: role {role!r} is not one of {', '.join(ROLES)}")
    if (cell.cell_type == "markdown") != (role == "written") and role is not None:
        raise MasterError(f"{place}: answers and checks are code, written answers are markdown")
    if points is not None and role not in ("check", "written"):
        raise MasterError(f"{place}: points belong to a check or a written answer")
    begins, ends = cell.source.count(BEGIN), cell.source.count(END)
    if begins != ends or (begins > 0) != (role in ("answer", "written")):
        raise MasterError(
            f"{place}: {begins} {BEGIN} and {ends} {END}; answers and written answers have them "
            "in pairs, other cells have none"
        )
    return Cell(cell.cell_type, cell.source, question and str(question), role, points)


def read_questions(cells: tuple[Cell, ...], titles: dict[str, str], file: str) -> list[Question]:
    """The questions in order of appearance, each with its title and points."""
    questions = []
    for name in dict.fromkeys(cell.question for cell in cells if cell.question):
        if name not in titles:
            raise MasterError(f"{file}: question {name} needs a heading '## {name}  ...'")
        points = {}
        for role in ("check", "written"):
            own = [cell for cell in cells if (cell.question, cell.role) == (name, role)]
            given = [cell.points for cell in own if cell.points is not None]
            if len(given) != bool(own):
                raise MasterError(f"{file}: question {name} needs points on one {role} cell")
            points[role] = float(sum(given))
        questions.append(Question(name, titles[name], points["check"], points["written"]))
    return questions
