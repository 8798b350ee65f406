"""What Julia students read about their answers is in Julia's words."""

import re

import pytest

from autograder.languages import JULIA
from autograder.problems import catalogue
from autograder.submissions import Submission, Unreadable
from tests.autograder.languages.test_matlab_words import sentences

PYTHON = re.compile(
    r"np\.|numpy|scipy|[Pp]ython|\bTrue\b|\bFalse\b|\bNone\b|axis=|axis 0|eigvalsh|\beigh|argmax"
    r"|flatnonzero|\[0\]|\w@|@\w| @ |`ax\.|\.T\b|\*\*|`int|//|RuntimeError"
)


@pytest.mark.parametrize("problem", catalogue.names())
def test_no_word_of_python_is_left(problem):
    """Hints, checks and reasons name Julia's functions, or none."""
    told = {JULIA.words(text) for text in sentences(problem)}
    assert sorted(t for t in told if PYTHON.search(t.replace("`driven[0]`", ""))) == []


def test_what_students_wrote_stays_as_it_is():
    """An error message is quoted, not translated."""
    text = "`velocity` raised BoundsError: x @ True"
    assert JULIA.words(text) == text


def test_scripts_are_read_and_pluto_gets_a_sentence(tmp_path):
    """Percent cells of a .jl script are cells; a Pluto notebook is refused with what to do."""
    path = tmp_path / "problem1.jl"
    path.write_text("# %% [markdown]\n# text\n\n# %%\nx = 1\n")
    submission = Submission("ada", "problem1", path)
    notebook = submission.parse(submission.read())
    assert [cell.source for cell in notebook.cells] == ["text", "x = 1"]
    assert notebook.metadata.language == "julia"
    path.write_text("### A Pluto.jl notebook ###\n# v0.19.40\n\n# \u2554\u2550\u2561 1\nx = 1\n")
    with pytest.raises(Unreadable) as caught:
        submission.parse(submission.read())
    assert "Pluto" in caught.value.reason
