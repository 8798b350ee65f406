"""A notebook that was handed in: finding it, and reading it without trusting it."""

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from nbformat import NotebookNode

from autograder.submissions import names, notebook
from autograder.submissions.notebook import Unreadable
from autograder.submissions.notice import Notice

LARGEST = 100 * 1024**2
# Files of the results folder, beside the students' folders.
OURS = ("grades.csv", "class.html", "class.json")


@dataclass(frozen=True)
class Submission:
    """One student's notebook of one problem.

    folder : what was handed in by the student; below it, links are not followed
    """

    student: str
    problem: str
    path: Path
    notices: tuple[Notice, ...] = field(default=())
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
        """The notebook in format 4; see `notebook.parse`. Raises Unreadable if it is none."""
        return notebook.parse(content)


def find(folder: Path, problems: list[str]) -> tuple[list[Submission], list[str]]:
    """All submissions below `folder`, and the students (folders) that handed nothing in.

    `folder/<student>/<problem>.ipynb`; nbgrader's `<student>/<assignment>/<problem>.ipynb` too.
    """
    found, empty, taken = [], [], set()
    for student in sorted(entry for entry in folder.iterdir() if entry.is_dir()):
        if student.name.startswith("."):
            continue
        name = student_name(student.name, taken)
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
            text = f"a folder cannot be read ({error.strerror})"
            notice = Notice(kind="folder", text=text)
            path = student / f"{problem}.ipynb"
            return [Submission(name, problem, path, (notice,), folder=student)]
        files = [student / f"{problem}.ipynb"]
    exact = [path for path in files if path.name == f"{problem}.ipynb"]
    if exact:
        return [Submission(name, problem, exact[0], folder=student)]
    near = [p for p in files if is_near(p.name, problem)]
    if not near:
        return []
    latest = max(near, key=lambda path: names.read(path.name, {problem: ()}).numbers)
    shown = latest.name.encode("unicode_escape").decode()
    text = f"graded the file '{shown}'; the name should be {problem}.ipynb"
    notice = Notice(kind="name", text=text)
    return [Submission(name, problem, latest, (notice,), folder=student)]


def is_near(name: str, problem: str) -> bool:
    """Whether a notebook's name says that it is this problem."""
    stem_ending = name.lower().endswith((".ipynb", ".ipynb.txt", ".ipynb.json"))
    return stem_ending and names.read(name, {problem: ()}).problem == problem


def is_folder(entry: Path) -> bool:
    return entry.is_dir() and not entry.is_symlink() and not entry.name.startswith(".")
