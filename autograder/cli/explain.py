"""`python -m autograder explain NOTEBOOK 1e`: why a question got its points, for who is asked."""

from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from autograder.cli.terminal import console, escape, refuse
from autograder.grading.explanation import Exchange, Explained, explain
from autograder.problems import Problem, catalogue
from autograder.submissions import Submission, Unreadable

MOST_SHOWN = 3  # exchanges of a check
WIDTH = 100


def explain_command(
    notebook: Annotated[Path, typer.Argument(help="The notebook that was handed in.")],
    question: Annotated[str, typer.Argument(help="The question, such as 1e.")],
    problem: Annotated[
        str, typer.Option(help="The problem, if the file's name does not say.")
    ] = "",
    full: Annotated[bool, typer.Option(help="Show every call, not only the first ones.")] = False,
) -> None:
    """Ask the hidden checks of one question again: inputs, answer, what was expected, points."""
    found = problem_of(question, problem)
    asked = next(q for q in found.questions if q.id == question)
    submission = Submission(notebook.parent.name or "student", found.name, notebook)
    typer.echo(
        f"{found.title}\n{asked.id}  {asked.title}, {asked.points:g} points by hidden checks"
    )
    earned = 0.0
    try:
        for explained in explain(submission, asked, "bubblewrap"):
            tell(explained, None if full else MOST_SHOWN)
            earned += explained.result.points * (explained.result.status == "passed")
    except Unreadable as error:
        refuse(f"{notebook}: {error.reason}")
    typer.echo(f"\n{earned:.2f} of {asked.points:g} points")


def problem_of(question: str, name: str) -> Problem:
    """The problem that has this question. Refuses if there is none."""
    every = [catalogue.read(one) for one in ([name] if name else catalogue.names())]
    for one in every:
        if question in {q.id for q in one.questions}:
            return one
    known = ", ".join(q.id for one in every for q in one.questions)
    refuse(f"no problem has a question {question}; there are: {known}")


def tell(explained: Explained, most: int | None) -> None:
    """One check on the terminal: its sentence, what was asked, what came of it."""
    result = explained.result
    colour = {"passed": "green", "failed": "red"}.get(result.status, "yellow")
    console.print(
        f"\n[{colour}]{result.status}[/], {result.points:.2f} points: {escape(result.says)}"
    )
    if result.told:
        console.print(f"  {escape(result.told)}")
    for exchange in explained.exchanges[:most]:
        for line in lines(exchange):
            typer.echo(f"    {line}")
    left = len(explained.exchanges) - len(explained.exchanges[:most])
    if left:
        typer.echo(f"    and {left} more calls (--full shows all)")


def lines(exchange: Exchange) -> list[str]:
    if exchange.arguments is None:
        return [f"{exchange.name}", *block("answer  ", exchange.answer)]
    args, kwargs = exchange.arguments
    found = [f"{exchange.name}("]
    for name, value in [*((str(i), v) for i, v in enumerate(args, 1)), *kwargs.items()]:
        found += block(f"  {name:>6} ", value)
    return [*found, ")", *block("answer  ", exchange.answer), *block("expected", exchange.expected)]


def block(name: str, value: object) -> list[str]:
    """A value in few lines, the shape of an array first."""
    if isinstance(value, np.ndarray):
        shown = np.array2string(value, precision=5, threshold=20, edgeitems=3, max_line_width=WIDTH)
        text = f"array {value.shape} {shown}"
    else:
        text = value if isinstance(value, str) else getattr(value, "text", None) or repr(value)
    first, *rest = text[:2000].splitlines() or [""]
    return [f"{name} {first}", *(f"{'':{len(name)}} {line}" for line in rest)]
