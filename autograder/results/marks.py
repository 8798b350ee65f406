"""The points that people give for written answers: `RESULTS/<student>/<problem>.marks.json`.

They lie beside the reports and not in them, so grading again, with whatever checks, keeps them.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from autograder.results.folder import Folder, write_whole
from autograder.results.report import Frozen, Report


class Damaged(Exception):
    """A file of marks cannot be read; says which, and nothing is written over it."""


class Mark(Frozen):
    """The points for one written answer; `answer_sha256` tells which answer was marked."""

    question: str
    points: float
    comment: str = ""
    answer_sha256: str = ""


class Marks(Frozen):
    """All marks of one student's problem, schema 1."""

    schema_: Literal[1] = 1
    student: str
    problem: str
    marks: tuple[Mark, ...] = ()

    def to_json(self) -> str:
        data = self.model_dump(mode="json")
        data = {"schema": data.pop("schema_"), **data}
        return json.dumps(data, indent=1, ensure_ascii=False) + "\n"

    def by_question(self) -> dict[str, Mark]:
        return {mark.question: mark for mark in self.marks}

    def with_mark(self, mark: Mark | None, question: str) -> "Marks":
        """The marks with this one in its place; without it if it is None."""
        kept = [old for old in self.marks if old.question != question]
        marks = sorted([*kept, *([mark] if mark else [])], key=lambda m: m.question)
        return self.model_copy(update={"marks": tuple(marks)})


Table = dict[tuple[str, str], Marks]


def digest(answer: str) -> str:
    """What tells one answer from another; white space does not."""
    return hashlib.sha256(" ".join(answer.split()).encode()).hexdigest()


def read(results: Path, student: str, problem: str) -> Marks:
    """The marks on disk; none if there is no file. Raises Damaged if it is not of schema 1."""
    file = Folder(results).marks(student, problem)
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        if not isinstance(data, dict) or data.pop("schema", None) != 1:
            raise ValueError("not of schema 1")
        return Marks(**data)
    except FileNotFoundError:
        return Marks(student=student, problem=problem)
    except (OSError, ValueError, ValidationError) as error:
        reason = str(error).splitlines()[0]
        raise Damaged(f"{file} holds no marks that can be read ({reason})") from None


def read_for_page(results: Path, student: str, problem: str) -> Marks:
    """The same for a page, which is made whatever happened to the marks."""
    try:
        return read(results, student, problem)
    except Damaged:
        return Marks(student=student, problem=problem)


def table(results: Path, reports: Iterable[Report]) -> Table:
    """The marks of all reports that have some, by student and problem."""
    found = {(r.student, r.problem): read_for_page(results, r.student, r.problem) for r in reports}
    return {key: marks for key, marks in found.items() if marks.marks}


def write(results: Path, marks: Marks) -> None:
    write_whole(Folder(results).marks(marks.student, marks.problem), marks.to_json())


def written_points(report: Report) -> dict[str, float]:
    """The points that people give for the written answer of each question that has one."""
    return {q.id: q.written_max for q in report.questions if q.written_max}


def given(report: Report, marks: Marks | None) -> float:
    """Points given so far for the written answers of a report."""
    own = written_points(report)
    return sum(mark.points for mark in marks.marks if mark.question in own) if marks else 0.0


def waiting(report: Report, marks: Marks | None) -> list[str]:
    """Questions of a graded report whose written answer nobody has marked yet."""
    if report.status != "graded":
        return []
    done = marks.by_question() if marks else {}
    return [q.id for q in report.questions if q.written_max and q.id not in done]


def pending(report: Report, marks: Marks | None) -> float:
    """Points that can still be given."""
    if report.status != "graded":
        return report.written.pending
    own = written_points(report)
    return sum(own[question] for question in waiting(report, marks))
