"""Our grading inside Gradescope: what `run_autograder` of the zip starts.

    python -m autograder.integrations.gradescope /autograder

Reads `submission`, writes `results/results.json` whole or not at all. If the grader itself fails
there is no results.json and the exit code is 1: Gradescope then says that the autograder failed,
and nobody is given a 0 that is no mark.
"""

import contextlib
import json
import sys
import tempfile
from pathlib import Path

from autograder import PROJECT
from autograder.grading import grader
from autograder.integrations.gradescope import results_json
from autograder.problems import catalogue, recognition
from autograder.results import write_whole
from autograder.sandbox import Limits, Process, SandboxMissing, find_bubblewrap
from autograder.submissions import Submission, intake

SETTINGS = PROJECT.parent / "settings.json"


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
            submission = find(root / "submission", problem.name, student(root), Path(temporary))
        except NothingToGrade as error:
            write_whole(target, results_json.refusal(str(error)))
            print(f"nothing to grade: {error}")
            return 0
        sandbox = sandbox_here()
        graded = grader.grade(submission, sandbox)
        if graded.report.status == "error":  # perhaps the machine was busy: once more
            graded = grader.grade(submission, sandbox)
    print(f"graded by {graded.report.grader}, sandbox: {sandbox}, {graded.report.status}")
    if graded.report.status == "error":
        faults = [c for q in graded.report.questions for c in q.checks if c.status == "error"]
        print("\n".join(f"{check.name}: {check.message}" for check in faults))
        return 1
    write_whole(target, results_json.results(graded, problem, settings["visibility"]))
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


def find(folder: Path, problem: str, who: str, temporary: Path) -> Submission:
    """The notebook to grade, as `make grade` finds it. Raises NothingToGrade."""
    names = {problem: ()}
    found = intake.of_one(folder, who, names, temporary, recognition.recognise_all)
    if not found:
        raise NothingToGrade(f"there is no notebook in it. Hand in {problem}.ipynb once more.")
    if found[0].refused:
        raise NothingToGrade(f"{found[0].refused}. Hand in {problem}.ipynb once more.")
    return found[0]


def command() -> None:
    sys.exit(main(Path(sys.argv[1]), json.loads(SETTINGS.read_text(encoding="utf-8"))))
