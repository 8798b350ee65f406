"""`python -m autograder export`: the marks in the shape that other programs import."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from autograder.cli.terminal import console, escape, refuse, reports_of, write
from autograder.exports import gradebooks, tables
from autograder.results import Folder, marks


def export_command(
    shape: Annotated[
        Literal["checks", "grades", "canvas", "moodle"],
        typer.Argument(help="checks: a row per student, question and check, for pandas."),
    ],
    results: Annotated[Path, typer.Option(help="The results folder of the grading.")],
    to: Annotated[Path | None, typer.Option(help="The file to write; SHAPE.csv if none.")] = None,
    roster: Annotated[
        Path | None,
        typer.Option(help="canvas: the gradebook that Canvas exports; its rows are filled in."),
    ] = None,
    identity: Annotated[
        str, typer.Option(help="moodle: what the students' folders are named by.")
    ] = "username",
) -> None:
    """Write all marks as one CSV: for pandas, Canvas or Moodle."""
    reports = reports_of(results)
    to = to or Path(f"{shape}.csv")
    marked = marks.table(results, reports)
    if shape == "checks":
        made = tables.checks(reports)
    elif shape == "grades":
        made = tables.grades(reports, Folder(results).missing(), marked, Folder(results).excused())
    elif shape == "moodle":
        made = gradebooks.moodle(reports, marked, identity)
    elif roster is None:
        made = gradebooks.canvas(reports, marked)
    else:
        made = filled(reports, marked, roster)
    write(to, made)
    typer.echo(f"wrote {to}")
    wait = sum(
        len(marks.waiting(report, marked.get((report.student, report.problem))))
        for report in reports
    )
    if wait and shape in ("canvas", "moodle"):
        console.print(f"[yellow]Not final:[/] {wait} written answers are not marked yet.")


def filled(reports, marked, roster: Path) -> str:
    """Canvas's gradebook with our points; says who of ours is not in it."""
    try:
        text = roster.read_text(encoding="utf-8-sig")
        made, unknown = gradebooks.canvas_filled(reports, marked, text)
    except OSError as error:
        refuse(f"{roster} cannot be read ({error.strerror})")
    except (gradebooks.BadRoster, ValueError) as error:
        refuse(f"{roster} is not a gradebook of Canvas: {error}")
    if unknown:
        names = escape(", ".join(map(ascii, unknown[:20])))
        console.print(f"[yellow]Not in the gradebook:[/] {len(unknown)} students: {names}")
    return made
