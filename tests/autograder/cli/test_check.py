"""`make check`: the set fits, and what does not is told with the exit code of an error."""

import pytest
from typer.testing import CliRunner

from autograder.cli.app import app
from tests.autograder.problems.elsewhere import CHECKS, forget, install


@pytest.fixture
def package(tmp_path, monkeypatch):
    yield install(tmp_path, monkeypatch)
    forget()


def check(*arguments):
    result = CliRunner().invoke(app, ["check", *arguments])
    return result.exit_code, " ".join(result.output.split())


def test_a_problem_of_ones_own_fits(package):
    """Release, blank and worked answer of a problem in a package of its own."""
    code, said = check("--problem", "problem10")
    assert (code, "everything fits" in said) == (0, True), said


def test_a_check_that_the_worked_answer_fails_is_told(package):
    """With the question, the check and its reason."""
    (package / "q10a_double.py").write_text(CHECKS.replace("2 * x,", "3 * x,"))
    forget()
    code, said = check("--problem", "problem10")
    assert code == 1
    assert "question 10a: the worked answer gets 0 of 2" in said
    assert "check doubles_unseen_numbers: failed" in said


@pytest.mark.slow
def test_the_whole_set_fits():
    """Every problem, as it is now."""
    code, said = check()
    assert (code, "everything fits" in said) == (0, True), said
