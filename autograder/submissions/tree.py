"""Everything that was handed in, as one tree: folders, files, and zips as folders.

Links are not followed, hidden folders not entered; both stand in the tree with the reason.
"""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from autograder.submissions import unpacking

DEEPEST = 12  # folders and zips in one another
ZIPS_IN_ZIPS = 3


@dataclass(frozen=True)
class File:
    """One file: its name, where it lies now, how it is called for people, why it cannot be read."""

    name: str
    path: Path
    shown: str
    trouble: str = ""


@dataclass
class Folder:
    """A folder, or a zip that was unpacked."""

    name: str
    path: Path
    shown: str
    folders: list["Folder"] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    zipped: bool = False

    def everything(self) -> Iterator[File]:
        """All files below, those of this folder first."""
        yield from self.files
        for folder in self.folders:
            yield from folder.everything()


class Reader:
    """Makes the tree; what is unpacked goes below `temporary`."""

    def __init__(self, temporary: Path):
        self.temporary, self._number = temporary, 0

    def read(self, path: Path) -> Folder:
        """The tree below a folder, or in a platform's zip. Raises BadArchive if it is none."""
        if path.is_dir():
            return self._folder(path, Folder(path.resolve().name, path, ""), 0, 0)
        inner, left_out = self._unpack(path, unpacking.of_a_class(path))
        return self._zip(path.name, inner, left_out, "", 0, 1)

    def _folder(self, path: Path, made: Folder, depth: int, zips: int) -> Folder:
        try:
            entries = sorted(path.iterdir())
        except OSError as error:
            reason = f"the folder cannot be read ({error.strerror})"
            made.files.append(File(made.name, path, made.shown, reason))
            return made
        taken: set[str] = set()
        for entry in entries:
            name = os.fsencode(entry.name).decode("utf-8", "backslashreplace")
            name = f"{name} (other bytes)" if name in taken else name
            taken.add(name)
            shown = f"{made.shown}/{name}" if made.shown else name
            self._entry(entry, name, shown, made, depth, zips)
        return made

    def _entry(self, path, name, shown, made, depth, zips) -> None:
        mode = os.lstat(path).st_mode
        if unpacking.leaving([name]):
            made.files.append(File(name, path, shown, unpacking.HIDDEN))
        elif stat.S_ISDIR(mode) and not name.lower().endswith(".ipynb"):
            if depth == DEEPEST:
                made.files.append(File(name, path, shown, "lies in too many folders"))
            else:
                made.folders.append(self._folder(path, Folder(name, path, shown), depth + 1, zips))
        elif not stat.S_ISREG(mode):
            what = "is a link to another place" if stat.S_ISLNK(mode) else "is no file"
            made.files.append(File(name, path, shown, what))
        elif name.lower().endswith(".zip") and zips < ZIPS_IN_ZIPS:
            try:
                inner, left_out = self._unpack(path, self._bounds(path, depth))
            except unpacking.BadArchive as error:
                made.files.append(File(name, path, shown, str(error)))
            else:
                made.folders.append(self._zip(name, inner, left_out, shown, depth + 1, zips + 1))
        else:
            made.files.append(File(name, path, shown))

    def _zip(self, name, inner, left_out, shown, depth, zips) -> Folder:
        made = Folder(name.removesuffix(".zip"), inner, shown, zipped=True)
        self._folder(inner, made, depth, zips)
        for one in left_out:
            base = one.name.rsplit("/", 1)[-1]
            below = f"{shown}/{one.name}" if shown else one.name
            made.files.append(File(base, inner / base, below, one.reason))
        return made

    def _unpack(self, path: Path, bounds) -> tuple[Path, list[unpacking.LeftOut]]:
        self._number += 1
        inner = self.temporary / str(self._number)
        inner.mkdir()
        return inner, unpacking.unpack(path, inner, bounds)

    def _bounds(self, path: Path, depth: int) -> unpacking.Bounds:
        """Those of a student; a zip at the top with many files may be one of a whole class."""
        if depth == 0 and len(unpacking.names(path)) > unpacking.STUDENT.files:
            return unpacking.of_a_class(path)
        return unpacking.STUDENT
