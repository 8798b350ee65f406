"""Our grading inside `nbgrader autograde`: `configure(get_config())` in nbgrader_config.py.

nbgrader's own step runs the student's notebook, tests and all, in one kernel with the rights of
the instructor. Here the sandboxed interview takes its place; nbgrader's gradebook, late penalties,
formgrader, feedback and export go on from the scores and reasons that it puts into the cells.
Notebooks that are not of this problem set are left to nbgrader as it is.
"""

import csv
import json
import shutil
import sys
from pathlib import Path

from nbconvert.preprocessors import ClearMetadataPreprocessor, CSSHTMLHeaderPreprocessor
from nbformat.v4 import new_markdown_cell, new_output
from nbgrader import preprocessors as stock
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.plugins import ExportPlugin
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder import grading, master, pages
from autograder.integrations.cells import Known, restore, without_hidden
from autograder.submission import Submission

MARK = "rnn_problem_set"
RUBRIC = "rubric"


class GradingFailed(Exception):
    """The grader could not grade this submission: nbgrader sets it aside, and it gets no mark."""


class Restore(NbGraderPreprocessor):
    """Bring the cells that belong to nbgrader into order, whatever the student did to them.

    Duplicates lose their metadata, deleted check cells come back, edited ones are overwritten.
    No mark depends on it, since the interview asks for functions and not for cells; but each of
    these would otherwise stop nbgrader, or cost an honest student all points.
    """

    def preprocess(self, nb, resources):
        names = resources["nbgrader"]
        if names["notebook"] not in master.problem_names():
            return nb, resources
        nb.metadata.pop(MARK, None)
        with Gradebook(names["db_url"]) as gradebook:
            known = Known.of(gradebook.find_notebook(names["notebook"], names["assignment"]))
        nb.cells = restore(nb.cells, known, self.log.warning)
        return nb, resources


class GradeInSandbox(NbGraderPreprocessor):
    """In the place of nbgrader's Execute: grade the submitted file, and fill the cells with it."""

    def preprocess(self, nb, resources):
        names = resources["nbgrader"]
        if names["notebook"] not in master.problem_names():
            return stock.Execute(parent=self.parent).preprocess(nb, resources)
        course = self.parent.parent.coursedir
        folder = course.format_path(
            course.submitted_directory, names["student"], names["assignment"]
        )
        path = Path(folder, f"{names['notebook']}.ipynb")
        graded = grading.grade(Submission(names["student"], names["notebook"], path))
        if graded.report.status != "graded":
            raise GradingFailed(f"{names['student']}: {'; '.join(graded.report.notices)}")
        fill_outputs(nb.cells, graded)
        fill_scores(nb.cells, graded.report)
        nb.cells = with_rubrics(nb.cells, master.read(names["notebook"]))
        nb.metadata[MARK] = {"grader": graded.report.grader, "score": graded.report.score}
        return nb, resources


def fill_outputs(cells: list, graded: grading.Graded) -> None:
    """What each cell showed in the sandbox, as nbgrader would have kept it."""
    own = [c for c in cells if c.cell_type == "code" and not c.metadata.get("restored")]
    for cell, (_, run) in zip(own, graded.cells, strict=False):
        cell.outputs = []
        for kind, text in run.texts:
            cell.outputs.append(stream(kind, text))
        for png in run.pictures:
            cell.outputs.append(new_output("display_data", {"image/png": pages.base64_text(png)}))
        ended = run.stopped or run.error
        if ended:
            cell.outputs.append(stream("stdout", f"[{ended}]\n"))


def stream(kind: str, text: str):
    # stderr would cost the points of a cell in nbgrader, even for a warning
    return new_output("stream", name="stdout", text=text if kind != "result" else f"{text}\n")


def fill_scores(cells: list, report) -> None:
    """The points of each question as the result of its check cell, and above it the reasons."""
    questions = {question.id: question for question in report.questions}
    for cell in cells:
        mine = cell.metadata.get("nbgrader", {})
        if cell.cell_type != "code" or not mine.get("grade"):
            continue
        question = questions[mine["grade_id"].split("-")[0]]
        cell.source = without_hidden(cell.source)
        reasons = new_output("display_data", {"text/html": pages.question_fragment(question)})
        points = new_output(
            "execute_result", {"text/plain": repr(question.score)}, execution_count=1
        )
        cell.outputs = [reasons, points]


def with_rubrics(cells: list, problem: master.Problem) -> list:
    """After each written answer the model answer and rubric, for the person who marks it."""
    rubrics = {
        cell.id: master.between_markers(cell.source)
        for cell in problem.notebook().cells
        if cell.metadata.get("nbgrader", {}).get("grade") and cell.cell_type == "markdown"
    }
    marked = []
    for cell in cells:
        marked.append(cell)
        rubric = rubrics.get(cell.metadata.get("nbgrader", {}).get("grade_id"))
        if rubric:
            text = f"---\n*Only for the person who marks:*\n\n{rubric}\n\n---"
            marked.append(new_markdown_cell(text, metadata={RUBRIC: True}))
    return marked


class HideRubrics(NbGraderPreprocessor):
    """In front of nbgrader's feedback: students do not get the model answers and rubrics."""

    def preprocess(self, nb, resources):
        nb.cells = [cell for cell in nb.cells if not cell.metadata.get(RUBRIC)]
        return nb, resources


class MarksExport(ExportPlugin):
    """`nbgrader export` in which nothing but a mark looks like a mark.

    The stock table writes 0.0 for whoever handed nothing in and for what could not be graded.
    Here both have a status, and no number: a check without a score has not been graded.
    """

    def export(self, gradebook):
        columns = "assignment student_id status raw_score late_submission_penalty score max_score"
        with open(self.to or "grades.csv", "w", newline="", encoding="utf-8") as file:
            table = csv.writer(file)
            table.writerow(columns.split())
            for assignment in gradebook.assignments:
                for student in gradebook.students:
                    table.writerow([assignment.name, student.id, *self.marks(assignment, student)])

    def marks(self, assignment, student) -> list:
        matching = [s for s in assignment.submissions if s.student.id == student.id]
        if not matching:
            return ["not handed in", "", "", "", assignment.max_score]
        submission = matching[0]
        checks = code_grades(submission)
        if any(grade.auto_score is None for grade in checks):
            return ["not graded", "", "", "", assignment.max_score]
        waiting = any(notebook.needs_manual_grade for notebook in submission.notebooks)
        penalty = submission.late_submission_penalty or 0.0
        score = max(0.0, submission.score - penalty)
        status = "needs manual grade" if waiting else "graded"
        return [status, submission.score, penalty, score, assignment.max_score]


def code_grades(submission) -> list:
    """The grades of a submission that come from checks and not from a person."""
    grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
    return [grade for grade in grades if grade.cell.cell_type == "code"]


def forget_scores(db_url: str, assignment: str, student: str) -> None:
    """Take back the automatic points before grading, so that a failure leaves none behind.

    Manual marks stay.
    """
    with Gradebook(db_url) as gradebook:
        try:
            submission = gradebook.find_submission(assignment, student)
        except MissingEntry:
            return
        for grade in code_grades(submission):
            grade.auto_score = None
        gradebook.db.commit()


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


def configure(config, root: Path) -> None:
    """Set up an nbgrader course whose directory is `root`; call it from nbgrader_config.py."""
    config.CourseDirectory.root = str(root)
    config.Autograde.sanitize_preprocessors = [
        Restore,
        stock.ClearOutput,
        stock.DeduplicateIds,
        stock.OverwriteKernelspec,
        stock.OverwriteCells,
        stock.CheckCellMetadata,
    ]
    config.Autograde.autograde_preprocessors = [
        GradeInSandbox,
        ClearMetadataPreprocessor,
        stock.LimitOutput,
        stock.SaveAutoGrades,
        stock.AssignLatePenalties,
        stock.CheckCellMetadata,
    ]
    keep = {("nbgrader",), (RUBRIC,)}
    config.ClearMetadataPreprocessor.enabled = True
    config.ClearMetadataPreprocessor.preserve_cell_metadata_mask = keep
    config.ClearMetadataPreprocessor.clear_notebook_metadata = False
    config.GenerateFeedback.preprocessors = [
        HideRubrics,
        stock.GetGrades,
        CSSHTMLHeaderPreprocessor,
    ]
    config.ExportApp.plugin_class = MarksExport

    def before(assignment: str, student: str, notebooks: list) -> None:
        # The address is read now, because the course may set it after `configure` was called;
        # and `student` is the pattern of the command, so the names are those of the folders.
        db_url = config.CourseDirectory.get("db_url", f"sqlite:///{root / 'gradebook.db'}")
        for name in {Path(notebook).parent.parent.name for notebook in notebooks}:
            forget_scores(db_url, assignment, name)

    config.Autograde.pre_convert_hook = before
    if "autograde" in sys.argv:
        for folder in sweep(root / "autograded"):
            print(f"removed {folder}, which was left half graded", file=sys.stderr)
