"""How `nbgrader autograde` gets at what was handed in: found and read as our own grader does it.

nbgrader makes one of these for each run, in its commands and in formgrader, and asks it for each
notebook twice: the submitted one, and then the one in order that is graded.
"""

import json
import os
import shutil
import tempfile
from pathlib import Path

import nbformat
from nbconvert.exporters import NotebookExporter

from autograder.exports import marking_sheet
from autograder.integrations.nbgrader.gradebook import forget_scores
from autograder.integrations.nbgrader.harmless import harmless
from autograder.problems import catalogue, recognition
from autograder.submissions import Submission, Unreadable, intake

MARK = "rnn_problem_set"
RUN = "run"


class GradingFailed(Exception):
    """The grader could not grade this submission: nbgrader sets it aside, and it gets no mark."""


class Intake(NotebookExporter):
    """Reads submitted notebooks of this problem set; all others as nbgrader does."""

    def __init__(self, **options):
        super().__init__(**options)
        self.parent.pre_convert_hook = self.forget
        for folder in map(Path, list(self.parent.assignments)):
            if folder.name in catalogue.names():
                self.sweep(folder)
                if self.parent.coursedir.notebook_id == "*":
                    self.find(folder)

    def sweep(self, folder: Path) -> None:
        """Remove what a killed `nbgrader autograde` left half done; it would be skipped for ever.

        Only for whom this run is about: somebody else may be grading the others just now.
        """
        course = self.parent.coursedir
        half = Path(
            course.format_path(course.autograded_directory, folder.parent.name, folder.name)
        )
        if half.exists() and not is_whole(half / f"{folder.name}.ipynb"):
            shutil.rmtree(half)
            self.log.warning("removed %s, which was left half graded", half)

    def find(self, folder: Path) -> None:
        """Give the student's notebook the name that nbgrader looks for, if it is nearly that.

        Without a notebook nothing is graded: nbgrader would write points of 0, and then fail.
        """
        path = folder / f"{folder.name}.ipynb"
        with tempfile.TemporaryDirectory(prefix="handed-in-") as temporary:
            found = self.take(folder, path, Path(temporary))
        if found:
            self.parent.assignments[str(folder)] = [str(path)]
        else:
            self.log.error("%s: there is no %s; nothing is graded", folder, path.name)
            del self.parent.assignments[str(folder)]
            self.forget([path])

    def take(self, folder: Path, path: Path, temporary: Path) -> bool:
        """Put the notebook that counts where nbgrader looks for it; whether there is one."""
        names = {folder.name: ()}
        look = recognition.recognise_all
        found = intake.of_one(folder, folder.parent.name, names, temporary, look)
        if not found or found[0].refused and not os.path.lexists(path):
            self.log.error("%s: %s", folder, found[0].refused if found else "nothing handed in")
            return False
        own = found[0]
        for notice in own.notices:
            self.log.warning("%s: %s", own.student, notice.text)
        try:
            if own.refused or own.path == path:
                return True
            if os.path.lexists(path):
                path.rename(path.with_suffix(".set-aside"))
            shutil.move(own.path, path)
            self.log.warning("renamed %s to %s", own.path, path.name)
        except OSError as error:
            self.log.error("%s cannot be renamed (%s)", own.path, error.strerror)
            return False
        return True

    def forget(self, notebooks: list, **_) -> None:
        """Take back automatic points before grading, so that a failure leaves none behind.

        nbgrader hands in the patterns of its command, too, so the names are those of the folders.
        """
        for folder in {Path(notebook).parent for notebook in notebooks}:
            forget_scores(self.parent.coursedir.db_url, folder.name, folder.parent.name)

    def from_filename(self, filename: str, resources=None, **options):
        """Raises GradingFailed if a submitted file is no notebook."""
        names, course = resources["nbgrader"], self.parent.coursedir
        folder = course.format_path(
            course.submitted_directory, names["student"], names["assignment"]
        )
        if Path(filename).parent != Path(folder) or names["notebook"] not in catalogue.names():
            return super().from_filename(filename, resources, **options)
        try:
            notebook = read(Submission(names["student"], names["notebook"], Path(filename)))
        except Unreadable as error:
            raise GradingFailed(f"{names['student']}: {error.reason}") from None
        return self.from_notebook_node(notebook, resources, **options)


def read(handed_in: Submission) -> nbformat.NotebookNode:
    """The submitted notebook with clean cells: type, source, nbgrader's name, pasted pictures.

    A code cell knows its place among the code cells that the sandbox runs. Raises Unreadable.
    """
    plain = handed_in.parse(handed_in.read())
    written = marking_sheet.written(plain.cells)
    names = {number: f"{question}-written-1" for question, number in written.items()}
    notebook, runs = nbformat.v4.new_notebook(), 0
    for number, cell in enumerate(plain.cells):
        make = getattr(nbformat.v4, f"new_{cell.cell_type}_cell")
        shown = cell.source if cell.cell_type == "code" else harmless(cell.source)
        made = make(shown, id=f"cell-{number}")
        name = names.get(number) or cell.metadata.get("grade_id", "")
        if name and (number in names or cell.cell_type == "code" or "-written-" not in name):
            made.metadata["nbgrader"] = {"grade_id": name}
        if cell.cell_type == "code":
            made.metadata[RUN] = runs
            runs += 1
        elif "attachments" in cell:
            made["attachments"] = cell.attachments
        notebook.cells.append(made)
    return notebook


def is_whole(path: Path) -> bool:
    """Whether an autograded notebook has been graded to its end."""
    try:
        return MARK in json.loads(path.read_text(encoding="utf-8"))["metadata"]
    except (OSError, ValueError, KeyError):
        return False
