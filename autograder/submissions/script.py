"""A script as a notebook: percent cells, nbconvert's `# In[1]:`, MATLAB's sections, or one cell."""

import re

import nbformat
from nbformat import NotebookNode

from autograder.languages import PYTHON, Language
from autograder.submissions.notebook import MOST_CELLS, Unreadable, encoding

# How a cell begins, by the sign of comments; what follows in the line may say that it is text.
MARKS = {
    "#": re.compile(r"#[ ]?%%(.*)|# In\[[ \d]*\]:[ ]*"),
    "%": re.compile(r"%[ ]?%%(.*)|%%(?:\s(.*))?"),
}
MOST_LINES = 500_000
PLUTO = "### A Pluto.jl notebook ###"


def parse(content: bytes, language: Language = PYTHON) -> NotebookNode:
    """The script as `notebook.parse` gives a notebook. Raises Unreadable if it is no text.

    Where functions of a script may stand behind their use, each goes into a cell before the others.
    """
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise Unreadable(f"the file is not text in UTF-8{encoding(content)}", content) from None
    if lines and lines[0].startswith(PLUTO):
        reason = "it is a Pluto notebook, whose cells run in an order of their own"
        raise Unreadable(f"{reason}; hand in the notebook or script that was handed out", content)
    if len(lines) > MOST_LINES:
        raise Unreadable(f"it has more than {MOST_LINES} lines", content)
    functions, rest = language.functions_first("\n".join(lines))
    cells: list[tuple[bool, list[str]]] = [(False, [source]) for source in functions]
    cells.append((False, []))
    for line in rest.split("\n"):
        mark = MARKS[language.comment].fullmatch(line)
        if mark:
            said = " ".join(filter(None, mark.groups()))
            cells.append(("[markdown]" in said or "[md]" in said, []))
        else:
            cells[-1][1].append(line)
    kept = [(text, "\n".join(own).strip("\n")) for text, own in cells]
    sign = language.comment
    kept = [(text, uncommented(own, sign) if text else own) for text, own in kept if own.strip()]
    if len(kept) > MOST_CELLS:
        raise Unreadable(f"it has {len(kept)} cells, and more than {MOST_CELLS} are not graded")
    notebook = nbformat.v4.new_notebook(metadata={"notices": [], "python": ""})
    notebook.metadata["language"] = language.name
    notebook.cells = [
        NotebookNode(
            cell_type="markdown" if text else "code", source=source, metadata=NotebookNode()
        )
        for text, source in kept
    ]
    return notebook


def uncommented(source: str, sign: str) -> str:
    """A text cell without the comment signs, or without the quotes around it."""
    for quotes in ('"""', "'''"):
        if source.startswith(quotes) and source.endswith(quotes) and len(source) > 5:
            return source[3:-3].strip("\n")
    return "\n".join(line.removeprefix(sign).removeprefix(" ") for line in source.split("\n"))
