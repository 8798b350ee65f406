"""`strength`: mutants of the worked answers against the hidden checks."""

import os
from typing import Annotated

import typer

from autograder.cli.terminal import SOME_ERROR, refuse
from autograder.problems import catalogue
from autograder.strength import Equivalents, judge, lines, mutants_of, run_all

CORES = len(os.sched_getaffinity(0))


def strength_command(
    problem: Annotated[str | None, typer.Option(help="This problem only.")] = None,
    question: Annotated[str | None, typer.Option(help="This question only, such as 1a.")] = None,
    jobs: Annotated[int, typer.Option(min=1, help="Mutants asked at once.")] = CORES,
    seconds: Annotated[float, typer.Option(help="After which a mutant is stopped.")] = 60.0,
    full: Annotated[bool, typer.Option("--full", help="Also what was killed, by what.")] = False,
) -> None:
    """Change the worked answers at one place at a time: which changes lose no credit?

    A change that is right is declared, with a reason, in `equivalents.toml` beside the checks.
    """
    problems = [problem] if problem else catalogue.names()
    if problem is not None and problem not in catalogue.names():
        refuse(f"there is no {problem}; there are: {', '.join(catalogue.names())}")
    asked = {
        (name, one.id): mutants_of(catalogue.read(name), one.id)
        for name in problems
        for one in catalogue.read(name).questions
        if question in (None, one.id)
    }
    if not asked:
        refuse(f"there is no question {question} in {', '.join(problems)}")
    fine = True
    for (name, one), mutants in asked.items():
        try:
            equivalents = Equivalents.of(name)
        except ValueError as error:
            refuse(str(error))
        verdict = judge(run_all(name, mutants, jobs, seconds, hints=full), equivalents)
        typer.echo(f"{one}: " + "\n".join(lines(verdict, full)))
        stale = equivalents.stale(mutants)
        for _, function, change in stale:
            typer.echo(f"  declared, but there is no such mutant any more: {function}: {change}")
        fine &= not (verdict.surviving or verdict.robbed or verdict.faults or stale)
    if not fine:
        raise typer.Exit(SOME_ERROR)
