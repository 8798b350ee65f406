"""A notebook that was handed in: finding it, and reading it without trusting it."""

import json
import os
import re
import stat
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode

LARGEST = 100 * 1024**2
MOST_PARTS = 5_000_000
MOST_CELLS = 20_000
OURS = ("grades.csv", "class.html")  # files of the results folder, beside the students' folders
IN_QUOTES = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)


class Unreadable(Exception):
    """What was handed in is not a notebook; `reason` is for the student and the assistant."""

    def __init__(self, reason: str, content: bytes = b""):
        super().__init__(reason)
        self.reason, self.content = reason, content


@dataclass(frozen=True)
class Submission:
    """One student's notebook of one problem.

    folder : what was handed in by the student; below it, links are not followed
    """

    student: str
    problem: str
    path: Path
    notices: tuple[str, ...] = field(default=())
    folder: Path | None = None

    def read(self) -> bytes:
        """The bytes of the file. Raises Unreadable unless it is a plain file of sensible size."""
        try:
            if any(map(os.path.islink, self.handed_in())):
                raise Unreadable("it is a link to another place; hand in the notebook itself")
            kind = os.lstat(self.path)
            if not stat.S_ISREG(kind.st_mode):
                raise Unreadable("it is not a file but a folder or a device")
            if kind.st_nlink > 1:
                raise Unreadable(
                    "it is the same file as another one on this disk (a hard link); if the "
                    "submissions were copied that way, copy them once more, as files of their own"
                )
            descriptor = os.open(self.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            with open(descriptor, "rb") as file:
                content = file.read(LARGEST + 1)
        except OSError as error:
            raise Unreadable(f"the file cannot be read ({error.strerror})") from None
        if len(content) > LARGEST:
            raise Unreadable("the file is larger than 100 MB; clear the outputs and hand in again")
        if not content.strip(b" \t\r\n\0"):
            raise Unreadable("the file is empty", content)
        return content

    def handed_in(self) -> list[Path]:
        """The file and the folders that it lies in, as far as the student handed them in."""
        chain = [self.path, *self.path.parents]
        return chain[: chain.index(self.folder) + 1] if self.folder in chain else chain[:2]

    def parse(self, content: bytes) -> NotebookNode:
        """The notebook in format 4, however old it is. Raises Unreadable if it is none.

        `metadata.notices` says what about it is odd, but not in the way of grading.
        """
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise Unreadable(f"the file is not text in UTF-8{encoding(content)}", content) from None
        if too_many_parts(content):
            raise Unreadable("it has too many parts; clear the outputs and hand in again", content)
        try:
            document = json.loads(text)
        except (ValueError, RecursionError, MemoryError):
            raise Unreadable(f"the file is not a notebook: {guess(content)}", content) from None
        try:
            return upgrade(document)
        except Unreadable as error:
            raise Unreadable(error.reason, content) from None


def encoding(content: bytes) -> str:
    """A word about what the file may be, if it is not UTF-8."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return " but in UTF-16; save it as UTF-8"
    if content.startswith((b"PK\x03\x04", b"\x1f\x8b")):
        return " but an archive; unpack it and hand in the notebook"
    return " but damaged, or no text at all"


def too_many_parts(content: bytes) -> bool:
    """Whether a few bytes each would become so many objects that the grader runs out of memory."""
    signs = (b",", b"[", b"{")
    if sum(map(content.count, signs)) <= MOST_PARTS:
        return False
    bare = IN_QUOTES.sub(b"", content)
    return sum(map(bare.count, signs)) > MOST_PARTS


def guess(content: bytes) -> str:
    """What a file that is not JSON may be instead."""
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if b"<<<<<<<" in content and b">>>>>>>" in content:
        return "it has merge conflict markers of git in it"
    if start.startswith(b"version https://git-lfs"):
        return "it is a pointer of git lfs; fetch the file itself"
    if start.startswith((b"<!doctype", b"<html", b"<?xml")):
        return "it is a web page (HTML); download the notebook itself, not the page"
    if start.startswith(b"%pdf"):
        return "it is a PDF"
    if start.startswith((b"import ", b"#", b"def ", b"from ", b'"""')):
        return "it looks like a Python script"
    if start.startswith(b"{"):
        return "its text is cut off or damaged"
    return "it is not JSON"


def upgrade(document: object) -> NotebookNode:
    """A notebook of format 4 whose cells have a type and a source, as far as it can be had."""
    if not isinstance(document, dict) or "nbformat" not in document:
        raise Unreadable("the file is JSON but not a notebook")
    version = document["nbformat"]
    if isinstance(version, bool) or version not in (2, 3, 4):
        shown = ascii(version)[:20] if isinstance(version, int | float | str) else "no number"
        raise Unreadable(f"its notebook format is {shown}, not 2, 3 or 4")
    if version < 4:
        try:
            document = nbformat.convert(nbformat.reads(json.dumps(document), int(version)), 4)
        except Exception:  # nbformat raises whatever a broken document makes it stumble over
            raise Unreadable(f"the notebook, in the old format {version}, is damaged") from None
    cells = document.get("cells")
    if not isinstance(cells, list):
        raise Unreadable("the notebook is damaged: it has no list of cells")
    if len(cells) > MOST_CELLS:
        raise Unreadable(f"it has {len(cells)} cells, and more than {MOST_CELLS} are not graded")
    notebook = nbformat.v4.new_notebook(metadata={"notices": oddities(document, cells)})
    notebook.cells = [plain_cell(cell) for cell in cells]
    return notebook


def plain_cell(cell: object) -> NotebookNode:
    """The cell with nothing but its type, its source and nbgrader's name for it."""
    source, metadata = source_of(cell) or "", {}
    if isinstance(cell, dict) and isinstance(cell.get("metadata"), dict):
        name = cell["metadata"].get("nbgrader")
        name = name.get("grade_id") if isinstance(name, dict) else None
        metadata = {"grade_id": name} if isinstance(name, str) else {}
    kind = "code" if isinstance(cell, dict) and cell.get("cell_type") == "code" else "markdown"
    return NotebookNode(cell_type=kind, source=source, metadata=NotebookNode(metadata))


def source_of(cell: object) -> str | None:
    """The text of a cell, without half surrogate pairs; None if the cell is damaged."""
    source = cell.get("source") if isinstance(cell, dict) else None
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    return source.encode("utf-8", "replace").decode() if isinstance(source, str) else None


def oddities(document: dict, cells: list) -> list[str]:
    """What a person who looks into a low mark should know about the notebook."""
    damaged = [str(i) for i, cell in enumerate(cells, 1) if source_of(cell) is None]
    found = []
    if damaged:
        more = ", ..." if len(damaged) > 8 else ""
        found.append(f"damaged and left out: cell {', '.join(damaged[:8])}{more}")
    metadata = document.get("metadata")
    for key, name in (("kernelspec", "language"), ("language_info", "name")):
        about = metadata.get(key) if isinstance(metadata, dict) else None
        said = about.get(name) if isinstance(about, dict) else None
        if isinstance(said, str) and said and not said.lower().startswith(("python", "ipython")):
            found.append(f"the notebook says that its language is {ascii(said)[:30]}, not Python")
            break
    return found


def find(folder: Path, problems: list[str]) -> tuple[list[Submission], list[str]]:
    """All submissions below `folder`, and the students (folders) that handed nothing in.

    `folder/<student>/<problem>.ipynb`; nbgrader's `<student>/<assignment>/<problem>.ipynb` too.
    """
    found, empty, names = [], [], set()
    for student in sorted(entry for entry in folder.iterdir() if entry.is_dir()):
        if student.name.startswith("."):
            continue
        name = student_name(student.name, names)
        own = [s for problem in problems for s in find_one(student, problem, name)]
        found += own
        if not own:
            empty.append(name)
    return found, empty


def student_name(folder: str, taken: set[str]) -> str:
    """What the student is called: the folder's name, made fit for a file and a report, and unique.

    taken : names that are in use already; the new one is added
    """
    name = os.fsencode(folder).decode("utf-8", "backslashreplace")
    if name in OURS or len(name.encode()) > 240:
        name = f"{name[:100]}..." if len(name) > 100 else f"{name} (student)"
    stem, number = name, 2
    while name in taken:
        name, number = f"{stem} ({number})", number + 1
    taken.add(name)
    return name


def find_one(student: Path, problem: str, name: str | None = None) -> list[Submission]:
    """The student's notebook of a problem: the exact name, or the only one that is nearly it."""
    name = student.name if name is None else name
    files: list[Path] = []
    try:
        folders = [student, *sorted(entry for entry in student.iterdir() if is_folder(entry))]
        files = [path for folder in folders for path in sorted(folder.iterdir())]
    except OSError as error:
        if not os.path.lexists(student / f"{problem}.ipynb"):
            notice = f"a folder cannot be read ({error.strerror})"
            path = student / f"{problem}.ipynb"
            return [Submission(name, problem, path, (notice,), folder=student)]
        files = [student / f"{problem}.ipynb"]
    exact = [path for path in files if path.name == f"{problem}.ipynb"]
    if exact:
        return [Submission(name, problem, exact[0], folder=student)]
    ending = r"([ _-]+\d+|[ _-]*\(\d+\)|[ _-]*copy[ _-]*\d*)*\.ipynb"
    near = [p for p in files if re.fullmatch(problem + ending, p.name, re.IGNORECASE)]
    if not near:
        return []
    latest = max(near, key=lambda path: [int(n) for n in re.findall(r"\d+", path.name)])
    shown = latest.name.encode("unicode_escape").decode()
    notice = f"graded the file '{shown}'; the name should be {problem}.ipynb"
    return [Submission(name, problem, latest, (notice,), folder=student)]


def is_folder(entry: Path) -> bool:
    return entry.is_dir() and not entry.is_symlink() and not entry.name.startswith(".")
