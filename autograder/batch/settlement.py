"""What course file and adjustments change, written into reports, pages and the class's tables."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from autograder.course import Adjustment, Course, Known, Roster, adjustments, decisions
from autograder.exports import tables
from autograder.feedback import pages
from autograder.problems import catalogue
from autograder.results import Folder, Report, marks, write_whole


@dataclass(frozen=True)
class Term:
    """The course file, the roster, and the adjustments that were read and are in order."""

    course: Course = Course()
    roster: Roster = Roster()
    adjusted: tuple[Adjustment, ...] = ()


def questions() -> dict[str, dict[str, float]]:
    """The most points of each question, by problem."""
    found = {}
    for name in catalogue.names():
        own = catalogue.read(name).questions
        found[name] = {q.id: q.points + q.manual_points for q in own}
    return found


def known_of(term: Term, students: Iterable[str]) -> Known:
    """What an adjustment may be about: these students and the roster's, all questions."""
    return Known(frozenset(students) | frozenset(term.roster.ids()), questions())


def read_adjustments(results: Path, term: Term, students: Iterable[str]) -> Term:
    """The term with the adjustments of the results folder. Raises BadSheet if one is not right."""
    path = Folder(results).adjustments
    found = adjustments.read(path, known_of(term, students), term.course) if path.exists() else ()
    return Term(term.course, term.roster, tuple(found))


def students_of(results: Path) -> set[str]:
    folder = Folder(results)
    return {report.student for report in folder.reports()} | set(folder.missing())


def settle(results: Path, reports: list[Report], missing: list[str], term: Term) -> list[Report]:
    """Write what was decided into the reports and pages on disk, and the class over all of them.

    reports : those that count, perhaps without what only the student reads
    """
    folder, times = Folder(results), handed_in(results)
    own: dict[tuple[str, str], list[Adjustment]] = {}
    for one in term.adjusted:
        own.setdefault((one.student, one.problem), []).append(one)
    settled = []
    for report in reports:
        key = (report.student, report.problem)
        when, late = times.get(key, ("", False))
        decided = decisions.decide(report, term.course, own.get(key, ()), when, late)
        if (decided.late, decided.adjusted) != (report.late, report.adjusted):
            rewrite(folder, key, decided)
        settled.append(decided)
    there = {(r.student, r.problem) for r in settled}
    excused = {
        key
        for key, found in own.items()
        if key not in there and any(a.decided.kind == "excuse" for a in found)
    }
    folder.keep_class(missing, excused, there)
    write_class(results, settled, missing)
    return settled


def rewrite(folder: Folder, key: tuple[str, str], decided: Report) -> None:
    """Put the decisions into the report on disk, and into its page."""
    try:
        whole = folder.read(*key)
    except (OSError, ValueError):
        return  # it could not be written, and was told as a failure
    whole = whole.model_copy(update={"late": decided.late, "adjusted": decided.adjusted})
    page = folder.page(*key)
    if page.is_file():
        given = marks.read_for_page(folder.path, *key)
        write_whole(page, pages.with_marks(page.read_text(encoding="utf-8"), whole, given))
    write_whole(folder.report(*key), whole.to_json())


def write_class(results: Path, reports: list[Report], missing: list[str]) -> None:
    """grades.csv and class.html."""
    folder, marked = Folder(results), marks.table(results, reports)
    write_whole(folder.grades, tables.grades(reports, missing, marked, folder.excused()))
    write_whole(folder.class_page, pages.class_page(reports, missing, marked))


def handed_in(results: Path) -> dict[tuple[str, str], tuple[str, bool]]:
    """When each notebook was handed in, and whether the platform calls it late: of intake.csv."""
    try:
        text = Folder(results).intake.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return {}
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return {
        (tables.undefuse(row["student"]), row["problem"]): (row["handed in"], row["late"] == "late")
        for row in rows
        if row.get("taken") == "yes"
    }
