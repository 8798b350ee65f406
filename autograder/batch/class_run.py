"""Many notebooks: graded in parallel, written as they are made, resumed where it stopped."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.batch import remote
from autograder.batch.assessment import Outcome, failure, grade_group, keep, make_page_again
from autograder.batch.groups import Group, grouped
from autograder.batch.settlement import Term, settle
from autograder.batch.workers import Workers
from autograder.grading import Run, grader, grader_identity
from autograder.problems import catalogue, consistency, data
from autograder.results import Folder, Report
from autograder.sandbox import isolation, warm
from autograder.submissions import Submission, Unreadable, fingerprint

if TYPE_CHECKING:  # Dask is installed only where there is a cluster
    from autograder.batch.cluster import Cluster


NO_TERM = Term()


def grade_all(
    submissions: list[Submission],
    results: Path,
    sandbox: str,
    jobs: int,
    progress: Callable[[Outcome], None],
    cluster: "Cluster | None" = None,
    which: Run = "needed",
) -> list[Outcome]:
    """Grade what has no valid report yet, in `jobs` processes of this machine or on a cluster.

    progress : called with each outcome as soon as its report is on disk
    which : cells are run, see `grader.grade`
    Raises OSError if there is no space for a report, after what was under way has ended.
    """
    Folder(results).remove_unfinished()
    outcomes, open_ones = [], []
    for submission in submissions:
        report = valid_report(submission, results, sandbox)
        if report is None or not make_page_again(submission, results, report):
            open_ones.append(submission)
        else:
            outcomes.append(Outcome.of(submission, report, fresh=False))
            progress(outcomes[-1])
    for outcome in run(open_ones, results, sandbox, jobs, cluster, which):
        outcomes.append(outcome)
        progress(outcome)
    return outcomes


def write_class(
    outcomes: list[Outcome], missing: list[str], results: Path, term: Term = NO_TERM
) -> None:
    """grades.csv, class.json and class.html over all outcomes, and reports of other problems.

    Whoever is not among the outcomes of a problem any more has left: the report stays on disk and
    counts no longer.
    """
    reports = [outcome.report(results).for_the_class() for outcome in outcomes]
    graded = {report.problem for report in reports}
    earlier = [r.for_the_class() for r in Folder(results).reports() if r.problem not in graded]
    both = sorted([*reports, *earlier], key=lambda r: (r.student, r.problem))
    settle(results, both, missing, term)


def valid_report(submission: Submission, results: Path, sandbox: str) -> Report | None:
    """The report on disk if it is of this very notebook, grader and sandbox, and no failure."""
    folder, own = Folder(results), (submission.student, submission.problem)
    try:
        report = folder.read(*own)
    except (OSError, ValueError):
        return None
    try:
        content = submission.read()
    except Unreadable as error:
        content = error.content
        if report.told != [error.reason]:
            return None
    digest = fingerprint(submission, content)
    same = (
        digest,
        grader_identity(submission.problem),
        isolation(sandbox),
        grader.seed_of(submission),
        submission.student,
    )
    theirs = (report.notebook_sha256, report.grader, report.sandbox, report.seed, report.student)
    known = report.notices[: len(submission.notices)] == submission.notices
    known = known or report.status == "unreadable"
    return report if known and same == theirs and report.status != "error" else None


def run(
    submissions: list[Submission],
    results: Path,
    sandbox: str,
    jobs: int,
    cluster: "Cluster | None" = None,
    which: Run = "needed",
) -> Iterator[Outcome]:
    """Grade, those of one content together. A worker that dies costs nobody else anything.

    Raises SourceError if a question of a problem has points and nothing behind it.
    """
    if not submissions:
        return
    for problem in {submission.problem for submission in submissions}:
        consistency.refuse(problem)
    with workers_for(submissions, sandbox, jobs, cluster) as workers:
        groups = longest_first(grouped(submissions, workers))
        done = (
            there(groups, results, cluster, which)
            if cluster
            else workers.each(grade_group, groups, results, sandbox, which)
        )
        for group, outcomes in done:
            if isinstance(outcomes, str):
                failed = [(one, failure(one, sandbox, outcomes)) for one in group]
                outcomes = [keep(one, results, sandbox, graded) for one, graded in failed]
            yield from outcomes


def longest_first(groups: list[Group]) -> list[Group]:
    """Problems that take long first, so that in the end no job waits long for the others."""
    return sorted(groups, key=lambda g: -catalogue.limits(g[0].problem).submission_seconds)


def workers_for(
    submissions: list[Submission], sandbox: str, jobs: int, cluster: "Cluster | None"
) -> Workers:
    """Processes with what each of them needs: a warm interpreter, and the checks."""
    if cluster or sandbox != "bubblewrap":
        return Workers(jobs)
    shared = warm.share(data.mounts())
    for problem in {submission.problem for submission in submissions}:
        catalogue.suite(problem)
        catalogue.read(problem)
    return Workers(jobs, warm.adopt, shared)


def there(
    groups: list[Group], results: Path, cluster: "Cluster", which: Run
) -> Iterator[tuple[Group, list[Outcome] | str]]:
    """Grade on a cluster; what comes back is written here. (group, why nothing came back)."""
    for group, returned in cluster.each(groups, which):
        if isinstance(returned, str):
            yield group, returned
        else:
            pairs = zip(group, returned, strict=True)
            yield group, [remote.keep(one, results, back) for one, back in pairs]


def seconds_table(outcomes: list[Outcome]) -> dict[str, float]:
    """Mean seconds per freshly graded submission, by what they were spent on."""
    fresh = [outcome.seconds for outcome in outcomes if outcome.seconds]
    kinds = ("start", "cells", "questions")
    return {kind: sum(s[kind] for s in fresh) / len(fresh) for kind in kinds} if fresh else {}
