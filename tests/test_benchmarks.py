"""The benchmarks work on what they say; how long anything takes is not tested."""

import json
import os
import sys

from autograder.grading import grader
from autograder.submissions.submission import Submission
from benchmarks import __main__ as benchmarks
from benchmarks import small
from benchmarks.processor import timed


def test_the_small_notebook_is_right(tmp_path):
    """What is timed is the grading of three right questions, not of mistakes."""
    path = small.write(small.notebook("ada"), tmp_path / "problem1.ipynb")
    report = grader.grade(Submission("ada", "problem1", path)).report
    scores = {q.id: (q.score, q.max_score) for q in report.questions if q.id in small.QUESTIONS}
    assert len(scores) == 3
    assert all(score == most > 0 for score, most in scores.values())


def test_processor_time_of_a_whole_tree(tmp_path):
    """A child of a child counts, also where nobody waits for it."""
    work = f"{sys.executable} -c 'sum(range(10_000_000))'"
    spent = timed(["sh", "-c", f"({work} &) ; sleep 2"], tmp_path, dict(os.environ))
    assert spent.wall >= 2
    assert spent.processor is None or spent.processor > 0.05


def test_all_figures_are_kept(tmp_path, monkeypatch, capsys):
    """`python -m benchmarks` runs each benchmark and writes what they return."""
    monkeypatch.chdir(tmp_path)
    for name in ("grading", "simulation", "training"):
        monkeypatch.setattr(getattr(benchmarks, name), "main", lambda name=name: {"is": name})
    benchmarks.main()
    written = json.loads((tmp_path / "bench.json").read_text())
    assert {name: written[name]["is"] for name in ("grading", "simulation", "training")} == {
        name: name for name in ("grading", "simulation", "training")
    }
    assert "bench.json" in capsys.readouterr().out
