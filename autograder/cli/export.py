"""`python -m autograder export`: the marks in the shape that other programs import."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from autograder.cli.term import CourseFile, read_term
from autograder.cli.terminal import console, escape, refuse, reports_of, write
from autograder.exports import arrivals, gradebooks, tables
from autograder.results import Folder, Report, marks
from autograder.submissions import archive


def export_command(
    shape: Annotated[
        Literal["checks", "grades", "canvas", "moodle", "blackboard", "feedback"],
        typer.Argument(help="checks: a row per student, question and check, for pandas."),
    ],
    results: Annotated[Path, typer.Option(help="The results folder of the grading.")],
    to: Annotated[Path | None, typer.Option(help="The file to write; SHAPE.csv if none.")] = None,
    roster: Annotated[
        Path | None,
        typer.Option(help="What canvas or moodle exports for it; its rows are filled in."),
    ] = None,
    identity: Annotated[
        str, typer.Option(help="moodle: what the students' folders are named by.")
    ] = "username",
    problem: Annotated[str, typer.Option(help="This problem only.")] = "",
    course: CourseFile = None,
) -> None:
    """Write all marks as one CSV, or `feedback`: a zip of pages in the names that came."""
    reports = [r for r in reports_of(results) if problem in ("", r.problem)]
    if not reports:
        refuse(f"{results} holds no report of {problem}")
    if shape == "feedback":
        write_feedback(reports, results, to or Path("feedback.zip"))
        return
    term, came, excused = read_term(course), arrivals.read(results), Folder(results).excused()
    titles = {name: own.title for name, own in term.course.problem.items() if own.title}
    to = to or Path(f"{shape}.csv")
    marked = marks.table(results, reports)
    if shape == "checks":
        made = tables.checks(reports)
    elif shape == "grades":
        made = tables.grades(reports, Folder(results).missing(), marked, excused)
    elif shape == "blackboard":
        made = gradebooks.blackboard(reports, marked, titles)
    elif roster is not None:
        own = roster_text(roster)
        try:
            if shape == "moodle":
                made, unknown = gradebooks.moodle_filled(reports, marked, own, came)
            else:
                given = (reports, marked, own, came, titles, excused)
                made, unknown = gradebooks.canvas_filled(*given)
        except gradebooks.BadRoster as error:
            refuse(f"{roster} is nothing that {shape} exports: {error}")
        tell_unknown(unknown)
    elif shape == "moodle":
        made = gradebooks.moodle(reports, marked, identity)
    else:
        made = gradebooks.canvas(reports, marked, came, titles, excused)
    write(to, made)
    typer.echo(f"wrote {to}")
    wait = sum(
        len(marks.waiting(report, marked.get((report.student, report.problem))))
        for report in reports
    )
    if wait and shape in ("canvas", "moodle", "blackboard"):
        console.print(f"[yellow]Not final:[/] {wait} written answers are not marked yet.")


def roster_text(roster: Path) -> str:
    try:
        return roster.read_text(encoding="utf-8-sig")
    except OSError as error:
        refuse(f"{roster} cannot be read ({error.strerror})")
    except ValueError:
        refuse(f"{roster} is no text in UTF-8; export it once more")


def tell_unknown(unknown: list[str]) -> None:
    if unknown:
        names = escape(", ".join(map(ascii, unknown[:20])))
        console.print(f"[yellow]Not in the gradebook:[/] {len(unknown)} students: {names}")


def write_feedback(reports: list[Report], results: Path, to: Path) -> None:
    """A zip of the students' pages, each under the name that the notebook came with."""
    came, folder, files = arrivals.read(results), Folder(results), {}
    counted = {(report.student, report.problem) for report in reports}
    for arrival in came.files:
        key = (arrival.student, arrival.problem)
        if arrival.taken and key in counted and folder.page(*key).is_file():
            files[arrivals.way_back(arrival)] = folder.page(*key).read_bytes()
    if not files:
        refuse(f"{results} does not say in which names things came; grade what the platform gives")
    try:
        archive.write(to, files)
    except OSError as error:
        refuse(f"{to} cannot be written ({error.strerror})")
    typer.echo(f"wrote {to}: {len(files)} pages of {len(counted)} reports")
