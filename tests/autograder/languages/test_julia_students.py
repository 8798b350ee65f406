"""Two students who work in Julia: one is right, one has made five mistakes that have names."""

import pytest

from autograder.grading import grader
from autograder.problems import SOLUTIONS
from autograder.submissions import Submission
from tests.autograder.languages.julia_submission import needs_julia

pytestmark = [needs_julia, pytest.mark.slow]

MISTAKES = {
    "1b": ("return -x + J * rates .+ h", "return -x + J' * rates .+ h"),
    "1c": ("return J * Diagonal(slope) - I", "return Diagonal(slope) * J - I"),
    "1d": ("maximum(real, eigvals(J)) < 1 - 1e-8", "maximum(abs, eigvals(J)) < 1"),
    "1e": ("return g / sqrt(N) * randn", "return g * randn"),
    "1h": ("mean(random_part; dims=2)", "mean(random_part; dims=1)"),
}


def graded(folder, script: str):
    path = folder / "problem1.jl"
    path.write_text(script, encoding="utf-8")
    return grader.grade(Submission("julia", "problem1", path)).report


def test_the_worked_script_has_full_marks(tmp_path):
    """Handed in as a script it is graded in Julia, with nothing to tell."""
    report = graded(tmp_path, (SOLUTIONS / "problem1.jl").read_text(encoding="utf-8"))
    assert (report.status, report.language) == ("graded", "julia")
    assert report.score == report.max_score


def test_five_mistakes_cost_their_questions_and_are_recognised(tmp_path):
    """Each costs points in its own question alone; what draws no random numbers gets its hint."""
    script = (SOLUTIONS / "problem1.jl").read_text(encoding="utf-8")
    for right, wrong in MISTAKES.values():
        assert script.count(right) == 1, right
        script = script.replace(right, wrong)
    report = graded(tmp_path, script)
    lost = {q.id for q in report.questions if q.score < q.max_score}
    assert lost == set(MISTAKES)
    for question in report.questions:
        if question.id in ("1b", "1c", "1d"):
            assert any(check.hint for check in question.checks), question.id
