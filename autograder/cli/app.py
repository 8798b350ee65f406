"""The command line: `python -m autograder --help`. What works on results has modules of its own."""

import os
from pathlib import Path
from typing import Annotated

import typer

from autograder import WORK
from autograder.cli import bundles as integrations
from autograder.cli import check, explain, export, grade, julia, marks, regrade, strength, term
from autograder.cli.terminal import refuse
from autograder.languages import LANGUAGES
from autograder.problems import SourceError, catalogue, consistency, data
from autograder.release import editions, handout, other_languages, student_notebook

app = typer.Typer(
    help="Release and grade the problem set on recurrent neural networks.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(marks.app, name="marks")
app.command("grade")(grade.grade_command)
app.command("export")(export.export_command)
app.command("regrade")(regrade.regrade_command)
app.command("check")(check.check_command)
app.command("adjust")(term.adjust_command)
app.command("explain")(explain.explain_command)
app.command("strength")(strength.strength_command)
app.command("julia")(julia.julia_command)
integrations.register(app)

BUILD = WORK / "build"
HANDOUT = BUILD / "rnn-problem-set.zip"


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
            consistency.refuse(name)
            released.append(student_notebook.write(catalogue.read(name), folder))
        except (SourceError, student_notebook.ReleaseError) as error:
            refuse(str(error))
    handout.write(HANDOUT, released)
    release_editions(folder)
    names = ", ".join(os.path.relpath(path) for path in released)
    typer.echo(f"released {names}; all that students need: {os.path.relpath(HANDOUT)}")


def release_editions(folder: Path) -> None:
    """The same in other languages: a folder of notebooks and scripts, and a zip, for each."""
    released: dict[str, list[Path]] = {}
    for name in catalogue.names():
        for edition in catalogue.editions(name):
            try:
                paths = other_languages.write(edition, folder)
            except student_notebook.ReleaseError as error:
                refuse(str(error))
            released.setdefault(edition.language.name, []).extend(paths)
    for language, paths in released.items():
        path = HANDOUT.with_stem(f"{HANDOUT.stem}-{language}")
        other_languages.write_zip(path, paths, LANGUAGES[language])
        typer.echo(f"released in {LANGUAGES[language].title}: {os.path.relpath(path)}")


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
