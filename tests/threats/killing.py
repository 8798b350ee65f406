"""A batch that is killed and started again: `python -m tests.threats.killing FOLDER RESULTS`.

It grades like the command line, with two jobs and short limits.
"""

import sys
from pathlib import Path

from autograder.start import prepare

prepare()

from autograder.batch import class_run  # noqa: E402
from tests.autograder.submissions.downloads import find  # noqa: E402


def main(folder: str, results: str) -> None:
    found, missing = find(Path(folder), ["problem1"])
    outcomes = class_run.grade_all(found, Path(results), "bubblewrap", 2, told)
    class_run.write_class(outcomes, missing, Path(results))


def told(outcome: class_run.Outcome) -> None:
    if outcome.fresh:
        print(outcome.submission.student, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
