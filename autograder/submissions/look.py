"""What the cells of a notebook say: of which problem it is, and whether anything is filled in.

The signs of a problem are the names that it asks for and the words of its texts; they come from
above, since this room knows no problem.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.submissions.content import digest
from autograder.submissions.notebook import Unreadable
from autograder.submissions.submission import Submission

DEFINED = re.compile(r"^[ \t]*(?:def|function|async def)[ \t]+(?:[^\n=(]{0,80}=[ \t]*)?(\w+)", re.M)
PROMPT = "YOUR CODE HERE"
SURE = 3  # signs of one problem


@dataclass(frozen=True)
class Signs:
    """What only this problem has: names of functions, first lines of texts; how many answers."""

    functions: frozenset[str]
    texts: frozenset[str]
    answers: int


@dataclass(frozen=True)
class Looked:
    """What was seen. `problem` is None if the cells do not say; `sure` if more than a sign or two.

    content : equal for notebooks that differ in nothing but outputs
    """

    problem: str | None
    sure: bool
    untouched: bool
    content: str


def look(path: Path, signs: Mapping[str, Signs]) -> Looked | None:
    """Look into one file; None if it cannot be read as a notebook or a script."""
    submission = Submission("", "", path)
    try:
        notebook = submission.parse(submission.read())
    except Unreadable:
        return None
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    defined = {name for source in code for name in DEFINED.findall(source)}
    lines = {first_line(c.source) for c in notebook.cells if c.cell_type == "markdown"}
    counts = {p: len(defined & s.functions) + len(lines & s.texts) for p, s in signs.items()}
    best = max(counts, key=counts.get, default=None)
    alone = best is not None and sum(n >= counts[best] for n in counts.values()) == 1
    problem = best if alone and counts[best] else None
    empty = sum(PROMPT in source for source in code)
    untouched = problem is not None and empty >= signs[problem].answers > 0
    return Looked(problem, bool(problem) and counts[best] >= SURE, untouched, digest(notebook))


def first_line(text: str) -> str:
    """The first line of a text, white space aside; what tells the texts of problems apart."""
    return " ".join(text.strip().split("\n", 1)[0].split())
