"""How the visible checks of a submitted notebook ended, for tools that show them to students.

They give no points. Nothing is run for them: what the check cells did when the notebook was run in
the sandbox is looked up. A check cell that is not there, or was edited, has no result.
"""

from dataclasses import dataclass

from autograder.grading import Graded
from autograder.problems import Problem


@dataclass(frozen=True)
class Visible:
    """One visible check: the question, its number within it, and why it failed if it did."""

    question: str
    number: int
    passed: bool
    message: str


def visible_checks(graded: Graded, problem: Problem) -> list[Visible]:
    """The visible checks that were run unchanged, in the order of the problem."""
    runs: dict[str, object] = {}
    for source, run in graded.cells:
        runs.setdefault(source.strip(), run)
    found, counts = [], {}
    for cell in problem.cells:
        if cell.role != "check":
            continue
        counts[cell.question] = counts.get(cell.question, 0) + 1
        run = runs.get(cell.source.strip())
        if run is not None:
            ended = run.stopped or run.error or ""
            message = ended.removeprefix("AssertionError: ")
            found.append(Visible(cell.question, counts[cell.question], not ended, message))
    return found
