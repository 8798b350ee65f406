"""Stock nbgrader commands on a course, and what they have left in it."""

import csv
import os
import shutil
import sys
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook

from tests.autograder.integrations import forked

BIN = Path(sys.executable).parent


def nbgrader(folder, *arguments, succeed=True, path=None, **environment):
    """Run a stock nbgrader command in a folder; returns all that it said."""
    environment = {**os.environ, "PATH": path or f"{BIN}:{os.environ['PATH']}", **environment}
    done = forked.run("nbgrader", *arguments, cwd=folder, environment=environment)
    assert (done.returncode == 0) == succeed, done.stderr[-3000:]
    return done.stdout + done.stderr


def hand_in(folder, student, notebook, timestamp=None, problem="problem1"):
    """Put a notebook (or a file of the sample class) where nbgrader collects submissions."""
    target = folder / "submitted" / student / problem
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    if isinstance(notebook, Path):
        shutil.copy(notebook, target / f"{problem}.ipynb")
    else:
        nbformat.write(notebook, target / f"{problem}.ipynb")
    if timestamp:
        (target / "timestamp.txt").write_text(timestamp)


def sqlite(folder):
    """The address of a course's own gradebook."""
    return f"sqlite:///{folder}/gradebook.db"


def scores(db_url, student, problem="problem1"):
    """Automatic points by question from the gradebook, and whether a person must still mark."""
    with Gradebook(db_url) as gradebook:
        submission = gradebook.find_submission_notebook(problem, problem, student)
        found = {g.name.split("-")[0]: g.auto_score for g in submission.grades if "check" in g.name}
        return found, submission.needs_manual_grade


def mark_by_hand(db_url, student, name, points, problem="problem1"):
    """What formgrader does with the points that a person types in."""
    with Gradebook(db_url) as gradebook:
        grade = gradebook.find_grade(name, problem, problem, student)
        grade.manual_score = points
        grade.needs_manual_grade = False
        gradebook.db.commit()


def export(folder, **environment):
    """The rows of `nbgrader export`, by assignment and student."""
    nbgrader(folder, "export", "--to", folder / "marks.csv", **environment)
    with open(folder / "marks.csv", encoding="utf-8") as file:
        return {(r["assignment"], r["student_id"]): r for r in csv.DictReader(file)}
