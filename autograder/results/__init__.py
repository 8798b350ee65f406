"""What is kept of a grading: reports, and the marks that people give."""

from autograder.results import marks
from autograder.results.marks import ENDING, Mark, Marks, Table, read_for_page
from autograder.results.report import CheckResult, QuestionResult, Report, write_whole

__all__ = [
    "CheckResult",
    "ENDING",
    "Mark",
    "Marks",
    "QuestionResult",
    "Report",
    "Table",
    "marks",
    "read_for_page",
    "write_whole",
]
