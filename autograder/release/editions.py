"""The editions of a problem in other languages, and how their texts stay those of the master.

`solutions/problemN.py` is the master of all texts. An edition (`problemN.m`) holds the same cells
in the same order. A text that names nothing of a language is the master's, letter for letter, and
`make texts` copies it. A text that had to be written anew says which text of the master it
translates, `translates="<the first digits of its SHA-256>"`, so that a change of the master is
not forgotten there.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import jupytext
from nbformat import NotebookNode

from autograder.problems import SOLUTIONS

COMMENT = {".m": "%", ".jl": "#"}
PYTHON_WORDS = r"\bnp\.|numpy|scipy|matplotlib|\bdef\b|`(?:True|False|None)`|=True|\bint\b"
FOREIGN_WORDS = {
    ".m": re.compile(PYTHON_WORDS + r"|Axes|\(N,\)"),
    ".jl": re.compile(PYTHON_WORDS),  # an array of shape (N,) is one in Julia, too
}


class EditionError(Exception):
    """An edition does not fit its master; says where."""


def editions(name: str, folder: Path = SOLUTIONS) -> list[Path]:
    """The editions that a problem has."""
    return [path for ending in COMMENT if (path := folder / f"{name}{ending}").is_file()]


def read(path: Path) -> NotebookNode:
    """An edition, or a master, as a notebook with the metadata of its cells."""
    return jupytext.read(path, fmt=f"{path.suffix[1:]}:percent")


def fingerprint(text: str) -> str:
    """What a translation names its original by."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def pairs(path: Path) -> Iterator[tuple[int, NotebookNode, NotebookNode]]:
    """Number, cell of the master, and cell of the edition.

    Raises EditionError where the cells differ in kind, question, role or points.
    """
    original, edition = read(path.with_suffix(".py")).cells, read(path).cells
    for number, (theirs, ours) in enumerate(zip(original, edition, strict=False), 1):
        if described(theirs) != described(ours):
            raise EditionError(
                f"{path.name}, cell {number}: {described(ours)}; "
                f"the master has {described(theirs)} there"
            )
        yield number, theirs, ours
    if len(original) != len(edition):
        raise EditionError(f"{path.name} has {len(edition)} cells, its master {len(original)}")


def described(cell: NotebookNode) -> str:
    """What must be the same in every language, in words."""
    known = ("question", "role", "points")
    marks = [f"{key} {cell.metadata[key]}" for key in known if key in cell.metadata]
    return ", ".join([f"a {cell.cell_type} cell", *marks])


def copy_texts(path: Path) -> list[str]:
    """Copy the texts that name no language from the master into an edition.

    Returns a sentence for each translation that is missing, or whose original has changed since: a
    person has to look at it, and to write down what `fingerprint` says now.
    Raises EditionError if cells are missing.
    """
    stale = []
    text = path.read_text(encoding="utf-8")
    notebook = read(path)
    for number, original, _ in pairs(path):
        cell = notebook.cells[number - 1]
        translates = cell.metadata.get("translates")
        if cell.cell_type == "markdown" and translates is None:
            if FOREIGN_WORDS[path.suffix].search(original.source):
                stale.append(
                    f"{path.name}, cell {number}: the master names something of Python; translate "
                    f'it, and write translates="{fingerprint(original.source)}"'
                )
            else:
                cell.source = original.source
        elif cell.cell_type == "markdown" and str(translates) != fingerprint(original.source):
            stale.append(
                f"{path.name}, cell {number}: the master's text has changed; see whether the "
                f'translation still fits, then write translates="{fingerprint(original.source)}"'
            )
    first = f"\n{COMMENT[path.suffix]} %%"
    header = text.partition(first)[0]
    made = jupytext.writes(notebook, fmt=f"{path.suffix[1:]}:percent")
    path.write_text(header + first + made.partition(first)[2], encoding="utf-8")
    return stale
