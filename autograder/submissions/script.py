"""A Python script as a notebook: percent cells, nbconvert's `# In[1]:`, or one cell."""

import re

import nbformat
from nbformat import NotebookNode

from autograder.submissions.notebook import MOST_CELLS, Unreadable, encoding

MARK = re.compile(r"#[ ]?%%(.*)|# In\[[ \d]*\]:[ ]*")
COMMENT = re.compile(r"# ?")
MOST_LINES = 500_000


def parse(content: bytes) -> NotebookNode:
    """The script as `notebook.parse` gives a notebook. Raises Unreadable if it is no text."""
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise Unreadable(f"the file is not text in UTF-8{encoding(content)}", content) from None
    if len(lines) > MOST_LINES:
        raise Unreadable(f"it has more than {MOST_LINES} lines", content)
    cells: list[tuple[bool, list[str]]] = [(False, [])]
    for line in lines:
        mark = MARK.fullmatch(line)
        if mark:
            cells.append(("[markdown]" in (mark[1] or "") or "[md]" in (mark[1] or ""), []))
        else:
            cells[-1][1].append(line)
    kept = [(text, "\n".join(own).strip("\n")) for text, own in cells]
    kept = [(text, uncommented(source) if text else source) for text, source in kept if source]
    if len(kept) > MOST_CELLS:
        raise Unreadable(f"it has {len(kept)} cells, and more than {MOST_CELLS} are not graded")
    notebook = nbformat.v4.new_notebook(metadata={"notices": [], "python": ""})
    notebook.cells = [
        NotebookNode(
            cell_type="markdown" if text else "code", source=source, metadata=NotebookNode()
        )
        for text, source in kept
    ]
    return notebook


def uncommented(source: str) -> str:
    """A text cell without the comment signs, or without the quotes around it."""
    for quotes in ('"""', "'''"):
        if source.startswith(quotes) and source.endswith(quotes) and len(source) > 5:
            return source[3:-3].strip("\n")
    return "\n".join(COMMENT.sub("", line, count=1) for line in source.split("\n"))
