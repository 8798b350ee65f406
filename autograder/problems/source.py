"""The source of a problem: its cells by question and role, and the points of each question.

Every code cell has a role. An `answer`, a `check` and a `written` answer belong to a question; a
`setup` cell is always run (imports, parameters, data); a `demo` only shows something, and no mark
depends on it. Students' notebooks do not say which cells are setup and which are demonstrations.
"""

import base64
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.languages import LANGUAGES, PYTHON, Language
from autograder.problems import placeholders

if TYPE_CHECKING:  # it takes long to import
    from nbformat import NotebookNode

QUESTION_ROLES = ("answer", "check", "written")
PLAIN_ROLES = ("setup", "demo")
BEGIN, END = "BEGIN SOLUTION", "END SOLUTION"
HEADING = re.compile(r"^##\s+(\d+[a-z])\+?\s+(.+?)\s*$", re.MULTILINE)
FIGURE = re.compile(r"\(attachment:([\w.-]+\.png)\)")
ANY_HEADING = re.compile(r"^##?\s+(?:(\d+[a-z])\+?\s)?", re.MULTILINE)


class SourceError(Exception):
    """The source of a problem breaks the format; says where and what to do."""


@dataclass(frozen=True)
class Cell:
    """One cell of the source; `question` is None outside of questions, `role` for plain text.

    figures : the pictures that a text shows, which go into the notebook with it
    """

    kind: str
    source: str
    question: str | None = None
    role: str | None = None
    points: float | None = None
    minutes: float | None = None
    figures: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Question:
    """A question with its automatic points (hidden checks) and manual points (written answer).

    minutes : what a student needs for it, 0 if the source does not say
    """

    id: str
    title: str
    points: float
    manual_points: float
    minutes: float = 0.0


@dataclass(frozen=True)
class Problem:
    """A whole problem, in the order of its source."""

    name: str
    title: str
    cells: tuple[Cell, ...]
    questions: tuple[Question, ...]
    language: Language = PYTHON

    def notebook(self) -> "NotebookNode":
        """The worked notebook with nbgrader's metadata and reproducible cell ids, format 4.5."""
        import nbformat

        kernel = dict(self.language.kernelspec)
        metadata = {"kernelspec": kernel, "language_info": {"name": kernel["language"]}}
        notebook = nbformat.v4.new_notebook(metadata=metadata)
        seen: Counter[str] = Counter()
        for cell in self.cells:
            stem = f"{cell.question}-{cell.role}" if cell.question else "text"
            seen[stem] += 1
            make = getattr(nbformat.v4, f"new_{cell.kind}_cell")
            source = cell.source
            if cell.kind == "code":
                source = self.language.notebook_cell(source)
            made = make(source, id=f"{stem}-{seen[stem]}")
            for path in cell.figures:
                picture = base64.b64encode(path.read_bytes()).decode()
                made.setdefault("attachments", {})[path.name] = {"image/png": picture}
            if cell.question:
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


def parse(path: Path) -> Problem:
    """The problem of this source. Raises SourceError if the source is not in order."""
    import jupytext

    notebook = jupytext.read(path, fmt=f"{path.suffix[1:]}:percent")
    cells = tuple(read_cell(cell, number, path) for number, cell in enumerate(notebook.cells, 1))
    text = "\n\n".join(cell.source for cell in cells if cell.kind == "markdown")
    title = re.search(r"^#\s+(.+?)\s*$", text, re.MULTILINE)
    if title is None:
        raise SourceError(f"{path.name}: the first markdown cell needs a title line '# ...'")
    questions = tuple(read_questions(cells, dict(HEADING.findall(text)), path.name))
    cells = tuple(with_numbers(cells, questions, path.name))
    language = next(one for one in LANGUAGES.values() if one.ending == path.suffix)
    return Problem(path.stem, title.group(1), cells, questions, language)


def with_numbers(
    cells: tuple[Cell, ...], questions: tuple[Question, ...], file: str
) -> Iterator[Cell]:
    """The cells, with the numbers that their texts ask for (see `placeholders`)."""
    sums = [sum(q.points for q in questions), sum(q.manual_points for q in questions)]
    whole = placeholders.numbers(*sums, sum(q.minutes for q in questions))
    own = {q.id: placeholders.numbers(q.points, q.manual_points, q.minutes) for q in questions}
    current = None
    for number, cell in enumerate(cells, 1):
        if cell.kind != "markdown":
            yield cell
            continue
        headings = ANY_HEADING.findall(cell.source)
        current = (headings[-1] or None) if headings else current
        values, whose = (own[current], f"question {current}") if current in own else (whole, file)
        try:
            yield replace(cell, source=placeholders.fill(cell.source, values, whose))
        except placeholders.PlaceholderError as error:
            raise SourceError(f"{file}, cell {number}: {error}") from None


def read_cell(cell: "NotebookNode", number: int, path: Path) -> Cell:
    """A cell with its question and role, checked on its own.

    path : the source; its figures lie in the folder `figures` beside it
    """
    question, role = cell.metadata.get("question"), cell.metadata.get("role")
    points, minutes = cell.metadata.get("points"), cell.metadata.get("minutes")
    place = f"{path.name}, cell {number}"
    if cell.cell_type == "code" and role is None:
        raise SourceError(
            f'{place}: a code cell has a role: role="setup" if it must always run, role="demo" if '
            'it only shows something, or a question="..." and its role'
        )
    if role not in (None, *QUESTION_ROLES, *PLAIN_ROLES):
        roles = ", ".join(QUESTION_ROLES + PLAIN_ROLES)
        raise SourceError(f"{place}: role {role!r} is not one of {roles}")
    if (question is None) != (role in (None, *PLAIN_ROLES)):
        raise SourceError(
            f'{place}: an answer, a check and a written answer have question="..." and role="..."'
            " together, other cells belong to no question"
        )
    if (cell.cell_type == "markdown") != (role == "written") and role is not None:
        raise SourceError(f"{place}: written answers are markdown, all other roles are code")
    if points is not None and (not isinstance(points, int | float) or points < 0):
        raise SourceError(f"{place}: points={points!r} is no number of points")
    if points is not None and role not in ("check", "written"):
        raise SourceError(f"{place}: points belong to a check or a written answer")
    if minutes is not None and (role != "check" or points is None):
        raise SourceError(f"{place}: minutes stand beside the points of a check")
    begins, ends = cell.source.count(BEGIN), cell.source.count(END)
    if begins != ends or (begins > 0) != (role in ("answer", "written")):
        raise SourceError(
            f"{place}: {begins} {BEGIN} and {ends} {END}; answers and written answers have them "
            "in pairs, other cells have none"
        )
    question = question and str(question)
    names = FIGURE.findall(cell.source) if cell.cell_type == "markdown" else []
    figures = tuple(path.parent / "figures" / name for name in names)
    for figure in figures:
        if not figure.is_file():
            raise SourceError(f"{place}: it shows {figure.name}, which is not in {figure.parent}")
    return Cell(cell.cell_type, cell.source, question, role, points, minutes, figures)


def read_questions(cells: tuple[Cell, ...], titles: dict[str, str], file: str) -> list[Question]:
    """The questions in order of appearance, each with its title and points."""
    questions = []
    for name in dict.fromkeys(cell.question for cell in cells if cell.question):
        if name not in titles:
            raise SourceError(f"{file}: question {name} needs a heading '## {name}  ...'")
        points, minutes = {}, 0.0
        for role in ("check", "written"):
            own = [cell for cell in cells if (cell.question, cell.role) == (name, role)]
            given = [cell.points for cell in own if cell.points is not None]
            if len(given) != bool(own):
                raise SourceError(f"{file}: question {name} needs points on one {role} cell")
            points[role] = float(sum(given))
            minutes += sum(cell.minutes or 0 for cell in own)
        found = Question(name, titles[name], points["check"], points["written"], minutes)
        questions.append(found)
    return questions
