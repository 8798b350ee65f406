"""Submissions of one content in; for each a page and a report on disk, and an outcome."""

import errno
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from autograder.batch.groups import Group, handed_on
from autograder.feedback import kept, pages
from autograder.grading import Graded, Run, grader, grader_identity
from autograder.problems import catalogue
from autograder.results import Folder, Report, Written, marks, write_whole
from autograder.sandbox import isolation
from autograder.submissions import Notice, Submission, Unreadable, fingerprint

FAILED = "the grader failed, which is not the student's fault"
NO_SPACE = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True)
class Outcome:
    """What became of one submission, in a few words: a class may be large, so the rest is on disk.

    fresh : whether it was graded now, and not in an earlier run
    seconds : what its grading took, by kind; empty if another one's served
    unwritten : the report, if it could not be put in its place
    """

    submission: Submission
    status: str
    score: float
    max_score: float
    notice: str
    fresh: bool
    seconds: dict[str, float] = field(default_factory=dict)
    unwritten: Report | None = None

    @classmethod
    def of(cls, submission: Submission, report: Report, fresh: bool, **more) -> "Outcome":
        notice = "; ".join(report.told)[:200]
        counts = (report.status, report.score, report.max_score, notice)
        return cls(submission, *counts, fresh=fresh, **more)

    def report(self, results: Path) -> Report:
        """The whole report. Raises OSError or ValueError if it has gone meanwhile."""
        return self.unwritten or Folder(results).read(
            self.submission.student, self.submission.problem
        )


def grade_one(submission: Submission, results: Path, sandbox: str, run: Run = "needed") -> Outcome:
    """Grade one submission and write its page and its report."""
    return grade_group((submission,), results, sandbox, run)[0]


def grade_group(group: Group, results: Path, sandbox: str, run: Run = "needed") -> list[Outcome]:
    """Grade submissions of one content; write the page and the report of each.

    Raises OSError only if there is no space for them.
    """
    return [keep(one, results, sandbox, graded) for one, graded in grade(group, sandbox, run)]


def grade(group: Group, sandbox: str, run: Run = "needed") -> Iterator[tuple[Submission, Graded]]:
    """Grade the first, and hand on what all others of its content share with it.

    A failure of the grader is not handed on: the next one may be luckier.
    """
    first, shared = None, None
    for submission in group:
        graded = shared and handed_on(shared, first, submission)
        if graded is None:
            graded = grade_safely(submission, sandbox, run)
        if shared is None and graded.report.status == "graded":
            first, shared = submission, graded
        yield submission, graded


def grade_safely(submission: Submission, sandbox: str, run: Run) -> Graded:
    try:
        return grader.grade(submission, sandbox, run)
    except Exception as fault:  # whatever the grader's fault is, the others are graded
        return failure(submission, sandbox, f"{type(fault).__name__}: {fault}")


def keep(submission: Submission, results: Path, sandbox: str, graded: Graded) -> Outcome:
    """Make the page, write it and the report: see `write`."""
    own = marks.read_for_page(results, submission.student, submission.problem)
    made = (pages.student_page(graded, own), kept.pack(graded))
    return write(submission, results, graded.report, *made, graded.seconds)


def make_page_again(submission: Submission, results: Path, report: Report) -> bool:
    """Make the page of a valid report anew if it is not as pages are made now.

    Returns False if that cannot be done without grading.
    """
    folder, own = Folder(results), (submission.student, submission.problem)
    try:
        with open(folder.page(*own), encoding="utf-8") as page:
            if pages.is_current(page.read(pages.HEAD)):
                return True
        graded = kept.unpack(report, folder.shown(*own).read_bytes())
    except (OSError, ValueError):
        return False
    given = marks.read_for_page(results, *own)
    write_whole(folder.page(*own), pages.student_page(graded, given))
    return True


def write(
    submission: Submission,
    results: Path,
    report: Report,
    page: str,
    shown: bytes,
    seconds: dict[str, float],
) -> Outcome:
    """The page first and the report last: where there is a report, there is all.

    shown : what the page shows beside the report, see `feedback.kept`
    A report that cannot be put in its place is a failure of the grader. Raises OSError if that is
    because there is no space, which concerns all others, too.
    """
    folder, own = Folder(results), (submission.student, submission.problem)
    try:
        write_whole(folder.shown(*own), shown)
        write_whole(folder.page(*own), page)
        write_whole(folder.report(*own), report.to_json())
    except OSError as error:
        if error.errno in NO_SPACE:
            raise
        fault = f"the report cannot be written ({error.strerror})"
        failed = failure(submission, report.sandbox, fault).report
        return Outcome.of(submission, failed, fresh=True, unwritten=failed)
    return Outcome.of(submission, report, fresh=True, seconds=seconds)


def failure(submission: Submission, sandbox: str, fault: str) -> Graded:
    """The report of a submission that the grader could not grade: no mark, and the reason."""
    try:
        digest = fingerprint(submission, submission.read())
    except Unreadable:
        digest = ""
    questions = catalogue.read(submission.problem).questions
    report = Report(
        student=submission.student,
        problem=submission.problem,
        status="error",
        score=0.0,
        max_score=sum(question.points for question in questions),
        written=Written(pending=sum(question.manual_points for question in questions)),
        notebook_sha256=digest,
        grader=grader_identity(submission.problem),
        seed=grader.seed_of(submission),
        sandbox=isolation(sandbox),
        seconds=0.0,
        notices=(Notice(kind="grader", text=f"{FAILED}: {fault[:500]}"),),
        questions=(),
    )
    return Graded(report)
