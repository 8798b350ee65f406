"""nbgrader's gradebook, whatever database it is in: automatic points, open marks, the export."""

import csv

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.plugins import ExportPlugin


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


def open_marks(notebook) -> list[tuple[str, float]]:
    """The written answers that nobody has marked yet, and their points.

    notebook : a submitted notebook of the gradebook
    """
    waiting = [grade for grade in notebook.grades if grade.needs_manual_grade]
    return sorted((grade.name.split("-")[0], grade.max_score) for grade in waiting)
