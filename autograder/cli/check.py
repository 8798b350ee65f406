"""`python -m autograder check`: whether a changed problem set still holds together."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import nbformat
import typer

from autograder.cli.terminal import SOME_ERROR, console, escape, refuse
from autograder.problems import catalogue, consistency
from autograder.problems.consistency import Finding

Problem = Annotated[str, typer.Option(help="This problem only.")]


def check_command(problem: Problem = "") -> None:
    """Say what does not fit in the problem set: where it is, and what to do. Takes minutes."""
    names = catalogue.names()
    if problem and problem not in names:
        refuse(f"there is no {problem}; there are: {', '.join(names)}")
    found = [] if problem else consistency.undeclared()
    for name in [problem] if problem else names:
        own = consistency.findings(name)
        if not own:
            console.print(f"{name}: parts fit; making the release, grading blank and worked ...")
            own = [*of_editions(name), *of_release(name)]
        found += own
        console.print(f"{name}: {len(own) or 'nothing'} to mend")
    for finding in found:
        console.print(f"[red]{escape(str(finding))}[/]")
    if found:
        raise typer.Exit(SOME_ERROR)
    total = sum(q.points + q.manual_points for n in names for q in catalogue.read(n).questions)
    typer.echo(f"everything fits; all problems together have {total:g} points")


def of_editions(name: str) -> Iterator[Finding]:
    """Editions in other languages whose cells are not those of the master."""
    from autograder.release import editions

    for path in editions.editions(name):
        try:
            list(editions.pairs(path))
        except editions.EditionError as error:
            yield Finding(consistency.relative(path), "", str(error), "give it the master's cells")


def of_release(name: str) -> Iterator[Finding]:
    """What is wrong with the release of a problem: it gives something away, or is marked wrong."""
    from autograder.release import ReleaseError, student_notebook

    problem, file = catalogue.read(name), consistency.file_of(name)
    try:
        blank = student_notebook.build(problem)
    except ReleaseError as error:
        yield Finding(file, "", str(error), "mend the cell")
        return
    yield from wrongly_marked(name, blank, 0.0, "the release as it is handed out")
    most = sum(question.points for question in problem.questions)
    yield from wrongly_marked(name, nbformat.writes(problem.notebook()), most, "the worked answer")


def wrongly_marked(name: str, notebook: str, expected: float, what: str) -> Iterator[Finding]:
    """Questions that do not get the points that they should, for a notebook of ours."""
    from autograder.grading import grader
    from autograder.submissions import Submission

    with tempfile.TemporaryDirectory(prefix="check-") as folder:
        path = Path(folder, f"{name}.ipynb")
        path.write_text(notebook, encoding="utf-8")
        report = grader.grade(Submission("check", name, path)).report
    file = consistency.file_of(name)
    for notice in report.told if expected else ():  # demonstrations need the answers
        yield Finding(file, "", f"{what}: {notice}", "mend the cell")
    for question in report.questions:
        right = question.max_score if expected else 0.0
        if question.score != right:
            first = next(c for c in question.checks if (c.status == "passed") != bool(expected))
            said = f"check {first.name}: {first.status}. {first.told}".rstrip(". ")
            wrong = f"{what} gets {question.score:g} of {question.max_score:g} ({said})"
            yield Finding(file, f"question {question.id}", wrong, "mend the answer or the check")
