"""The results folder of a class, as one object that knows where everything lies in it."""

import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder import locks
from autograder.results.report import Report

MARKS = ".marks.json"
UNFINISHED = re.compile(r"\.(?:.*\.)?[0-9a-f]{16}\.tmp|\.probe\.[0-9a-f]{16}")


@dataclass(frozen=True)
class Folder:
    """`RESULTS`: a folder per student with reports, pages and marks, and the class beside them."""

    path: Path

    def report(self, student: str, problem: str) -> Path:
        return self.path / student / f"{problem}.json"

    def page(self, student: str, problem: str) -> Path:
        return self.path / student / f"{problem}.html"

    def shown(self, student: str, problem: str) -> Path:
        """What the page shows beside the report, see `feedback.kept`."""
        return self.path / student / f"{problem}.page.gz"

    def marks(self, student: str, problem: str) -> Path:
        return self.path / student / f"{problem}{MARKS}"

    @property
    def grades(self) -> Path:
        return self.path / "grades.csv"

    @property
    def class_page(self) -> Path:
        return self.path / "class.html"

    @property
    def intake(self) -> Path:
        return self.path / "intake.csv"

    @property
    def adjustments(self) -> Path:
        return self.path / "adjustments.csv"

    @property
    def class_data(self) -> Path:
        return self.path / "class.json"

    def read(self, student: str, problem: str) -> Report:
        """A report. Raises OSError if it is not there, ValueError if it is none."""
        return Report.from_json(self.report(student, problem).read_text(encoding="utf-8"))

    def reports(self) -> list[Report]:
        """All reports, by student and problem; what is no report is left out, and who is gone."""
        found, current = [], self.current()
        for path in self._files("*/*.json"):
            gone = current is not None and (path.parent.name, path.stem) not in current
            if not path.name.endswith(MARKS) and not gone:
                try:
                    found.append(Report.from_json(path.read_text(encoding="utf-8")))
                except (OSError, ValueError):
                    continue
        return sorted(found, key=lambda report: (report.student, report.problem))

    def missing(self) -> list[str]:
        """Students who handed nothing in, as the last grading has kept it."""
        try:
            kept = json.loads(self.class_data.read_text(encoding="utf-8"))
            return [name for name in kept["missing"] if isinstance(name, str)]
        except (OSError, ValueError, KeyError, TypeError):
            return []

    def excused(self) -> frozenset[tuple[str, str]]:
        """(student, problem) of what was excused and is not there."""
        try:
            kept = json.loads(self.class_data.read_text(encoding="utf-8"))
            return frozenset((str(s), str(p)) for s, p in kept["excused"])
        except (OSError, ValueError, KeyError, TypeError):
            return frozenset()

    def current(self) -> set[tuple[str, str]] | None:
        """(student, problem) of the reports that count; None if no class was written here."""
        try:
            kept = json.loads(self.class_data.read_text(encoding="utf-8"))
            return {(str(s), str(p)) for s, p in kept["reports"]}
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep_class(
        self,
        missing: list[str],
        excused: Iterable[tuple[str, str]],
        reports: Iterable[tuple[str, str]],
    ) -> None:
        """Keep who handed nothing in, what is excused and not there, and which reports count."""
        kept = {"schema": 2, "missing": missing, "excused": sorted(map(list, excused))}
        kept["reports"] = sorted(map(list, reports))
        text = json.dumps(kept, indent=1, ensure_ascii=False)
        write_whole(self.class_data, text + "\n")

    def check_writable(self) -> None:
        """Raise OSError, before any work is done, if results cannot be written."""
        self.path.mkdir(parents=True, exist_ok=True)
        probe = self.path / f".probe.{locks.new_name()}"
        try:
            with open(locks.create(probe), "w") as file:
                file.write("probe")
        finally:
            probe.unlink(missing_ok=True)

    def remove_unfinished(self) -> None:
        """Remove the temporary files of graders that were killed while they wrote a report."""
        for path in [*self._files(".*"), *self._files("*/.*.tmp")]:
            if UNFINISHED.fullmatch(path.name):
                locks.remove_if_abandoned(path)

    def _files(self, pattern: str) -> Iterator[Path]:
        return iter(sorted(self.path.glob(pattern)))


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all: temporary file that is held, fsync, rename."""
    data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{locks.new_name()}.tmp")
    try:
        with open(locks.create(temporary), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
