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


def fingerprint(submission: Submission, content: bytes) -> str:
    """The SHA-256 of the file; with files beside it, of all of them. Empty if there is nothing."""
    whole = hashlib.sha256(content)
    for name, beside in sorted(submission.files_beside().items()):
        whole.update(f"{name}\0{len(beside)}\0".encode() + beside)
    return whole.hexdigest() if content else ""


def key_of(submission: Submission) -> tuple[str, str, str] | None:
    """Equal for submissions to be graded together; None for what cannot be read."""
    try:
        cells = digest(submission.parse(submission.read()))
    except Unreadable:
        return None
    return submission.problem, cells, fingerprint(submission, b" ")
