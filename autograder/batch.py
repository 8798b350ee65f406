"""Many notebooks: graded in parallel, written as they are made, resumed where it stopped."""

import errno
import multiprocessing
import os
import re
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path

from autograder import grading, marks, master, pages, tables
from autograder.identity import grader_identity
from autograder.report import Report, write_whole
from autograder.sandbox import isolation
from autograder.submission import Submission, Unreadable

NO_SPACE = (errno.ENOSPC, errno.EDQUOT)
UNFINISHED = re.compile(r"\.(?:.*\.)?(\d+)\.tmp|\.probe\.(\d+)")


@dataclass(frozen=True)
class Outcome:
    """What became of one submission: its report, or why the grader failed."""

    submission: Submission
    report: Report
    fresh: bool
    seconds: dict[str, float]


def grade_all(
    submissions: list[Submission],
    results: Path,
    sandbox: str,
    jobs: int,
    progress: Callable[[Outcome], None],
) -> list[Outcome]:
    """Grade what has no valid report yet, and write grades.csv and the class page at the end.

    progress : called with each outcome as soon as its report is on disk
    Raises OSError if there is no space for a report, after what was under way has ended.
    """
    remove_unfinished(results)
    outcomes, open_ones = [], []
    for submission in submissions:
        report = valid_report(submission, results, sandbox)
        if report is None:
            open_ones.append(submission)
        else:
            outcomes.append(Outcome(submission, report, fresh=False, seconds={}))
            progress(outcomes[-1])
    for outcome in run(open_ones, results, sandbox, jobs):
        outcomes.append(outcome)
        progress(outcome)
    return outcomes


def write_class(outcomes: list[Outcome], missing: list[str], results: Path) -> None:
    """grades.csv and class.html over all outcomes."""
    reports = sorted((o.report for o in outcomes), key=lambda r: (r.student, r.problem))
    marked = marks.table(results, reports)
    write_whole(results / "grades.csv", tables.grades(reports, missing, marked))
    write_whole(results / "class.html", pages.class_page(reports, missing, marked))


def report_path(submission: Submission, results: Path) -> Path:
    return results / submission.student / f"{submission.problem}.json"


def valid_report(submission: Submission, results: Path, sandbox: str) -> Report | None:
    """The report on disk if it is of this very notebook, grader and sandbox, and no failure."""
    path = report_path(submission, results)
    try:
        report = Report.from_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    try:
        content = submission.read()
    except Unreadable as error:
        content = error.content
    digest = sha256(content).hexdigest() if content else ""
    same = (digest, grader_identity(), isolation(sandbox), grading.SEED, submission.student)
    theirs = (report.notebook_sha256, report.grader, report.sandbox, report.seed, report.student)
    page = path.with_suffix(".html").exists()
    return report if page and same == theirs and report.status != "error" else None


def run(submissions: list[Submission], results: Path, sandbox: str, jobs: int) -> Iterator[Outcome]:
    """Grade in worker processes. A worker that dies costs nobody else anything.

    When a worker dies, the pool cannot say whose submission it was; all that were under way are
    graded again, each in a pool of its own, and the one that kills it again is a grader error.
    """
    suspects: list[Submission] = []
    queue = list(submissions)
    while queue:
        workers = min(jobs, len(queue))
        with pool_of(workers) as pool:
            waiting: dict[Future, Submission] = {}
            try:
                while queue or waiting:
                    while queue and len(waiting) < 2 * workers:
                        future = pool.submit(grade_one, queue[0], results, sandbox)
                        waiting[future] = queue.pop(0)
                    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
                    for future in done:
                        outcome = future.result()
                        del waiting[future]
                        yield outcome
            except BrokenProcessPool:
                suspects += waiting.values()
            except OSError:
                pool.shutdown(cancel_futures=True)
                raise
    for submission in suspects:
        yield alone(submission, results, sandbox)


def pool_of(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=end_with_the_grader
    )


def end_with_the_grader() -> None:
    """End this worker, and with it its sandbox, as soon as the process that started it is gone.

    A worker waits for work at a pipe that the other workers hold open too, so it would never see
    that nobody is left at the other end.
    """

    def wait_for_the_end() -> None:
        multiprocessing.parent_process().join()
        os._exit(1)

    threading.Thread(target=wait_for_the_end, daemon=True, name="parent").start()


def alone(submission: Submission, results: Path, sandbox: str) -> Outcome:
    """Grade one submission in a worker of its own."""
    with pool_of(1) as pool:
        try:
            return pool.submit(grade_one, submission, results, sandbox).result()
        except BrokenProcessPool:
            fault = "the grading process ended without a word (out of memory?)"
            return write(submission, results, failure(submission, sandbox, fault))


def grade_one(submission: Submission, results: Path, sandbox: str) -> Outcome:
    """Grade one submission and write its page and its report, the report last."""
    try:
        graded = grading.grade(submission, sandbox)
    except Exception as fault:  # whatever the grader's fault is, the others are graded
        graded = failure(submission, sandbox, f"{type(fault).__name__}: {fault}")
    try:
        return write(submission, results, graded)
    except OSError as error:
        if error.errno in NO_SPACE:
            raise
        fault = f"the report cannot be written ({error.strerror})"
        return Outcome(submission, failure(submission, sandbox, fault).report, True, {})


def write(submission: Submission, results: Path, graded: grading.Graded) -> Outcome:
    path = report_path(submission, results)
    own = marks.read_for_page(results, submission.student, submission.problem)
    write_whole(path.with_suffix(".html"), pages.student_page(graded, own))
    write_whole(path, graded.report.to_json())
    return Outcome(submission, graded.report, fresh=True, seconds=graded.seconds)


def failure(submission: Submission, sandbox: str, fault: str) -> grading.Graded:
    """The report of a submission that the grader could not grade: no mark, and the reason."""
    try:
        digest = sha256(submission.read()).hexdigest()
    except Unreadable:
        digest = ""
    questions = master.read(submission.problem).questions
    report = Report(
        student=submission.student,
        problem=submission.problem,
        status="error",
        score=0.0,
        max_score=sum(question.points for question in questions),
        manual_points_pending=sum(question.manual_points for question in questions),
        notebook_sha256=digest,
        grader=grader_identity(),
        seed=grading.SEED,
        sandbox=isolation(sandbox),
        seconds=0.0,
        notices=(f"the grader failed, which is not the student's fault: {fault[:500]}",),
        questions=(),
    )
    return grading.Graded(report)


def seconds_table(outcomes: list[Outcome]) -> dict[str, float]:
    """Mean seconds per freshly graded submission, by what they were spent on."""
    fresh = [outcome.seconds for outcome in outcomes if outcome.seconds]
    kinds = ("start", "cells", "questions")
    return {kind: sum(s[kind] for s in fresh) / len(fresh) for kind in kinds} if fresh else {}


def check_writable(results: Path) -> None:
    """Raise OSError, before any work is done, if results cannot be written."""
    results.mkdir(parents=True, exist_ok=True)
    probe = results / f".probe.{os.getpid()}"
    try:
        probe.write_text("probe")
    finally:
        probe.unlink(missing_ok=True)


def remove_unfinished(results: Path) -> None:
    """Remove the temporary files of graders that were killed while they wrote a report."""
    for path in [*results.glob(".*"), *results.glob("*/.*.tmp")]:
        found = UNFINISHED.fullmatch(path.name)
        if found and not Path("/proc", found[1] or found[2]).exists():
            path.unlink(missing_ok=True)
