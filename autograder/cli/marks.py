"""`python -m autograder marks export` and `import`: written answers, marked in a spreadsheet."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from autograder.batch import settlement
from autograder.cli.handed_in import handed_in
from autograder.cli.term import CourseFile, read_term
from autograder.cli.terminal import refuse, reports_of, write
from autograder.exports import marking_sheet
from autograder.feedback import pages
from autograder.problems import catalogue
from autograder.results import Folder, Marks, Report, marks, write_whole

app = typer.Typer(help="Marks for the written answers, as one CSV.", no_args_is_help=True)

Results = Annotated[Path, typer.Option(help="The results folder of the grading.")]


@app.command("export")
def export_command(
    folder: Annotated[Path, typer.Argument(help="What was handed in, as for `grade`.")],
    results: Results,
    to: Annotated[Path, typer.Option(help="The sheet to write.")] = Path("marks.csv"),
    by: Annotated[
        Literal["student", "question"], typer.Option(help="question: one question after another.")
    ] = "student",
    nameless: Annotated[
        bool, typer.Option("--nameless", help="A code in the place of each name.")
    ] = False,
    course: CourseFile = None,
) -> None:
    """Write a sheet with each written answer, its rubric, and empty points and comments."""
    reports = reports_of(results)
    with handed_in(folder, catalogue.names(), 1, read_term(course)) as found:
        try:
            sheet = marking_sheet.export(reports, found.submissions, results, by, nameless)
        except marks.Damaged as error:
            refuse(str(error))
    write(to, sheet, encoding="utf-8-sig")  # spreadsheets need the mark to see that it is UTF-8
    wait = sum(len(marks.waiting(report, own_marks(results, report))) for report in reports)
    typer.echo(f"wrote {to}: {wait} answers wait; fill in points and comment, then import it")


@app.command("import")
def import_command(
    sheets: Annotated[list[Path], typer.Argument(help="The sheets, from any spreadsheet program.")],
    results: Results,
) -> None:
    """Take the points and comments of a sheet over into pages, grades.csv and class.html.

    All of it, or nothing if a row is not in order. Rows without points change nothing; a `-`
    for points takes a mark back.
    """
    reports = reports_of(results)
    contents = {}
    for sheet in sheets:
        try:
            contents[str(sheet)] = sheet.read_bytes()
        except OSError as error:
            refuse(f"{sheet} cannot be read ({error.strerror})")
    try:
        changed = marking_sheet.merge(contents, reports, results)
    except (marking_sheet.BadSheet, marks.Damaged) as error:
        refuse(f"nothing was taken over from {', '.join(contents)}:\n{error}")
    by_key = {(report.student, report.problem): report for report in reports}
    for own in changed:
        marks.write(results, own)
        update_page(results, by_key[own.student, own.problem], own)
    settlement.write_class(results, reports, Folder(results).missing())
    wait = sum(len(marks.waiting(report, own_marks(results, report))) for report in reports)
    typer.echo(f"marks of {len(changed)} notebooks have changed; {wait} answers wait")


def own_marks(results: Path, report: Report) -> Marks:
    return marks.read(results, report.student, report.problem)


def update_page(results: Path, report: Report, own: Marks) -> None:
    """Exchange the part about written answers in the student's page, if there is a page."""
    path = Folder(results).page(report.student, report.problem)
    if path.is_file():
        page = path.read_text(encoding="utf-8")
        write_whole(path, pages.with_marks(page, report, own))
