"""A submission that travels to a machine that cannot see its file, and what comes back from there.

Both are plain data. The machine that grades writes nothing.
"""

import pickle
from dataclasses import dataclass
from pathlib import Path

from autograder.batch import assessment
from autograder.batch.assessment import Outcome
from autograder.batch.groups import Group
from autograder.feedback import kept, pages, with_marks
from autograder.grading import Run
from autograder.results import Report, read_for_page
from autograder.submissions import Submission, Unreadable


@dataclass(frozen=True)
class Parcel(Submission):
    """A submission with its content, or with the reason why it cannot be read."""

    content: bytes = b""
    files: tuple[tuple[str, bytes], ...] = ()
    reason: str | None = None

    @classmethod
    def of(cls, submission: Submission) -> "Parcel":
        try:
            content, reason = submission.read(), None
        except Unreadable as error:
            content, reason = error.content, error.reason
        files = tuple(submission.files_beside().items())
        own = (submission.student, submission.problem, Path(submission.path.name))
        return cls(
            *own,
            submission.notices,
            content=content,
            files=files,
            reason=reason,
            seed=submission.seed,
        )

    def read(self) -> bytes:
        if self.reason is not None:
            raise Unreadable(self.reason, self.content)
        return self.content

    def files_beside(self) -> dict[str, bytes]:
        return dict(self.files)


@dataclass(frozen=True)
class Returned:
    """One student's report and page, what the page shows, and what took how many seconds."""

    report: str
    page: str
    shown: bytes
    seconds: dict[str, float]


def pack(group: Group) -> bytes:
    return pickle.dumps([Parcel.of(submission) for submission in group])


def grade(parcels: bytes, sandbox: str, run: Run) -> list[Returned]:
    """Grade submissions of one content, where the parcel has arrived."""
    done = []
    for _, graded in assessment.grade(tuple(pickle.loads(parcels)), sandbox, run):
        page, shown = pages.student_page(graded), kept.pack(graded)
        done.append(Returned(graded.report.to_json(), page, shown, graded.seconds))
    return done


def keep(submission: Submission, results: Path, returned: Returned) -> Outcome:
    """Write what has come back, with the marks that people have given; see `assessment.write`."""
    report = Report.from_json(returned.report)
    own = read_for_page(results, submission.student, submission.problem)
    page = with_marks(returned.page, report, own) if own.marks else returned.page
    return assessment.write(submission, results, report, page, returned.shown, returned.seconds)
