"""Adjustments: what a person has decided about one student, with who and why. A CSV to be edited.

kind        value                         question
override    points, in place of what was  a question, or empty for the whole problem
bonus       points on top                 may be empty
excuse                                    a question, or empty for the whole problem
extension   the new due date              empty
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from autograder.course import sheet
from autograder.course.course_file import Course
from autograder.results import Adjusted

COLUMNS = ("student", "problem", "question", "kind", "value", "who", "why")
KINDS = ("override", "bonus", "excuse", "extension")
MOST_BONUS = 1000.0


@dataclass(frozen=True)
class Adjustment:
    """One row, in order."""

    student: str
    problem: str
    decided: Adjusted


@dataclass(frozen=True)
class Known:
    """What a row may be about.

    points : the most points of each question, by problem
    """

    students: frozenset[str]
    points: Mapping[str, Mapping[str, float]]


def read(path: Path, known: Known, course: Course) -> list[Adjustment]:
    """All rows, each in order; none if there is no file. Raises BadSheet with all that is wrong."""
    if not path.exists():
        return []
    return check(sheet.read(path, COLUMNS, COLUMNS), str(path), known, course)


def check(rows: list[dict[str, str]], name: str, known: Known, course: Course) -> list[Adjustment]:
    found, wrong, seen = [], [], {}
    for row in rows:
        row = {**row, "kind": row["kind"].lower(), **{k: unquoted(row[k]) for k in TEXTS}}
        problems = list(what_is_wrong(row, known))
        value, until = None, ""
        if not problems:
            try:
                value, until = read_value(row, known, course)
            except ValueError as error:
                problems = [("value", str(error))]
        key = (row["student"], row["problem"], row["question"])
        kinds = seen.setdefault(key, {})
        for kind in [row["kind"], *OPPOSED.get(row["kind"], ())]:
            if kind in kinds:
                problems.append(("kind", f"row {kinds[kind]} has decided this already"))
        kinds.setdefault(row["kind"], row["row"])
        wrong += [f"row {row['row']}, column {column}: {what}" for column, what in problems]
        if not problems:
            decided = Adjusted(
                kind=row["kind"],
                question=row["question"],
                value=value,
                until=until,
                who=row["who"],
                why=row["why"],
            )
            found.append(Adjustment(row["student"], row["problem"], decided))
    sheet.refuse_if(name, wrong)
    return found


TEXTS = ("student", "who", "why")
OPPOSED = {"override": ("excuse",), "excuse": ("override",)}


def unquoted(text: str) -> str:
    """A text without the sign that keeps spreadsheets from taking it for a formula."""
    return text[1:] if text.startswith("'") and text[1:2] in ("=", "+", "-", "@") else text


def what_is_wrong(row: dict[str, str], known: Known):
    """(column, what is wrong) of one row, its value apart."""
    if row["student"] not in known.students:
        yield "student", f"there is no student {row['student']!r}"
    if row["problem"] not in known.points:
        yield "problem", f"there is no {row['problem']!r}; there are: {', '.join(known.points)}"
    elif row["question"] and row["question"] not in known.points[row["problem"]]:
        allowed = ", ".join(known.points[row["problem"]])
        yield "question", f"there is no {row['question']!r}; there are: {allowed}"
    if row["kind"] not in KINDS:
        yield "kind", f"{row['kind']!r} is not one of: {', '.join(KINDS)}"
    if row["kind"] == "extension" and row["question"]:
        yield "question", "an extension is for a whole problem; leave it empty"
    for column in ("who", "why"):
        if not row[column]:
            yield column, "is empty; say who has decided, and why: the student reads it"


def read_value(row: dict[str, str], known: Known, course: Course) -> tuple[float | None, str]:
    """(points, due date) of a row. Raises ValueError with what is wrong."""
    text, kind = row["value"].lstrip("'"), row["kind"]
    if kind == "excuse":
        if text:
            raise ValueError("an excuse has no value; leave it empty")
        return None, ""
    if kind == "extension":
        try:
            when = datetime.fromisoformat(text)
        except ValueError:
            raise ValueError(f"{text!r} is no date; write 2027-03-04 23:59") from None
        if len(text) <= 10:
            raise ValueError(f"{text!r} is a day without a time; write {text} 23:59")
        return None, course.moment(when).isoformat(timespec="minutes")
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        raise ValueError(f"{text!r} is no number of points") from None
    own = known.points[row["problem"]]
    most = own.get(row["question"], sum(own.values())) if kind == "override" else MOST_BONUS
    if not 0 <= value <= most:
        raise ValueError(f"{text} is not between 0 and {most:g}")
    return value, ""


def text(rows: list[dict[str, str]]) -> str:
    """The rows as the CSV that people edit."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([quoted(row[column]) for column in COLUMNS])
    return made.getvalue()


def quoted(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
