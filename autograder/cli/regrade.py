"""`python -m autograder regrade --compare OLD NEW`: what a change of the checks has changed."""

from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.terminal import reports_of, write
from autograder.exports import comparison, tables

MOST_LISTED = 200


def regrade_command(
    compare: Annotated[
        tuple[Path, Path], typer.Option(metavar="OLD NEW", help="Two results folders.")
    ],
    to: Annotated[Path | None, typer.Option(help="Write all changes as a CSV, too.")] = None,
) -> None:
    """List whose points changed between two gradings, and why.

    Grade the same submissions into a new results folder first.
    """
    found = comparison.compare(*map(reports_of, compare))
    for line in found.circumstances:
        typer.echo(line)
    typer.echo(f"{found.compared} notebooks in both, {len(found.changes)} changes")
    if found.causes:
        typer.echo("\nwhy, and how often:")
    for problem, question, cause, number in found.causes[:MOST_LISTED]:
        typer.echo(f"  {number:4d} x {question or problem}: {shown(cause)}")
    if found.changes:
        typer.echo("\nwho:")
    for change in found.changes[:MOST_LISTED]:
        place = f"{shown(change.student)}/{change.problem} {change.question}".rstrip()
        typer.echo(f"  {place}: {change.before or '-'} -> {change.after or '-'}")
    if len(found.changes) > MOST_LISTED:
        typer.echo(f"  and {len(found.changes) - MOST_LISTED} more (--to writes all)")
    if to is not None:
        head = ["student", "problem", "question", "before", "after", "why"]
        rows = [
            [tables.defuse(c.student), c.problem, c.question, c.before, c.after, "; ".join(c.why)]
            for c in found.changes
        ]
        write(to, tables.text([head, *rows]))


def shown(text: str) -> str:
    """Text that a terminal prints as it is."""
    return text.encode("unicode_escape").decode()
