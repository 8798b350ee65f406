"""Notebooks of one content: the same cells, whatever they printed when they were handed in.

In a batch they are graded once. Each student still gets a report and a page of their own, the
same that they would have got alone.
"""

from collections import defaultdict
from dataclasses import replace

from autograder.batch.workers import DIED, Workers
from autograder.grading import Graded
from autograder.submissions import Submission, Unreadable, digest, fingerprint, key_of

Group = tuple[Submission, ...]


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
    same = same and other.files_beside() == first.files_beside()
    if not same or other.problem != first.problem:
        return None
    of_the_content = graded.report.notices[len(first.notices) :]
    own = {
        "student": other.student,
        "notebook_sha256": fingerprint(other, content),
        "notices": (*other.notices, *of_the_content),
    }
    return replace(graded, report=graded.report.model_copy(update=own), seconds={})
