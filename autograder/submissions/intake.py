"""The one way in: a folder or a zip, of whatever platform -> submissions, and a line for each file.

with intake.opened(path, problems) as found: ...
"""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from autograder.submissions import choice, layouts, unpacking
from autograder.submissions.layouts import Origin, Parcel
from autograder.submissions.layouts.plain import GRADABLE
from autograder.submissions.look import Looked
from autograder.submissions.notice import Notice
from autograder.submissions.submission import Submission, student_name
from autograder.submissions.tree import File, Reader

HEAD = ("student", "name", "problem", "file", "taken", "why", "handed in", "late", "platform ids")
NOT_BESIDE = (".ipynb", ".zip", ".html", ".pdf")
MOST_BESIDE, LARGEST_BESIDE = 50, 20 * 1024**2
Look = Callable[[list[Path]], Iterable[tuple[Path, Looked | None]]]
Who = Callable[[Origin], str | None]


class BadIntake(Exception):
    """What was named as submissions cannot be taken; says why and what to do."""


@dataclass
class Student:
    """One person: what the report calls them, and all that they handed in."""

    name: str
    origin: Origin
    parcels: list[Parcel] = field(default_factory=list)


@dataclass
class Intake:
    """What there is to grade, who handed nothing in, and a line for every file."""

    layout: str
    submissions: list[Submission] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    rows: list[tuple[str, choice.Row]] = field(default_factory=list)
    set_aside: list[tuple[File, str]] = field(default_factory=list)

    def table(self) -> list[list[str]]:
        """intake.csv, heading first."""
        found = []
        for student, row in self.rows:
            when = row.origin.when.isoformat() if row.origin.when else ""
            late = "late" if row.origin.late else ""
            ids = " | ".join(row.origin.ids)
            own = [student, row.origin.name, row.problem, row.file.shown]
            found.append([*own, "yes" if row.taken else "no", row.why, when, late, ids])
        for name in self.missing:
            found.append([name, "", "", "", "no", "nothing handed in", "", "", ""])
        for file, reason in self.set_aside:
            found.append(["", "", "", file.shown, "no", reason, "", "", ""])
        return [list(HEAD), *found]

    def line(self) -> str:
        """What the folder was taken for, and what is in it, in one line."""
        people = len({s.student for s in self.submissions})
        late = len({(n, r.problem) for n, r in self.rows if r.taken and r.origin.late})
        aside = sum(not r.taken and r.why != choice.BESIDE for _, r in self.rows)
        aside += len(self.set_aside)
        said = f"taken for {self.layout}: {counted(people, 'student')}"
        said += f", {counted(len(self.submissions), 'notebook')}"
        said += f", {late} marked late by the platform" if late else ""
        said += (
            f", {counted(len(self.missing), 'student')} without anything" if self.missing else ""
        )
        return said + (f", {counted(aside, 'file')} set aside (see intake.csv)" if aside else "")


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


@contextmanager
def opened(
    path: Path,
    problems: Mapping[str, tuple[str, ...]],
    look: Look = lambda paths: ((path, None) for path in paths),
    who: Who = lambda origin: None,
    expected: Iterable[str] = (),
) -> Iterator[Intake]:
    """Everything that was handed in; a zip is unpacked for as long as the context lasts.

    problems : other names of each problem that is graded
    look : what the cells of files say
    who : the roster's id of a person; None if it does not know them, or there is no roster
    expected : the roster's ids
    Raises BadIntake.
    """
    with tempfile.TemporaryDirectory(prefix="submissions-") as temporary:
        try:
            tree = Reader(Path(temporary)).read(path)
            layout = layouts.take(tree, problems)
        except unpacking.BadArchive as error:
            raise BadIntake(f"the zip {path} {error}") from None
        except OSError as error:
            raise BadIntake(f"{path} cannot be read ({error.strerror})") from None
        except layouts.SeveralPeople as error:
            raise BadIntake(str(error)) from None
        yield sorted_out(layout, problems, look, who, expected)


def of_one(
    folder: Path, student: str, problems: Mapping[str, tuple[str, ...]], temporary: Path, look: Look
) -> list[Submission]:
    """What one student handed in; for what cannot be graded, a submission with the reason.

    For other people's graders, which know who it is. Zips are unpacked below `temporary`.
    """
    try:
        tree = Reader(temporary).read(folder)
    except OSError as error:
        reason = f"the folder cannot be read ({error.strerror})"
        return [Submission(student, problem, folder, refused=reason) for problem in problems]
    layout = layouts.Layout("", [Parcel(Origin(student), list(tree.everything()))])
    return sorted_out(layout, problems, look, lambda origin: student, ()).submissions


def sorted_out(layout, problems, look, who, expected) -> Intake:
    """Each person's files chosen from."""
    students = people(layout.parcels, who)
    paths = [
        file.path
        for student in students
        for parcel in student.parcels
        for file in parcel.files
        if file.name.lower().endswith(GRADABLE) and not file.trouble
    ]
    looked = dict(look(paths))
    made = Intake(layout.name, set_aside=[s for s in layout.strays if s[1] != unpacking.HIDDEN])
    students.sort(key=lambda student: student.name)
    choices = [choice.choose(student.parcels, problems, looked) for student in students]
    current = {p for chosen in choices for p in chosen.chosen} or set(problems)
    for student, chosen in zip(students, choices, strict=True):
        if chosen.unclear is not None:
            chosen.refused |= {problem: chosen.unclear for problem in current}
        made.rows += [(student.name, row) for row in chosen.rows]
        own = [*submissions(student, chosen)]
        made.submissions += own
        if not own:
            made.missing.append(student.name)
    known = {student.name for student in students}
    made.missing += [name for name in expected if name not in known]
    return made


def people(parcels: list[Parcel], who: Who) -> list[Student]:
    """The parcels by person; the members of a group have the same ones."""
    found: dict[tuple[str, str], Student] = {}
    taken: set[str] = set()
    every = [(p, one) for p in parcels for one in (p.origin, *p.origin.together)]
    for parcel, origin in every:
        known = who(origin)
        key = ("roster", known) if known else ("platform", origin.person)
        if key not in found:
            found[key] = Student(student_name(known or origin.person, taken), origin)
        found[key].parcels.append(replace(parcel, origin=replace(parcel.origin, together=())))
    return list(found.values())


def submissions(student: Student, chosen: choice.Choice) -> Iterator[Submission]:
    """What is graded, and for what cannot be graded the reason."""
    for problem in sorted({*chosen.chosen, *chosen.refused}):
        best = chosen.chosen.get(problem)
        if best is None:
            reason, file = chosen.refused[problem]
            yield Submission(student.name, problem, file.path, refused=reason)
            continue
        notices = [Notice(kind="name", text=text) for text in chosen.told.get(problem, ())]
        origin = best.origin
        yield Submission(
            student.name,
            problem,
            best.file.path,
            tuple(notices),
            refused=refusal(best.file),
            beside=beside(best, student.parcels),
            handed_in=origin.when.isoformat() if origin.when else "",
            marked_late=origin.late,
        )


def refusal(file: File) -> str:
    """Why a file cannot be read that is not there; of one that is there, its reader says more."""
    return f"{ascii(file.name)} {file.trouble}" if not os.path.lexists(file.path) else ""


def beside(best: choice.Candidate, parcels: list[Parcel]) -> tuple[tuple[str, Path], ...]:
    """What lies beside the notebook or below it, by relative name, within bounds.

    A platform that keeps all files flat has a parcel for each: there the last of a name counts.
    """
    place = best.file.shown.rpartition("/")[0]
    found = {}
    for number, parcel in sorted(enumerate(parcels), key=lambda p: p[1].origin.order):
        own = number == best.parcel
        for file in parcel.files:
            if file.trouble or file.path == best.file.path or parcel.text:
                continue
            if file.name.lower().endswith(NOT_BESIDE):
                continue
            if own and file.shown.rpartition("/")[0] != place:
                name = file.shown.removeprefix(f"{place}/" if place else "")
                found |= {name: file.path} if name != file.shown or not place else {}
            elif own or file.shown.rpartition("/")[0] == place:
                found[file.name] = file.path
    return tuple(within_bounds(found))


def within_bounds(found: dict[str, Path]) -> Iterator[tuple[str, Path]]:
    left = LARGEST_BESIDE
    for name, path in list(found.items())[:MOST_BESIDE]:
        size = path.lstat().st_size
        if size <= left:
            left -= size
            yield name, path
