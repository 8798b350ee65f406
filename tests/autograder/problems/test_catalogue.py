"""Which problems there are: those of this project, and those that other packages declare."""

import sys
from importlib import metadata

import pytest

from autograder.problems import SourceError, catalogue

SOURCE = """# %% [markdown]
# # Problem 10: A problem of one's own
#
# ## 10a  The only question

# %% question="10a" role="answer"
def double(x):
    # BEGIN SOLUTION
    return 2 * x
    # END SOLUTION


# %% question="10a" role="check" points=2
assert double(1) == 2
"""
DECLARATION = """from pathlib import Path

from autograder.problems import Declaration
from autograder.sandbox import Limits

DECLARATION = Declaration(limits=Limits(cell_seconds=5), folder=Path(__file__).parent)
"""
CHECKS = """from autograder.checks import check, expect_close, mistake


@check("10a")
def doubles_unseen_numbers(ask):
    \"\"\"`double(x)` doubles numbers it has not seen.\"\"\"
    x = ask.rng.standard_normal(5)
    expect_close(ask.call("double", x), 2 * x, "The double")
"""


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A package of another distribution, which declares problem10 by an entry point."""
    package = tmp_path / "course_of_mine"
    package.mkdir()
    (package / "__init__.py").write_text(DECLARATION)
    (package / "q10a_double.py").write_text(CHECKS)
    (package / "problem10.py").write_text(SOURCE)
    monkeypatch.syspath_prepend(tmp_path)
    point = metadata.EntryPoint("problem10", "course_of_mine", catalogue.GROUP)
    monkeypatch.setattr(catalogue.metadata, "entry_points", lambda group: [point])
    caches = (catalogue.packages, catalogue.read)
    for cache in caches:
        cache.cache_clear()
    yield package
    for cache in caches:
        cache.cache_clear()
    for name in [name for name in sys.modules if name.startswith("course_of_mine")]:
        del sys.modules[name]


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
    sys.modules.pop("course_of_mine", None)
    catalogue.packages.cache_clear()
    with pytest.raises(SourceError, match="course_of_mine holds no DECLARATION"):
        catalogue.declaration("problem10")
