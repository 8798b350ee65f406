"""The problems: sources, hidden checks, what each question asks."""

from autograder.problems import catalogue, consistency, data, questions, recognition, worked
from autograder.problems.declaration import ASSIGNMENTS, SOLUTIONS, DataFile, Declaration
from autograder.problems.source import (
    BEGIN,
    END,
    Cell,
    Problem,
    Question,
    SourceError,
    between_markers,
)

__all__ = [
    "BEGIN",
    "Cell",
    "ASSIGNMENTS",
    "DataFile",
    "Declaration",
    "END",
    "Problem",
    "Question",
    "SOLUTIONS",
    "SourceError",
    "between_markers",
    "catalogue",
    "consistency",
    "data",
    "questions",
    "recognition",
    "worked",
]
