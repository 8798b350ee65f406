"""One submission in, one report out."""

from autograder.grading import grader
from autograder.grading.exhibits import SAME_AS_ABOVE
from autograder.grading.grader import EXPECTED_ERRORS, Graded
from autograder.grading.identity import grader_identity

__all__ = ["EXPECTED_ERRORS", "Graded", "SAME_AS_ABOVE", "grader", "grader_identity"]
