"""The problems: sources, hidden checks, what each question asks."""

from autograder.problems import catalogue, data, questions, worked
from autograder.problems.data import DATA
from autograder.problems.source import (
    BEGIN,
    END,
    SOLUTIONS,
    Cell,
    Problem,
    Question,
    SourceError,
    between_markers,
)

__all__ = [
    "BEGIN",
    "Cell",
    "DATA",
    "END",
    "Problem",
    "Question",
    "SOLUTIONS",
    "SourceError",
    "between_markers",
    "catalogue",
    "data",
    "questions",
    "worked",
]
