"""The pages that browser tests look at, and what could be said against them."""

from pathlib import Path

import numpy as np

from autograder.checks.exhibits import Pair, Plane, Values
from autograder.feedback import pages
from autograder.grading import grader
from autograder.results import Hint, marks
from autograder.results.report import CheckResult, QuestionResult
from autograder.submissions import Notice
from tests import synthetic_class

HOSTILE = """<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>"""
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8cf"
    "c0f01f0005000201a5f645540000000049454e44ae426082"
)


def check(name: str, status: str, message: str = "", hint: Hint | None = None) -> CheckResult:
    says = f"`{name}(x)` gives what it should, for x that it has not seen."
    return CheckResult(name=name, says=says, status=status, points=1.0, message=message, hint=hint)


def graded(student: str = "ada", hostile: bool = False) -> grader.Graded:
    """A report with everything that a page can show: each status, each exhibit, marks, outputs."""
    rng = np.random.default_rng(0)
    says = HOSTILE if hostile else "It is not right."
    leak = Hint(kind="mistake", name="no_leak", text="The leak -x is missing.")
    checks = (
        check("velocity", "failed", says, leak),
        check("path", "failed", says, leak.model_copy(update={"told_before": True})),
        check("spectrum", "failed", says),
        check("figure", "failed", says),
        check("later", "skipped", "Needs this to hold first: `velocity(x)` is right."),
        check("ours", "error", "The grader failed here."),
        check("right", "passed"),
    )
    found = QuestionResult(
        id="1b", title="The velocity", score=1.0, max_score=3.0, written_max=0.0, checks=checks
    )
    written = QuestionResult(
        id="1a", title="Fixed points", score=3.0, max_score=3.0, written_max=1.0, checks=checks[-1:]
    )
    notice = Notice(kind="raised", text=f"cell 2 raised {says}", cells=(2,))
    report = synthetic_class.report(student, "problem1", "graded", 0.5, rng).model_copy(
        update={"questions": (written, found), "notices": (notice,)}
    )
    time = np.linspace(0, 5, 60)[:, None]
    reals, imaginary = rng.normal(size=9), rng.normal(size=9) * 1j
    exhibits = {
        ("1b", "velocity"): Values("The velocity", rng.normal(size=20), rng.normal(size=20)),
        ("1b", "path"): Values("The path", np.cos(time), np.cos(time + 0.1)),
        ("1b", "spectrum"): Plane("The spectrum", reals, imaginary, 1, 1),
        ("1b", "figure"): Pair("plot", PNG, PNG),
    }
    run = grader.CellRun(texts=[("stdout", says)], pictures=[PNG], error=f"NameError: {says}")
    return grader.Graded(report, exhibits=exhibits, cells=[(says, run)], numbers=[2])


def write_student(folder: Path, **options) -> Path:
    found = graded(**options)
    own = marks.Marks(
        student=found.report.student,
        problem="problem1",
        marks=(marks.Mark(question="1a", points=0.5, comment=found.report.told[0]),),
    )
    path = folder / "student.html"
    path.write_text(pages.student_page(found, own), encoding="utf-8")
    return path


def write_class(folder: Path, students: int, names: list[str]) -> Path:
    reports = synthetic_class.reports(students, names)
    path = folder / "class.html"
    path.write_text(pages.class_page(reports, ["nobody", HOSTILE]), encoding="utf-8")
    return path
