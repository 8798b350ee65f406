"""Run a submission in the sandbox, then ask it for values, calls and figures."""

from autograder.interview.figure import Axes, Curve
from autograder.interview.in_process import InProcess, across
from autograder.interview.outputs import CellRun
from autograder.interview.session import (
    Answer,
    Demonstrations,
    Interview,
    Options,
    Unanswered,
    View,
)

__all__ = [
    "Answer",
    "Demonstrations",
    "Axes",
    "CellRun",
    "Curve",
    "InProcess",
    "Interview",
    "Options",
    "Unanswered",
    "View",
    "across",
]
