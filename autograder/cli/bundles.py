"""Commands of `python -m autograder` for other people's graders: otter, gradescope, classroom."""

import os
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from autograder.cli.term import CourseFile, read_term
from autograder.cli.terminal import SOME_ERROR, refuse
from autograder.integrations.ci import classroom, github
from autograder.integrations.gradescope import bundles
from autograder.problems import SourceError, catalogue
from autograder.release import student_notebook
from autograder.sandbox import SandboxMissing, find_bubblewrap

BELOW_THRESHOLD = 3
Problem = Annotated[str, typer.Option(help="This problem only.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("otter")(otter_command)
    app.command("gradescope")(gradescope_command)
    app.command("classroom")(classroom_command)
    app.command("grade-push")(grade_push_command)


def problems(only: str) -> list[str]:
    """The names of the problems that a command is about."""
    names = catalogue.names()
    if only and only not in names:
        refuse(f"there is no {only}; there are: {', '.join(names)}")
    return [only] if only else names


def otter_command(
    folder: Annotated[Path | None, typer.Option(help="Where the bundles go.")] = None,
    problem: Problem = "",
) -> None:
    """Make otter-grader's bundles for students, and its autograder zips."""
    from autograder.integrations.otter import bundles

    for name in problems(problem):
        try:
            made = bundles.build(catalogue.read(name), folder or bundles.FOLDER)
        except (bundles.OtterError, student_notebook.ReleaseError, SourceError) as error:
            refuse(str(error))
        typer.echo(f"made {os.path.relpath(made)}: student, {name}.zip, autograder.zip")


def gradescope_command(
    folder: Annotated[Path, typer.Option(help="Where the zips go.")] = bundles.FOLDER,
    problem: Problem = "",
    visibility: Annotated[
        Literal["after_due_date", "after_published", "visible", "hidden"],
        typer.Option(help="When students see the hidden checks and their score."),
    ] = "after_due_date",
) -> None:
    """Make the zips that are uploaded to Gradescope."""
    for name in problems(problem):
        made = bundles.build(catalogue.read(name), visibility, folder)
        typer.echo(f"made {os.path.relpath(made)}")


def classroom_command(
    folder: Annotated[Path, typer.Option(help="Where both folders go.")] = classroom.FOLDER,
    grader: Annotated[
        str, typer.Option(help="owner/name of the repository with the reusable workflow.")
    ] = classroom.PLACEHOLDER,
    problem: Problem = "",
) -> None:
    """Make a template repository for students, and the workflows that the instructor keeps."""
    if not re.fullmatch(r"[\w.-]+/[\w.-]+", grader):
        refuse(f"{grader} is not the owner/name of a repository")
    try:
        classroom.build(grader, folder, problems(problem))
    except (student_notebook.ReleaseError, SourceError) as error:
        refuse(str(error))
    typer.echo(f"made {os.path.relpath(folder)}: student, instructor")
    if grader == classroom.PLACEHOLDER:
        typer.echo("put your repository in the place of OWNER/GRADER: GRADER=owner/name")


def grade_push_command(
    repository: Annotated[Path, typer.Argument(help="A student's repository.")],
    results: Annotated[Path, typer.Option(help="Where reports and summary.md are written.")],
    student: Annotated[str, typer.Option(help="The student's name in the report.")] = "student",
    problem: Problem = "",
    threshold: Annotated[
        float, typer.Option(min=0, max=100, help="Exit with 3 below this percentage.")
    ] = 0.0,
    course: CourseFile = None,
    isolation: Annotated[Literal["bubblewrap", "none"], typer.Option("--sandbox")] = "bubblewrap",
) -> None:
    """Grade one student's repository in continuous integration."""
    names = problems(problem)
    if not repository.is_dir():
        refuse(f"{repository} is not a folder")
    if isolation == "bubblewrap":
        try:
            find_bubblewrap()
        except SandboxMissing as error:
            refuse(str(error))
    name = re.sub(r"[^\w.-]", "-", student).strip(".") or "student"
    with tempfile.TemporaryDirectory(prefix="handed-in-") as temporary:
        found = github.find(repository, names, name, Path(temporary))
        decided, now = read_term(course).course, datetime.now(UTC)
        levels = {name: decided.told_on_a_push(name, now) for name in names}
        reports = github.grade(found, repository, results, isolation, levels.get)
    for report in reports:
        points = f"{report.score:g} of {report.max_score:g} "
        typer.echo(
            f"{report.problem}: {points * (levels[report.problem] != 'visible')}({report.status})"
        )
    if any(report.status == "error" for report in reports):
        raise typer.Exit(SOME_ERROR)
    reached = github.percent(reports)
    if reached < threshold:
        typer.echo(f"{reached:.1f}% of the automatic points, and {threshold:g}% are asked for")
        raise typer.Exit(BELOW_THRESHOLD)
