"""One submission in, one report out."""

from autograder.grading import grader
from autograder.grading.grader import Graded, Run
from autograder.grading.identity import grader_identity, whole_identity
from autograder.grading.notices import EXPECTED_ERRORS

__all__ = ["EXPECTED_ERRORS", "Graded", "Run", "grader", "grader_identity", "whole_identity"]
