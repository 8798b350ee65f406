"""`python -m autograder grade`: what was handed in, of whatever platform, into reports."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

import typer

from autograder.batch import class_run, settlement
from autograder.batch.settlement import Term
from autograder.cli import progress
from autograder.cli.clusters import on_cluster
from autograder.cli.handed_in import handed_in
from autograder.cli.term import CourseFile, read_term, with_adjustments
from autograder.cli.terminal import SOME_ERROR, console, escape, refuse
from autograder.exports import tables
from autograder.grading import Run
from autograder.problems import SourceError, catalogue
from autograder.results import Folder, write_whole
from autograder.sandbox import SandboxMissing, find_bubblewrap, machine
from autograder.submissions import intake


def grade_command(
    folder: Annotated[
        Path, typer.Argument(help="The platform's download, as folder or zip; or plain folders.")
    ],
    results: Annotated[Path, typer.Option(help="Where reports are written.")],
    jobs: Annotated[
        int | None,
        typer.Option(min=1, help="Notebooks graded at once.", show_default="what this machine has"),
    ] = None,
    problem: Annotated[str | None, typer.Option(help="Grade this problem only.")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be graded, file by file.")
    ] = False,
    course: CourseFile = None,
    isolation: Annotated[
        Literal["bubblewrap", "cold", "none"],
        typer.Option(
            "--sandbox",
            help="cold: bubblewrap with a new Python for each notebook, as safe and slower; "
            "none: student code runs with your rights, only for tests.",
        ),
    ] = "bubblewrap",
    which: Annotated[
        Literal["needed", "all"],
        typer.Option(
            "--run",
            help="needed: leave out demonstrations that are as they were handed out, and on which "
            "no mark depends; all: run every cell.",
        ),
    ] = "needed",
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="tcp://HOST:PORT", help="Grade on the workers of this Dask cluster."),
    ] = None,
) -> None:
    """Grade every notebook that was handed in into reports, grades.csv and class.html."""
    problems = catalogue.names()
    if problem is not None and problem not in problems:
        refuse(f"there is no {problem}; there are: {', '.join(problems)}")
    jobs = jobs or machine.jobs()
    term = read_term(course)
    with handed_in(folder, [problem] if problem else problems, jobs, term) as found:
        typer.echo(found.line())
        if dry_run:
            typer.echo(shown(found.table()), nl=False)
            return
        if not found.submissions:
            refuse(f"{folder} holds no notebook of any problem ({', '.join(problems)})")
        grade(found, results, jobs, isolation, scheduler, term, which)


def shown(table: list[list[str]]) -> str:
    """The table of what was handed in, as a terminal prints it."""
    safe = [[cell.encode("unicode_escape").decode() for cell in row] for row in table]
    return tables.text(safe)


def grade(
    found: intake.Intake,
    results: Path,
    jobs: int,
    isolation: str,
    scheduler: str | None,
    term: Term,
    which: Run,
) -> None:
    """Grade what was found, and write the class."""
    try:
        Folder(results).check_writable()
    except OSError as error:
        refuse(f"{results} cannot be written ({error.strerror}); choose another --results")
    if scheduler is None:
        for lack in machine.missing(jobs):
            refuse(lack)
        if warning := machine.scarce(jobs):
            console.print(f"[yellow]Little memory:[/] {warning}")
    if isolation == "none":
        console.print("[yellow]Without a sandbox:[/] student code runs with your rights.")
    elif scheduler is None:
        try:
            find_bubblewrap()
        except SandboxMissing as error:
            refuse(str(error))
    submissions = [replace(one, seed=term.course.seed) for one in found.submissions]
    students = {one.student for one in submissions} | set(found.missing)
    term = with_adjustments(results, term, students | settlement.students_of(results))
    try:
        table = [[tables.defuse(cell) for cell in row] for row in found.table()]
        write_whole(Folder(results).intake, tables.text(table))
        with on_cluster(scheduler, isolation) as cluster, progress.shown(len(submissions)) as tell:
            outcomes = class_run.grade_all(
                submissions, results, isolation, jobs, tell, cluster, which
            )
        class_run.write_class(outcomes, found.missing, results, term)
    except SourceError as error:
        refuse(str(error))
    except OSError as error:
        console.print(
            f"[red]error:[/] {escape(str(results))} cannot be written ({error.strerror}). The "
            "reports that are there stay; make room and start again, and the others are graded."
        )
        raise typer.Exit(SOME_ERROR) from None
    summarise(outcomes, found.missing, results)
    if any(outcome.status == "error" for outcome in outcomes):
        raise typer.Exit(SOME_ERROR)


def summarise(outcomes: list[class_run.Outcome], empty: list[str], results: Path) -> None:
    """Where the reports are, what went wrong, and what the time was spent on."""
    counts = {}
    for outcome in outcomes:
        counts[outcome.status] = counts.get(outcome.status, 0) + 1
    told = ", ".join(f"{number} {status}" for status, number in sorted(counts.items()))
    typer.echo(f"{len(outcomes)} notebooks: {told}")
    if empty:
        typer.echo(f"nothing handed in by: {', '.join(map(repr, empty))}")
    spent = class_run.seconds_table(outcomes)
    if spent:
        typer.echo(
            f"seconds per notebook: {sum(spent.values()):.1f} "
            f"(sandbox {spent['start']:.2f}, its own cells {spent['cells']:.2f}, "
            f"interview {spent['questions']:.2f})"
        )
    typer.echo(f"class report: {Folder(results).class_page}")
    typer.echo(f"marks:        {Folder(results).grades}")
    typer.echo(f"every file:   {Folder(results).intake}")
