"""The sample class follows the source of the problems."""

import json

import pytest

from autograder.batch import assessment
from autograder.submissions import Submission
from tests.autograder.languages.octave_submission import needs_octave
from tests.sample_class import MATLAB, NOOR, SUBMISSIONS, classroom, matlab_classroom


@pytest.mark.parametrize(("folder", "made"), [(SUBMISSIONS, classroom), (MATLAB, matlab_classroom)])
def test_the_sample_class_is_current(folder, made):
    """`python -m tests.sample_class` would change nothing."""
    files = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}
    wanted = made()
    assert files == set(wanted)
    for name, content in wanted.items():
        assert (folder / name).read_text(encoding="utf-8") == content, name


def graded(student: str, file: str, results) -> dict:
    submission = Submission(student, "problem1", MATLAB / student / file)
    assessment.grade_one(submission, results, "bubblewrap")
    return json.loads((results / student / "problem1.json").read_text())


@needs_octave
@pytest.mark.slow
def test_matlab_students_get_what_they_earn(tmp_path):
    """One is right, one has five named mistakes, one hangs, asks the system, and fills memory."""
    right = graded("mia", "problem1.ipynb", tmp_path)
    assert right["score"] == right["max_score"] and right["notices"] == []
    wrong = graded("noor", "problem1.m", tmp_path)
    named = {c["hint"]["name"] for q in wrong["questions"] for c in q["checks"] if c["hint"]}
    assert named == {name for name, _ in NOOR.values()}
    page = (tmp_path / "noor" / "problem1.html").read_text()
    assert "np." not in page and "numpy" not in page
    hostile = graded("omar", "problem1.ipynb", tmp_path)
    scores = {question["id"]: question["score"] for question in hostile["questions"]}
    assert scores["1a"] == scores["1c"] == 0 and scores["1d"] == 3
