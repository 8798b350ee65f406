"""What several of these tests compare with: one notebook, graded by our own grader once."""

import shutil

import pytest

from autograder.grading import grader
from autograder.integrations.gradescope import bundles
from autograder.integrations.nbgrader import course
from autograder.problems import catalogue
from autograder.submissions.submission import Submission
from tests.autograder.integrations.once import once
from tests.sample_class import SUBMISSIONS


@pytest.fixture(scope="session")
def chen():
    """Chen's Problem 1, in which some questions are wrong in known ways."""
    path = SUBMISSIONS / "chen" / "problem1.ipynb"
    return grader.grade(Submission("chen", "problem1", path))


@pytest.fixture(scope="session")
def zipped(tmp_path_factory):
    """The zip for Gradescope of Problem 1."""
    folder = tmp_path_factory.mktemp("gradescope")
    return bundles.build(catalogue.read("problem1"), "after_due_date", folder)


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """An nbgrader course as `make course` makes it; nobody changes it."""
    return once(tmp_path_factory, "made", course.build)


@pytest.fixture
def fresh(made, tmp_path):
    """A course of its own for a test that changes it."""
    folder = tmp_path / "course"
    shutil.copytree(made, folder)
    return folder
