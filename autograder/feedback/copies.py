"""Who handed in the same notebook as another one, or the released one untouched."""

from collections import defaultdict
from dataclasses import dataclass

from autograder.release import student_notebook
from autograder.results import Report
from autograder.submissions import Submission, key_of


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
    path = student_notebook.ASSIGNMENTS / f"{problem}.ipynb"
    key = key_of(Submission("", problem, path))
    return key[1] if key else None
