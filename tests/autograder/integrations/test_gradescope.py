"""The zip for Gradescope: what is in it, what it writes, and when it writes nothing."""

import json
import os
import re
import subprocess
import sys
import venv
import zipfile
from importlib import metadata

import pytest

from autograder import PROJECT
from autograder.grading import grader
from autograder.integrations.gradescope import bundles, harness, results_json
from autograder.problems import catalogue
from autograder.submissions import archive
from tests.autograder.integrations.documented import DocumentedResults
from tests.sample_class import SUBMISSIONS
from tests.test_house import imports

PROBLEM = catalogue.read("problem1")
CHEN = SUBMISSIONS / "chen" / "problem1.ipynb"


def test_the_zip_holds_what_this_problem_needs(zipped):
    """Two executable scripts, pins, and no other problem's solutions and checks."""
    with zipfile.ZipFile(zipped) as content:
        modes = {entry.filename: entry.external_attr >> 16 & 0o777 for entry in content.infolist()}
    assert modes["setup.sh"] == modes["run_autograder"] == 0o755
    assert {"project/solutions/problem1.py", "project/autograder/checks/ask.py"} <= set(modes)
    assert not [name for name in modes if re.search(r"/problem[23](/|\.py)", name)]
    assert not [name for name in modes if "/tests/" in name or "integrations/nbgrader" in name]


def test_the_zip_is_the_same_twice(zipped, tmp_path):
    """To the byte."""
    again = bundles.build(PROBLEM, "after_due_date", tmp_path)
    assert again.read_bytes() == zipped.read_bytes()


def test_the_pins_are_those_of_the_lock(zipped):
    """And everything that grading imports is among them."""
    pins = archive.read(zipped)["requirements.txt"].decode().split()
    assert set(pins) <= set((PROJECT / "requirements.lock").read_text().split())
    program = "import sys, autograder.integrations.gradescope.harness; print(*sys.modules)"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, cwd=PROJECT)
    ours = [name for name in done.stdout.split() if name.startswith("autograder.")]
    assert "autograder.grading.grader" in ours
    stems = [PROJECT / name.replace(".", "/") for name in ours]
    paths = [p for stem in stems for p in (stem.with_suffix(".py"), stem / "__init__.py")]
    paths += [*(PROJECT / "autograder" / "sandbox" / "inside").glob("*.py")]
    roots = {root for path in paths if path.exists() for root in imports(path)}
    distributions = metadata.packages_distributions()
    needed = {d for root in roots for d in distributions.get(root, [])} - {"rnn-problem-set"}
    names = {bundles.normal(pin.split("==")[0]) for pin in pins}
    assert {"numpy", "pydantic"} < needed
    assert {bundles.normal(name) for name in needed} <= names


def test_results_have_the_documented_form(chen):
    """Every key and value is one of Gradescope's specification."""
    text = results_json.results(chen, PROBLEM, "after_due_date")
    documented = DocumentedResults.model_validate_json(text, strict=False)
    assert documented.score == chen.report.score
    assert 0 < documented.score < chen.report.max_score
    DocumentedResults.model_validate_json(results_json.refusal("no notebook"), strict=False)


def test_points_and_visibility(chen):
    """A test per check with its part of the points; each kind is shown to whom it should be."""
    text = results_json.results(chen, PROBLEM, "after_published")
    tests = json.loads(text)["tests"]
    for question in chen.report.questions:
        own = [t for t in tests if t.get("tags", [None])[0] == question.id and "score" in t]
        assert len(own) == len(question.checks)
        assert sum(t["score"] for t in own) == pytest.approx(question.score, abs=0.006)
        assert sum(t["max_score"] for t in own) == pytest.approx(question.max_score, abs=0.001)
        assert {t["visibility"] for t in own} == {"after_published"}
    shown = [t for t in tests if t.get("visibility") == "visible"]
    assert {t["status"] for t in shown if "visible" in t["tags"]} == {"passed", "failed"}
    assert all("score" not in t for t in shown)
    assert sum("written" in t["tags"] for t in shown) == 4
    assert [t["name"] for t in tests if t["visibility"] == "hidden"] == ["how this was graded"]


def test_what_is_shown_at_once_tells_nothing_of_hidden_checks(chen):
    """Neither their sentences nor their hints."""
    document = json.loads(results_json.results(chen, PROBLEM, "after_due_date"))
    now = [t for t in document["tests"] if t["visibility"] == "visible"]
    text = json.dumps([document["output"], now])
    for question in chen.report.questions:
        for check in question.checks:
            assert check.says not in text
            assert not check.message or check.message not in text


@pytest.fixture
def autograder(tmp_path, monkeypatch):
    """/autograder with nothing handed in, for tests of what is written when."""
    for folder in ("submission", "results", "source"):
        (tmp_path / folder).mkdir()
    monkeypatch.setattr(harness, "sandbox_here", lambda: "bubblewrap")
    return tmp_path


SETTINGS = {"problem": "problem1", "visibility": "after_due_date"}


def test_nothing_to_grade_is_told_to_the_student(autograder):
    """results.json with 0 points and the reason, which can be seen at once."""
    assert harness.main(autograder, SETTINGS) == 0
    document = json.loads((autograder / "results" / "results.json").read_text())
    assert document["visibility"] == "visible"
    assert document["output"] == "there is no notebook in it. Hand in problem1.ipynb once more."


def test_a_fault_of_the_grader_is_no_mark(autograder, monkeypatch, chen, capsys):
    """Tried twice, then exit code 1 and no results.json, not even an old one."""
    question = chen.report.questions[0]
    fault = question.checks[0].model_copy(update={"status": "error", "message": "our own"})
    question = question.model_copy(update={"checks": (fault,)})
    update = {"status": "error", "questions": (question,)}
    failed = grader.Graded(chen.report.model_copy(update=update))
    calls = []
    monkeypatch.setattr(grader, "grade", lambda *a: calls.append(a) or failed)
    (autograder / "submission" / "problem1.ipynb").write_bytes(CHEN.read_bytes())
    (autograder / "results" / "results.json").write_text("{}")
    assert harness.main(autograder, SETTINGS) == 1
    assert len(calls) == 2
    assert not (autograder / "results" / "results.json").exists()
    assert "our own" in capsys.readouterr().out


def test_the_student_is_named_by_gradescope(autograder):
    """Groups have several names; without metadata there is none."""
    assert harness.student(autograder) == "student"
    users = [{"email": "a@example.edu", "name": "A"}, {"name": "B", "id": 2}]
    (autograder / "submission_metadata.json").write_text(json.dumps({"users": users}))
    assert harness.student(autograder) == "a@example.edu, B"


def test_the_scripts_are_shell():
    """Both are read by bash without complaint, and name no other place than Gradescope's."""
    for name in bundles.SCRIPTS:
        path = bundles.TEMPLATES / name
        subprocess.run(["bash", "-n", path], check=True)
        places = re.findall(
            r"(?<![\w$])/(?:autograder|opt|home|work|root)[\w/-]*", path.read_text()
        )
        assert places
        assert all(place.startswith(("/autograder", "/opt/rnn", "/root")) for place in places)


@pytest.mark.slow
def test_the_pins_are_enough(zipped, chen, tmp_path):
    """An environment with nothing but requirements.txt grades as we do."""
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=True)
    content = archive.read(zipped)
    for name, data in content.items():
        path = tmp_path / "source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    python, source = environment / "bin" / "python", tmp_path / "source"
    install = [python, "-m", "pip", "install", "-q", "-r", source / "requirements.txt"]
    subprocess.run(install, check=True)
    for folder in ("submission", "results"):
        (tmp_path / folder).mkdir()
    (tmp_path / "submission" / "problem1.ipynb").write_bytes(CHEN.read_bytes())
    run = [python, "-m", "autograder.integrations.gradescope", tmp_path]
    path = {**os.environ, "PYTHONPATH": ""}
    done = subprocess.run(run, cwd=source / "project", capture_output=True, text=True, env=path)
    assert done.returncode == 0, done.stdout + done.stderr
    results = json.loads((tmp_path / "results" / "results.json").read_text())
    assert results["score"] == chen.report.score


@pytest.mark.parametrize("failures", [1, 2])
def test_a_sandbox_that_does_not_start_at_once(failures, monkeypatch):
    """A fault at the start is not the end: it is tried once more, and then there is another."""
    tried = []

    class Starting:
        def __init__(self, limits, kind):
            tried.append(kind)
            if len(tried) <= failures:
                raise FileNotFoundError("cgroup.procs")

        def close(self):
            pass

    monkeypatch.setattr(harness, "Process", Starting)
    monkeypatch.setattr(harness, "find_bubblewrap", lambda: "/usr/bin/bwrap")
    assert harness.sandbox_here() == ("bubblewrap" if failures == 1 else "unprivileged")
    assert tried == ["bubblewrap", "bubblewrap", *["unprivileged"] * (failures - 1)]
