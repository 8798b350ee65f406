"""Notebooks of one content: the same cells, whatever they printed when they were handed in.

In a batch they are graded once. Each student still gets a report and a page of their own, the
same that they would have got alone.
"""

import hashlib
from collections import defaultdict
from dataclasses import dataclass, replace

from autograder import release
from autograder.content import digest
from autograder.grading import Graded
from autograder.report import Report
from autograder.submission import Submission, Unreadable
from autograder.workers import DIED, Workers

Group = tuple[Submission, ...]


def key_of(submission: Submission) -> tuple[str, str] | None:
    """Equal for submissions to be graded together; None for what cannot be read."""
    try:
        return submission.problem, digest(submission.parse(submission.read()))
    except Unreadable:
        return None


def grouped(submissions: list[Submission], workers: Workers) -> list[Group]:
    """The submissions with those of one content together, in the order of the first of each.

    They are read by the workers: a file made to exhaust memory ends one of those, not the batch.
    """
    keys = {}
    for submission, key in workers.each(key_of, submissions):
        keys[submission] = key if key is not None and key is not DIED else submission
    groups: dict[object, list[Submission]] = defaultdict(list)
    for submission in submissions:
        groups[keys[submission]].append(submission)
    return [tuple(group) for group in groups.values()]


def handed_on(graded: Graded, first: Submission, other: Submission) -> Graded | None:
    """What `other` gets when `first`, of the same content, has been graded.

    None if it is not of the same content after all: files may change while a class is graded.
    """
    try:
        content = other.read()
        same = digest(other.parse(content)) == graded.report.content_sha256
    except Unreadable:
        return None
    if not same or other.problem != first.problem:
        return None
    of_the_content = graded.report.notices[len(first.notices) :]
    own = {
        "student": other.student,
        "notebook_sha256": hashlib.sha256(content).hexdigest(),
        "notices": (*other.notices, *of_the_content),
    }
    return replace(graded, report=graded.report.model_copy(update=own), seconds={})


@dataclass(frozen=True)
class Copies:
    """Students whose notebooks of a problem are the same; `released` if it is the release."""

    problem: str
    reports: list[Report]
    released: bool


def among(reports: list[Report]) -> list[Copies]:
    """Who handed in what another one did, or what was released, untouched; the latter last."""
    by_content: dict[tuple[str, str], list[Report]] = defaultdict(list)
    for report in reports:
        if report.content_sha256:
            by_content[report.problem, report.content_sha256].append(report)
    released = {(name, released_content(name)) for name in {problem for problem, _ in by_content}}
    found = [
        Copies(key[0], same, key in released)
        for key, same in sorted(by_content.items())
        if len(same) > 1 or key in released
    ]
    return sorted(found, key=lambda copies: (copies.released, copies.problem))


def released_content(problem: str) -> str | None:
    """The digest of the students' notebook as it was released, None if it is not there."""
    path = release.ASSIGNMENTS / f"{problem}.ipynb"
    key = key_of(Submission("", problem, path))
    return key[1] if key else None
