"""A notebook that was handed in: finding it, and reading it without trusting it."""

import json
import os
import re
import stat
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

LARGEST = 200 * 1024**2


class Unreadable(Exception):
    """What was handed in is not a notebook; `reason` is for the student and the assistant."""

    def __init__(self, reason: str, content: bytes = b""):
        super().__init__(reason)
        self.reason, self.content = reason, content


@dataclass(frozen=True)
class Submission:
    """One student's notebook of one problem."""

    student: str
    problem: str
    path: Path
    notices: tuple[str, ...] = field(default=())

    def read(self) -> bytes:
        """The bytes of the file. Raises Unreadable unless it is a plain file of sensible size."""
        try:
            kind = os.lstat(self.path).st_mode
            if stat.S_ISLNK(kind) or self.path.parent.is_symlink():
                raise Unreadable("it is a link to another place; hand in the notebook itself")
            if not stat.S_ISREG(kind):
                raise Unreadable("it is not a file but a folder or a device")
            descriptor = os.open(self.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            with open(descriptor, "rb") as file:
                content = file.read(LARGEST + 1)
        except OSError as error:
            raise Unreadable(f"the file cannot be read ({error.strerror})") from None
        if len(content) > LARGEST:
            raise Unreadable("the file is larger than 200 MB; clear the outputs and hand in again")
        if not content.strip():
            raise Unreadable("the file is empty", content)
        return content

    def parse(self, content: bytes) -> nbformat.NotebookNode:
        """The notebook in format 4, however old it is. Raises Unreadable if it is none."""
        try:
            text = content.decode("utf-8-sig")
            document = json.loads(text)
        except UnicodeDecodeError:
            raise Unreadable("the file is not text in UTF-8", content) from None
        except (ValueError, RecursionError):
            raise Unreadable(f"the file is not a notebook: {guess(content)}", content) from None
        return upgrade(document, content)


def guess(content: bytes) -> str:
    """What a file that is not JSON may be instead."""
    start = content.lstrip()[:200].lower()
    if b"<<<<<<<" in content and b">>>>>>>" in content:
        return "it has merge conflict markers of git in it"
    if start.startswith((b"<!doctype", b"<html")):
        return "it is a web page (HTML); download the notebook itself, not the page"
    if start.startswith(b"%pdf"):
        return "it is a PDF"
    if start.startswith((b"import ", b"#", b"def ", b"from ")):
        return "it looks like a Python script"
    if start.startswith(b"{"):
        return "its text is cut off or damaged"
    return "it is not JSON"


def upgrade(document: object, content: bytes) -> nbformat.NotebookNode:
    """A notebook of format 4 whose cells have a type and a source, as far as it can be had."""
    if not isinstance(document, dict) or "nbformat" not in document:
        raise Unreadable("the file is JSON but not a notebook", content)
    version = document["nbformat"]
    if version not in (2, 3, 4):
        raise Unreadable(f"its notebook format is {str(version)[:20]}, not 2, 3 or 4", content)
    try:
        if version < 4:
            notebook = nbformat.convert(nbformat.reads(json.dumps(document), version), 4)
        else:
            notebook = nbformat.from_dict(document)
        cells = [plain_cell(cell) for cell in notebook.cells]
    except Exception as error:  # nbformat raises whatever a broken document makes it stumble over
        reason = f"the notebook is damaged ({type(error).__name__})"
        raise Unreadable(reason, content) from None
    return nbformat.v4.new_notebook(cells=cells)


def plain_cell(cell: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The cell with nothing but its type, its source and nbgrader's name for it."""
    source = cell.get("source", "")
    source = "".join(source) if isinstance(source, list) else source
    if not isinstance(source, str):
        raise TypeError("a cell without text")
    kind = cell.get("cell_type")
    metadata = cell.get("metadata")
    name = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    name = name.get("grade_id") if isinstance(name, dict) else None
    kept = {"grade_id": name} if isinstance(name, str) else {}
    if kind == "code":
        return nbformat.v4.new_code_cell(source, metadata=kept)
    return nbformat.v4.new_markdown_cell(source, metadata=kept)


def find(folder: Path, problems: list[str]) -> tuple[list[Submission], list[str]]:
    """All submissions below `folder`, and the students (folders) that handed nothing in.

    `folder/<student>/<problem>.ipynb`; nbgrader's `<student>/<assignment>/<problem>.ipynb` too.
    """
    found, empty = [], []
    for student in sorted(entry for entry in folder.iterdir() if entry.is_dir()):
        if student.name.startswith("."):
            continue
        own = [s for problem in problems for s in find_one(student, problem)]
        found += own
        if not own:
            empty.append(student.name)
    return found, empty


def find_one(student: Path, problem: str) -> list[Submission]:
    """The student's notebook of a problem: the exact name, or the only one that is nearly it."""
    folders = [student, *sorted(entry for entry in student.iterdir() if is_folder(entry))]
    for folder in folders:
        exact = folder / f"{problem}.ipynb"
        if os.path.lexists(exact):
            return [Submission(student.name, problem, exact)]
    renamed = re.compile(rf"{problem}[ _-]*(\(\d+\)|copy\d*|\d+)\.ipynb", re.IGNORECASE)
    near = [p for folder in folders for p in sorted(folder.iterdir()) if renamed.fullmatch(p.name)]
    if not near:
        return []
    notice = f"graded the file {near[-1].name!r}; the name should be {problem}.ipynb"
    return [Submission(student.name, problem, near[-1], (notice,))]


def is_folder(entry: Path) -> bool:
    return entry.is_dir() and not entry.is_symlink() and not entry.name.startswith(".")
