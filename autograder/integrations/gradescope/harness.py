"""Our grading inside Gradescope: what `run_autograder` of the zip starts.

    python -m autograder.integrations.gradescope /autograder

Reads `submission`, writes `results/results.json` whole or not at all. If the grader itself fails
there is no results.json and the exit code is 1: Gradescope then says that the autograder failed,
and nobody is given a 0 that is no mark.
"""

import contextlib
import json
import os
import sys
import tempfile
from pathlib import Path

from autograder import PROJECT
from autograder.grading import grader
from autograder.integrations.gradescope import results_json
from autograder.problems import catalogue
from autograder.results import write_whole
from autograder.sandbox import Limits, Process, SandboxMissing, find_bubblewrap
from autograder.submissions import Submission, find_one, unpacking

SETTINGS = PROJECT.parent / "settings.json"
MOST_FILES = 2_000


class NothingToGrade(Exception):
    """There is no notebook, or it is not clear which; the reason is for the student."""


def main(root: Path, settings: dict) -> int:
    """Grade the submission below `root`; returns the exit code."""
    close_to_others(root)
    target = root / "results" / "results.json"
    target.unlink(missing_ok=True)
    problem = catalogue.read(settings["problem"])
    with tempfile.TemporaryDirectory(prefix="handed-in-") as temporary:
        try:
            path, notices = find(root / "submission", problem.name, Path(temporary))
        except NothingToGrade as error:
            write_whole(target, results_json.refusal(str(error)))
            print(f"nothing to grade: {error}")
            return 0
        sandbox = sandbox_here()
        submission = Submission(student(root), problem.name, path)
        graded = grader.grade(submission, sandbox)
        if graded.report.status == "error":  # perhaps the machine was busy: once more
            graded = grader.grade(submission, sandbox)
    print(f"graded by {graded.report.grader}, sandbox: {sandbox}, {graded.report.status}")
    if graded.report.status == "error":
        faults = [c for q in graded.report.questions for c in q.checks if c.status == "error"]
        print("\n".join(f"{check.name}: {check.message}" for check in faults))
        return 1
    write_whole(target, results_json.results(graded, problem, settings["visibility"], notices))
    return 0


def close_to_others(root: Path) -> None:
    """Leave nothing below `root` readable by the user that student code may run as."""
    for name in ("source", "results", "submission_metadata.json", "submission"):
        path = root / name
        with contextlib.suppress(OSError):  # a submission may be mounted read-only: it is theirs
            path.chmod(0o700 if path.is_dir() else 0o600)


def sandbox_here() -> str:
    """The strongest sandbox that starts in this container. Raises SandboxMissing if there is none.

    It is tried before any student's code runs, so that none can bring about the weaker one.
    """
    try:
        find_bubblewrap()
        try_to_start("bubblewrap")
        return "bubblewrap"
    except SandboxMissing as error:
        print(f"not bubblewrap: {error}")
    try_to_start("unprivileged")
    return "unprivileged"


def try_to_start(kind: str) -> None:
    """Start a sandbox of this kind and end it; if that fails, perhaps of a busy machine, again.

    Raises SandboxMissing.
    """
    for chances in (1, 0):
        try:
            Process(Limits(), kind).close()
            return
        except (SandboxMissing, OSError) as error:
            if not chances:
                raise SandboxMissing(str(error)) from error


def student(root: Path) -> str:
    """Who handed it in, as Gradescope says."""
    try:
        users = json.loads((root / "submission_metadata.json").read_text(encoding="utf-8"))["users"]
        return ", ".join(str(user.get("email") or user.get("name")) for user in users) or "student"
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return "student"


def find(folder: Path, problem: str, temporary: Path) -> tuple[Path, list[str]]:
    """The notebook to grade, and what the student should know about the choice.

    The right name counts, then a name that is nearly it, then the only notebook there is; zips
    are unpacked into `temporary`. Raises NothingToGrade.
    """
    notices = []
    folders = [folder]
    for number, path in enumerate(files(folder, ".zip")):
        inner = temporary / str(number)
        inner.mkdir()
        try:
            left_out = unpacking.unpack(path, inner)
        except unpacking.BadArchive as error:
            notices.append(f"the zip {ascii(path.name)} {error}; it was left out")
        else:
            folders.append(inner)
            told = [f"{ascii(x.name)} in {ascii(path.name)} {x.reason}" for x in left_out]
            notices += [line for line in told if unpacking.HIDDEN not in line]
    for place in folders:
        for found in find_one(place, problem, "student"):
            return found.path, [*notices, *(notice.text for notice in found.notices)]
    notebooks = [path for place in folders for path in files(place, ".ipynb")]
    same = [path for path in notebooks if path.name == f"{problem}.ipynb"]
    if len(same) == 1 or len(notebooks) == 1:
        path = (same or notebooks)[0]
        if not same:
            notices.append(f"graded {ascii(path.name)}; the name should be {problem}.ipynb")
        return path, notices
    if notebooks:
        names = ", ".join(sorted({ascii(path.name) for path in notebooks})[:6])
        reason = f"there are {len(notebooks)} notebooks ({names}), and none is {problem}.ipynb"
    else:
        reason = "there is no notebook in it"
    raise NothingToGrade("; ".join([*notices, f"{reason}. Hand in {problem}.ipynb once more."]))


def files(folder: Path, ending: str) -> list[Path]:
    """Plain files below a folder, hidden folders left out, links not followed."""
    found, looked_at = [], 0
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith((".", "__MACOSX")))
        looked_at += len(names)
        paths = [Path(place, name) for name in sorted(names) if name.lower().endswith(ending)]
        found += [p for p in paths if p.is_file() and not p.is_symlink() and p.name[0] != "."]
        if looked_at > MOST_FILES:
            break
    return found


def command() -> None:
    sys.exit(main(Path(sys.argv[1]), json.loads(SETTINGS.read_text(encoding="utf-8"))))
