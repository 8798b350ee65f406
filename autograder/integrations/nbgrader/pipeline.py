"""Our grading inside `nbgrader autograde`: `configure(get_config())` in nbgrader_config.py.

nbgrader's own step runs the student's notebook, tests and all, in one kernel with the rights of
the instructor. Here the sandboxed interview takes its place; nbgrader's gradebook, late penalties,
formgrader, feedback and export go on from the scores and reasons that it puts into the cells.
Notebooks that are not of this problem set are left to nbgrader as it is.
"""

from html import escape
from pathlib import Path

from nbconvert.preprocessors import ClearMetadataPreprocessor, CSSHTMLHeaderPreprocessor
from nbformat.v4 import new_markdown_cell, new_output
from nbgrader import preprocessors as stock
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import List

from autograder.feedback import pages
from autograder.grading import grader
from autograder.integrations.nbgrader.cells import Known, restore, without_hidden
from autograder.integrations.nbgrader.gradebook import MarksExport, open_marks
from autograder.integrations.nbgrader.intake import MARK, RUN, GradingFailed, Intake
from autograder.problems import Problem, between_markers, catalogue
from autograder.submissions import Submission

RUBRIC = "rubric"
NOTE = "note"
IN_ORDER = "in_order"


class Restore(NbGraderPreprocessor):
    """Bring the cells that belong to nbgrader into order, whatever the student did to them.

    Duplicates lose their metadata, deleted check cells come back, edited ones are overwritten.
    No mark depends on it, since the interview asks for functions and not for cells; but each of
    these would otherwise stop nbgrader, or cost an honest student all points.
    """

    def preprocess(self, nb, resources):
        names = resources["nbgrader"]
        if names["notebook"] not in catalogue.names():
            return nb, resources
        order = [cell.id for cell in catalogue.read(names["notebook"]).notebook().cells]
        with Gradebook(names["db_url"]) as gradebook:
            notebook = gradebook.find_notebook(names["notebook"], names["assignment"])
            known = Known.of(notebook, order)
        warnings: list[str] = []
        nb.cells = restore(nb.cells, known, warnings.append)
        for warning in warnings:
            self.log.warning("%s: %s", names["student"], warning)
        nb.metadata[IN_ORDER] = warnings
        return nb, resources


class GradeInSandbox(NbGraderPreprocessor):
    """In the place of nbgrader's Execute: grade the submitted file, and fill the cells with it."""

    def preprocess(self, nb, resources):
        names = resources["nbgrader"]
        if names["notebook"] not in catalogue.names():
            return stock.Execute(parent=self.parent).preprocess(nb, resources)
        course = self.parent.parent.coursedir
        folder = course.format_path(
            course.submitted_directory, names["student"], names["assignment"]
        )
        path = Path(folder, f"{names['notebook']}.ipynb")
        # Every cell is run: who marks, and who reads feedback, sees the notebook with its figures.
        graded = grader.grade(Submission(names["student"], names["notebook"], path), run="all")
        if graded.report.status != "graded":
            raise GradingFailed(f"{names['student']}: {'; '.join(graded.report.told)}")
        fill_outputs(nb.cells, graded)
        fill_scores(nb.cells, graded.report)
        nb.cells = with_rubrics(nb.cells, catalogue.read(names["notebook"]))
        happened = [*nb.metadata.pop(IN_ORDER), *graded.report.told]
        if happened:
            nb.cells.insert(0, note("What happened", happened))
        nb.metadata[MARK] = {"grader": graded.report.grader, "score": graded.report.score}
        return nb, resources


def fill_outputs(cells: list, graded: grader.Graded) -> None:
    """What each cell showed in the sandbox, as nbgrader would have kept it."""
    for cell in cells:
        if cell.cell_type != "code" or RUN not in cell.metadata:
            continue
        run = graded.cells[cell.metadata[RUN]][1]
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


def with_rubrics(cells: list, problem: Problem) -> list:
    """After each written answer the model answer and rubric, for the person who marks it."""
    rubrics = {
        cell.id: between_markers(cell.source)
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


def note(heading: str, lines):
    """A cell of ours at the top of the notebook; what students wrote is text in it."""
    items = "".join(f"<li>{' '.join(escape(line).split())}</li>" for line in lines)
    return new_markdown_cell(f"<div><b>{heading}</b><ul>{items}</ul></div>", metadata={NOTE: True})


class ForStudents(NbGraderPreprocessor):
    """In front of nbgrader's feedback: without model answers and rubrics, with what is open.

    nbgrader shows an answer that nobody has marked yet as 0 points.
    """

    # nbgrader sets it for each step of feedback, and warns where a step does not have it
    display_data_priority = List(config=True)

    def preprocess(self, nb, resources):
        names = resources["nbgrader"]
        nb.cells = [cell for cell in nb.cells if not cell.metadata.get(RUBRIC)]
        with Gradebook(names["db_url"]) as gradebook:
            find = gradebook.find_submission_notebook
            waiting = open_marks(find(names["notebook"], names["assignment"], names["student"]))
        if waiting:
            lines = [f"{question}: a person gives up to {most:g}" for question, most in waiting]
            nb.cells.insert(0, note("Not marked yet, and not in the score", lines))
        return nb, resources


def configure(config, root: Path) -> None:
    """Set up an nbgrader course whose directory is `root`; call it from nbgrader_config.py."""
    config.CourseDirectory.root = str(root)
    config.Autograde.exporter_class = Intake
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
    keep = {("nbgrader",), (RUBRIC,), (NOTE,)}
    config.ClearMetadataPreprocessor.enabled = True
    config.ClearMetadataPreprocessor.preserve_cell_metadata_mask = keep
    config.ClearMetadataPreprocessor.clear_notebook_metadata = False
    config.GenerateFeedback.preprocessors = [
        ForStudents,
        stock.GetGrades,
        CSSHTMLHeaderPreprocessor,
    ]
    config.ExportApp.plugin_class = MarksExport
