"""The command line: `python -m autograder --help`. What works on results has modules of its own."""

import os
from pathlib import Path
from typing import Annotated, Literal

import typer

from autograder import PROJECT
from autograder.batch import class_run
from autograder.cli import bundles as integrations
from autograder.cli import explain, export, marks, progress, regrade
from autograder.cli.clusters import on_cluster
from autograder.cli.terminal import SOME_ERROR, console, escape, refuse
from autograder.problems import SourceError, catalogue, data
from autograder.release import editions, handout, student_notebook
from autograder.results import Folder
from autograder.sandbox import SandboxMissing, find_bubblewrap, machine
from autograder.submissions import submission

app = typer.Typer(
    help="Release and grade the problem set on recurrent neural networks.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(marks.app, name="marks")
app.command("export")(export.export_command)
app.command("regrade")(regrade.regrade_command)
app.command("explain")(explain.explain_command)
integrations.register(app)

BUILD = PROJECT / "build"
HANDOUT = BUILD / "rnn-problem-set.zip"


@app.command("grade")
def grade_command(
    folder: Annotated[Path, typer.Argument(help="DIR/<student>/<problem>.ipynb")],
    results: Annotated[Path, typer.Option(help="Where reports are written.")],
    jobs: Annotated[
        int | None,
        typer.Option(min=1, help="Notebooks graded at once.", show_default="what this machine has"),
    ] = None,
    problem: Annotated[str | None, typer.Option(help="Grade this problem only.")] = None,
    isolation: Annotated[
        Literal["bubblewrap", "cold", "none"],
        typer.Option(
            "--sandbox",
            help="cold: bubblewrap with a new Python for each notebook, as safe and slower; "
            "none: student code runs with your rights, only for tests.",
        ),
    ] = "bubblewrap",
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="tcp://HOST:PORT", help="Grade on the workers of this Dask cluster."),
    ] = None,
) -> None:
    """Grade every notebook of a folder into reports, grades.csv and class.html."""
    problems = catalogue.names()
    if problem is not None and problem not in problems:
        refuse(f"there is no {problem}; there are: {', '.join(problems)}")
    if not folder.is_dir():
        refuse(f"{folder} is not a folder; it should hold <student>/<problem>.ipynb")
    found, empty = submission.find(folder, [problem] if problem else problems)
    if not found:
        refuse(f"{folder} holds no <student>/<problem>.ipynb (problems: {', '.join(problems)})")
    try:
        Folder(results).check_writable()
    except OSError as error:
        refuse(f"{results} cannot be written ({error.strerror}); choose another --results")
    jobs = jobs or machine.jobs()
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
    try:
        with on_cluster(scheduler, isolation) as cluster, progress.shown(len(found)) as tell:
            outcomes = class_run.grade_all(found, results, isolation, jobs, tell, cluster)
        class_run.write_class(outcomes, empty, results)
    except OSError as error:
        console.print(
            f"[red]error:[/] {escape(str(results))} cannot be written ({error.strerror}). The "
            "reports that are there stay; make room and start again, and the others are graded."
        )
        raise typer.Exit(SOME_ERROR) from None
    summarise(outcomes, empty, results)
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
        typer.echo(f"no notebook of a known name from: {', '.join(map(repr, empty))}")
    spent = class_run.seconds_table(outcomes)
    if spent:
        typer.echo(
            f"seconds per notebook: {sum(spent.values()):.1f} "
            f"(sandbox {spent['start']:.2f}, its own cells {spent['cells']:.2f}, "
            f"interview {spent['questions']:.2f})"
        )
    typer.echo(f"class report: {Folder(results).class_page}")
    typer.echo(f"marks:        {Folder(results).grades}")


@app.command("release")
def release_command(
    folder: Annotated[
        Path, typer.Option(help="Where the notebooks go.")
    ] = student_notebook.ASSIGNMENTS,
) -> None:
    """Make the students' notebooks from solutions/, and a zip with all that students need."""
    released = []
    for name in catalogue.names():
        try:
            released.append(student_notebook.write(catalogue.read(name), folder))
        except (SourceError, student_notebook.ReleaseError) as error:
            refuse(str(error))
    handout.write(HANDOUT, released)
    names = ", ".join(os.path.relpath(path) for path in released)
    typer.echo(f"released {names}; all that students need: {os.path.relpath(HANDOUT)}")


@app.command("data")
def data_command() -> None:
    """Make the data that students have beside their notebooks, where it is missing."""
    for name in catalogue.names():
        try:
            data.make(name)
        except SourceError as error:
            refuse(str(error))


@app.command("texts")
def texts_command() -> None:
    """Copy texts that name no language from solutions/*.py to the editions in other languages."""
    stale = []
    for name in catalogue.names():
        for path in editions.editions(name):
            try:
                stale += editions.copy_texts(path)
            except editions.EditionError as error:
                refuse(str(error))
            typer.echo(f"texts of {os.path.relpath(path)} are those of the master")
    if stale:
        refuse("\n".join(["to be translated again:", *stale]))


@app.command("course")
def course_command(
    folder: Annotated[Path, typer.Option(help="Where the course goes.")] = BUILD / "course",
) -> None:
    """Make a ready nbgrader course directory."""
    from autograder.integrations.nbgrader import course

    try:
        course.build(folder)
    except (course.CourseError, SourceError) as error:
        refuse(str(error))
    typer.echo(f"course: {os.path.relpath(folder)} (how to go on: docs/nbgrader.md)")


@app.command("solutions")
def solutions_command() -> None:
    """Execute the worked problems into build/solutions, as notebooks and pages."""
    from autograder.release import worked_pages

    for name in catalogue.names():
        try:
            for path in worked_pages.make(catalogue.read(name)):
                typer.echo(f"wrote {os.path.relpath(path)}")
        except worked_pages.WorkedError as error:
            refuse(str(error))
