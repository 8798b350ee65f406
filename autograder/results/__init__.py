"""What is kept of a grading: reports, and the marks that people give."""

from autograder.results import marks
from autograder.results.folder import Folder, write_whole
from autograder.results.marks import Mark, Marks, Table, read_for_page
from autograder.results.report import (
    SCHEMA,
    Adjusted,
    CheckResult,
    Hint,
    Late,
    QuestionResult,
    Report,
    Written,
    json_schema,
)
from autograder.results.standing import Standing, standing

__all__ = [
    "Adjusted",
    "Late",
    "Standing",
    "standing",
    "CheckResult",
    "Folder",
    "Hint",
    "Mark",
    "Marks",
    "QuestionResult",
    "Report",
    "SCHEMA",
    "Table",
    "Written",
    "json_schema",
    "marks",
    "read_for_page",
    "write_whole",
]
