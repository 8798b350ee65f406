"""A notebook that was handed in: finding it, and reading it without trusting it."""

import contextlib
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from nbformat import NotebookNode

from autograder.languages import LANGUAGES
from autograder.submissions import notebook, script
from autograder.submissions.notebook import Unreadable
from autograder.submissions.notice import Notice

LARGEST = 100 * 1024**2
# Files of the results folder, beside the students' folders.
OURS = ("grades.csv", "class.html", "class.json", "intake.csv", "adjustments.csv")


@dataclass(frozen=True)
class Submission:
    """One student's notebook of one problem.

    folder : what was handed in by the student; below it, links are not followed
    refused : why nothing of what was handed in can be graded; empty if something can
    beside : files that go with the notebook, by their name relative to it
    seed : of the instances that it is asked; None for the grader's own
    handed_in, marked_late : when, in ISO 8601, and whether the platform calls it late
    """

    student: str
    problem: str
    path: Path
    notices: tuple[Notice, ...] = field(default=())
    folder: Path | None = None
    refused: str = ""
    beside: tuple[tuple[str, Path], ...] = ()
    handed_in: str = ""
    marked_late: bool = False
    seed: int | None = None

    def read(self) -> bytes:
        """The bytes of the file. Raises Unreadable unless it is a plain file of sensible size."""
        if self.refused:
            raise Unreadable(self.refused)
        try:
            if any(map(os.path.islink, self.way())):
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

    def way(self) -> list[Path]:
        """The file and the folders that it lies in, as far as the student handed them in."""
        chain = [self.path, *self.path.parents]
        return chain[: chain.index(self.folder) + 1] if self.folder in chain else chain[:2]

    def files_beside(self) -> dict[str, bytes]:
        """The files that go with the notebook, as far as they can be read."""
        found = {}
        for name, path in self.beside:
            with contextlib.suppress(OSError):
                descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
                with open(descriptor, "rb") as file:
                    if stat.S_ISREG(os.fstat(descriptor).st_mode):
                        found[name] = file.read(LARGEST)
        return found

    def parse(self, content: bytes) -> NotebookNode:
        """The notebook in format 4, a script as one, too. Raises Unreadable if it is none."""
        for language in LANGUAGES.values():
            if self.path.suffix.lower() == language.ending:
                return script.parse(content, language)
        return notebook.parse(content)


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
