"""Stock nbgrader commands on a course, and what they have left in it.

A command is what `nbgrader ...` in a shell would be, in a process of its own with its own folder
and environment. That process is forked from one that has imported nbgrader, which is otherwise
three quarters of the time of a command.
"""

import csv
import multiprocessing
import os
import shutil
import sys
import tempfile
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook
from nbgrader.apps.nbgraderapp import main

BIN = Path(sys.executable).parent
SERVER = multiprocessing.get_context("forkserver")
SERVER.set_forkserver_preload([__name__, "autograder.integrations.nbgrader"])


def nbgrader(folder, *arguments, succeed=True, path=None, **environment):
    """Run a stock nbgrader command in a folder; returns all that it said."""
    environment = {**os.environ, "PATH": path or f"{BIN}:{os.environ['PATH']}", **environment}
    command = ["nbgrader", *map(str, arguments)]
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as said:
        whole = (folder, command, environment, said.name)
        process = SERVER.Process(target=command_line, args=whole)
        process.start()
        process.join()
        text = said.read()
    assert (process.exitcode == 0) == succeed, text[-3000:]
    return text


def command_line(folder, command, environment, said):
    """What the shell and Python do before nbgrader's own `main`."""
    with open(said, "wb") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = command
    main()


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
