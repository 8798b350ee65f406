"""`--course` and `python -m autograder adjust`: what the instructor has decided."""

from pathlib import Path
from typing import Annotated

import typer

from autograder.batch import settlement
from autograder.batch.settlement import Term
from autograder.cli.terminal import refuse, reports_of
from autograder.course import BadCourse, BadSheet, Roster, adjustments, course_file, roster, sheet
from autograder.results import Folder, write_whole

CourseFile = Annotated[
    Path | None, typer.Option("--course", help="The course file; see docs/course.toml.")
]


def read_term(path: Path | None) -> Term:
    """The course file and its roster; refuses, with all that is wrong, what is not in order."""
    if path is None:
        return Term()
    known = {name: tuple(own) for name, own in settlement.questions().items()}
    try:
        course = course_file.read(path, known)
        people = roster.read(path.parent / course.roster) if course.roster else Roster()
    except (BadCourse, BadSheet) as error:
        refuse(str(error))
    return Term(course, people)


def with_adjustments(results: Path, term: Term, students: set[str]) -> Term:
    """The term with the adjustments of a results folder; refuses a sheet that is not in order."""
    try:
        return settlement.read_adjustments(results, term, students)
    except BadSheet as error:
        refuse(f"nothing was changed:\n{error}")


def adjust_command(
    results: Annotated[Path, typer.Option(help="The results folder of the grading.")],
    course: CourseFile = None,
    student: Annotated[str, typer.Option(help="Whom it is about.")] = "",
    problem: Annotated[str, typer.Option(help="Which problem.")] = "",
    question: Annotated[str, typer.Option(help="Which question; none: all of it.")] = "",
    kind: Annotated[str, typer.Option(help="override, bonus, excuse or extension.")] = "",
    value: Annotated[str, typer.Option(help="Points, or the new due date.")] = "",
    who: Annotated[str, typer.Option(help="Who has decided it.")] = "",
    why: Annotated[str, typer.Option(help="Why; the student reads it.")] = "",
    take: Annotated[
        Path | None, typer.Option("--from", help="A CSV that takes the place of all adjustments.")
    ] = None,
) -> None:
    """Take adjustments over into reports, pages, grades.csv and class.html, without grading.

    They stand in RESULTS/adjustments.csv, which people may edit: without --student, what stands
    there (or in --from) is taken over; with it, a row is added. All rows, or nothing.
    """
    term, reports = read_term(course), reports_of(results)
    folder, students = Folder(results), settlement.students_of(results)
    known = settlement.known_of(term, students)
    path = take or folder.adjustments
    row = dict(
        zip(adjustments.COLUMNS, (student, problem, question, kind, value, who, why), strict=True)
    )
    try:
        rows = sheet.read(path, adjustments.COLUMNS, adjustments.COLUMNS) if path.exists() else []
        if take is not None and not take.exists():
            refuse(f"{take} is not there")
        if any(row.values()):
            rows.append({"row": f"{len(rows) + 2} (the new one)", **row})
        found = adjustments.check(rows, str(path), known, term.course)
    except BadSheet as error:
        refuse(f"nothing was changed:\n{error}")
    write_whole(folder.adjustments, adjustments.text(rows))
    term = Term(term.course, term.roster, tuple(found))
    settlement.settle(results, reports, folder.missing(), term)
    typer.echo(f"{len(found)} adjustments count; they stand in {folder.adjustments}")
