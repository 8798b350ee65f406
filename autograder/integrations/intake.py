"""How `nbgrader autograde` gets at what was handed in: found and read as our own grader does it.

nbgrader makes one of these for each run, in its commands and in formgrader, and asks it for each
notebook twice: the submitted one, and then the one in order that is graded.
"""

import json
import shutil
from pathlib import Path

import nbformat
from nbconvert.exporters import NotebookExporter

from autograder import marking_sheet, master, submission
from autograder.integrations.gradebook import forget_scores
from autograder.submission import Submission, Unreadable

MARK = "rnn_problem_set"
RUN = "run"


class GradingFailed(Exception):
    """The grader could not grade this submission: nbgrader sets it aside, and it gets no mark."""


class Intake(NotebookExporter):
    """Reads submitted notebooks of this problem set; all others as nbgrader does."""

    def __init__(self, **options):
        super().__init__(**options)
        course = self.parent.coursedir
        for folder in sweep(Path(course.root, course.autograded_directory)):
            self.log.warning("removed %s, which was left half graded", folder)
        self.parent.pre_convert_hook = self.forget
        for folder in list(self.parent.assignments):
            self.find(Path(folder))

    def find(self, folder: Path) -> None:
        """Give the student's notebook the name that nbgrader looks for, if it is nearly that.

        Without a notebook nothing is graded: nbgrader would write points of 0, and then fail.
        """
        problem, wanted = folder.name, self.parent.coursedir.notebook_id
        if problem not in master.problem_names() or wanted != "*":
            return
        found = submission.find_one(folder, problem)
        path = folder / f"{problem}.ipynb"
        if not found:
            self.log.error("%s: there is no %s; nothing is graded", folder, path.name)
            del self.parent.assignments[str(folder)]
            self.forget(problem, None, [path])
            return
        if found[0].path != path:
            found[0].path.rename(path)
            self.log.warning("renamed %s to %s", found[0].path, path.name)
        self.parent.assignments[str(folder)] = [str(path)]

    def forget(self, assignment: str, student: str | None, notebooks: list) -> None:
        """Take back automatic points before grading, so that a failure leaves none behind.

        student : the pattern of the command, so the names are taken from the folders
        """
        for name in {Path(notebook).parent.parent.name for notebook in notebooks}:
            forget_scores(self.parent.coursedir.db_url, assignment, name)

    def from_filename(self, filename: str, resources=None, **options):
        """Raises GradingFailed if a submitted file is no notebook."""
        names, course = resources["nbgrader"], self.parent.coursedir
        folder = course.format_path(
            course.submitted_directory, names["student"], names["assignment"]
        )
        if Path(filename).parent != Path(folder) or names["notebook"] not in master.problem_names():
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
    content = handed_in.read()
    plain = handed_in.parse(content)
    written = marking_sheet.written(plain.cells)
    names = {number: f"{question}-written-1" for question, number in written.items()}
    pasted = pictures(content)
    notebook, runs = nbformat.v4.new_notebook(), 0
    for number, cell in enumerate(plain.cells):
        make = getattr(nbformat.v4, f"new_{cell.cell_type}_cell")
        made = make(cell.source, id=f"cell-{number}")
        name = names.get(number) or cell.metadata.get("grade_id", "")
        if name and (number in names or cell.cell_type == "code" or "-written-" not in name):
            made.metadata["nbgrader"] = {"grade_id": name}
        if cell.cell_type == "code":
            made.metadata[RUN] = runs
            runs += 1
        elif number in pasted:
            made["attachments"] = pasted[number]
        notebook.cells.append(made)
    return notebook


def pictures(content: bytes) -> dict[int, dict]:
    """The pictures that were pasted into texts, by the place of the cell.

    content : what `Submission.parse` has read; notebooks of old formats have none
    """
    found = {}
    for number, cell in enumerate(json.loads(content.decode("utf-8-sig")).get("cells", [])):
        attached = cell.get("attachments") if isinstance(cell, dict) else None
        if isinstance(attached, dict) and attached and all(map(is_picture, attached.values())):
            found[number] = attached
    return found


def is_picture(attached: object) -> bool:
    """Whether it is a picture as Jupyter keeps it: its data by its type."""
    return isinstance(attached, dict) and all(
        kind.startswith("image/") and isinstance(data, str) for kind, data in attached.items()
    )


def sweep(autograded: Path) -> list[Path]:
    """Remove what a killed `nbgrader autograde` left half done; it would be skipped for ever."""
    removed = []
    for path in sorted(autograded.glob("*/problem*/problem*.ipynb")):
        try:
            whole = MARK in json.loads(path.read_text(encoding="utf-8"))["metadata"]
        except (ValueError, KeyError):
            whole = False
        if not whole and path.stem in master.problem_names():
            shutil.rmtree(path.parent)
            removed.append(path.parent)
    return removed
