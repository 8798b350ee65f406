"""What tells the contents of two notebooks apart."""

import hashlib
import json

from nbformat import NotebookNode

from autograder.submissions.notebook import Unreadable
from autograder.submissions.submission import Submission


def digest(notebook: NotebookNode) -> str:
    """A digest of the types and sources of all cells, and of what is odd about the file.

    Whatever else is in the file, outputs first of all, can reach neither a report nor a page.
    notebook : as `Submission.parse` gives it
    """
    cells = [[cell.cell_type, cell.source] for cell in notebook.cells]
    odd = [notice.text for notice in notebook.metadata.get("notices", [])]
    language = notebook.metadata.get("language", "python")
    text = json.dumps([odd, cells] + [language] * (language != "python"))
    return hashlib.sha256(text.encode()).hexdigest()


def key_of(submission: Submission) -> tuple[str, str] | None:
    """Equal for submissions to be graded together; None for what cannot be read."""
    try:
        return submission.problem, digest(submission.parse(submission.read()))
    except Unreadable:
        return None
