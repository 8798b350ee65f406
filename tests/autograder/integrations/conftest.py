"""What several of these tests compare with: one notebook, graded by our own grader once."""

import pytest

from autograder import grading, master
from autograder.integrations import gradescope_zip
from autograder.submission import Submission
from tests.sample_class import SUBMISSIONS


@pytest.fixture(scope="session")
def chen():
    """Chen's Problem 1, in which some questions are wrong in known ways."""
    path = SUBMISSIONS / "chen" / "problem1.ipynb"
    return grading.grade(Submission("chen", "problem1", path))


@pytest.fixture(scope="session")
def zipped(tmp_path_factory):
    """The zip for Gradescope of Problem 1."""
    folder = tmp_path_factory.mktemp("gradescope")
    return gradescope_zip.build(master.read("problem1"), "after_due_date", folder)
