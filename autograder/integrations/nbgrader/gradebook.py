"""nbgrader's gradebook, whatever database it is in: automatic points, open marks, the export."""

import csv

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.plugins import ExportPlugin

from autograder.exports import defuse

COLUMNS = (
    *("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email"),
    *("raw_score", "late_submission_penalty", "score", "max_score", "status"),
)


class MarksExport(ExportPlugin):
    """`nbgrader export` in which nothing but a mark looks like a mark.

    The stock table writes 0.0 for whoever handed nothing in and for what could not be graded.
    Here both have a status, and no number: a check without a score has not been graded. The other
    columns are nbgrader's own, in its order.
    """

    def export(self, gradebook):
        with open(self.to or "grades.csv", "w", newline="", encoding="utf-8") as file:
            table = csv.writer(file)
            table.writerow(COLUMNS)
            for assignment in sorted(gradebook.assignments, key=lambda a: a.name):
                for student in sorted(gradebook.students, key=lambda s: s.id):
                    table.writerow(self.row(assignment, student))

    def row(self, assignment, student) -> list:
        """One student's line; texts are no formulas for a spreadsheet."""
        status, raw, penalty, score, most = self.marks(assignment, student)
        handed_in = [s.timestamp for s in assignment.submissions if s.student.id == student.id]
        names = (student.id, student.last_name, student.first_name, student.email)
        who = [defuse(name or "") for name in names]
        times = [assignment.duedate, next(iter(handed_in), None)]
        shown = ["" if when is None else str(when) for when in times]
        return [assignment.name, *shown, *who, raw, penalty, score, most, status]

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
