"""Which problems there are: those of this project, and those that other packages declare."""

import sys

import pytest

from autograder.problems import SourceError, catalogue
from tests.autograder.problems.elsewhere import forget, install


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """The folder of a package of another distribution, which declares problem10."""
    yield install(tmp_path, monkeypatch)
    forget()


def test_a_problem_of_another_package_is_one_of_ours(elsewhere):
    """It sorts by its number, and has source, limits and checks."""
    assert catalogue.names()[-1] == "problem10"
    assert catalogue.read("problem10").title == "Problem 10: A problem of one's own"
    assert catalogue.limits("problem10").cell_seconds == 5
    names = [check.name for check in catalogue.suite("problem10").checks]
    assert names == ["doubles_unseen_numbers", "arguments_stay_as_they_were"]


def test_a_source_is_no_module_of_checks(elsewhere):
    """The source may lie beside the checks; it is not run for them."""
    assert "course_of_mine.problem10" not in sys.modules


def test_names_sort_as_people_count():
    """Nine before ten."""
    names = ["problem10", "problem9", "problem1"]
    assert sorted(names, key=catalogue.natural) == ["problem1", "problem9", "problem10"]


def test_an_unknown_problem_is_refused():
    """In a sentence with the names that there are."""
    with pytest.raises(SourceError, match="no problem problem77; there are: problem1"):
        catalogue.read("problem77")


def test_a_package_without_declaration(elsewhere):
    """Says what is missing, and where."""
    (elsewhere / "__init__.py").write_text("")
    forget()
    with pytest.raises(SourceError, match="course_of_mine holds no DECLARATION"):
        catalogue.declaration("problem10")
