"""What a results folder keeps of how things came: intake.csv, read for the way back."""

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from autograder.exports.tables import undefuse
from autograder.results import Folder


@dataclass(frozen=True)
class Arrival:
    """One file that came: of whom, for which problem, under which name, whether it was taken."""

    student: str
    name: str
    problem: str
    file: str
    taken: bool


@dataclass(frozen=True)
class Arrivals:
    """All of them, and what the platform calls each student."""

    files: tuple[Arrival, ...] = ()
    ids: dict[str, tuple[str, ...]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def number(self, student: str) -> str:
        """The platform's number of a student; empty if there is none."""
        return next((i for i in self.ids.get(student, ()) if i.isdecimal()), "")

    def student(self, known: str) -> str | None:
        """Who is meant by a number, login or address of the platform; not by a name."""
        names = set(self.names.values())
        found = {s for s, own in self.ids.items() if known in own and known not in names}
        return found.pop() if len(found) == 1 else None


def read(results: Path) -> Arrivals:
    """What intake.csv says; nothing if there is none."""
    try:
        text = Folder(results).intake.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return Arrivals()
    files, ids, names = [], {}, {}
    for row in csv.DictReader(io.StringIO(text, newline="")):
        cells = {key: undefuse(value or "") for key, value in row.items() if key}
        student = cells.get("student", "")
        if not student:
            continue
        files.append(
            Arrival(
                student, cells["name"], cells["problem"], cells["file"], cells["taken"] == "yes"
            )
        )
        own = tuple(filter(None, cells["platform ids"].split(" | ")))
        if own:
            ids[student], names[student] = own, cells["name"]
    return Arrivals(tuple(files), ids, names)


def way_back(arrival: Arrival) -> str:
    """The name under which feedback goes back: the one it came with, as a page.

    Of what came in a zip, the zip's name: that is what the platform knows.
    """
    parts = PurePosixPath(arrival.file).parts
    zipped = next((i for i, part in enumerate(parts) if part.lower().endswith(".zip")), None)
    own = parts if zipped is None else parts[: zipped + 1]
    return str(PurePosixPath(*own).with_suffix(".html"))
