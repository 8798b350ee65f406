"""Grading a push: the template repository, the workflows' own steps, and what they show."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
import yaml
from typer.testing import CliRunner

from autograder import PROJECT
from autograder.cli.app import app
from autograder.integrations.ci import classroom, github
from autograder.problems import catalogue
from autograder.results.report import CheckResult, QuestionResult, Report
from tests.sample_class import SUBMISSIONS

INSTRUCTOR = classroom.TEMPLATES / "instructor"
WORKFLOW = INSTRUCTOR / ".github" / "workflows" / "grade-push.yml"
GITLAB = INSTRUCTOR / "grade-push.gitlab-ci.yml"


def steps():
    """The shell of each named step of the workflow."""
    job = yaml.safe_load(WORKFLOW.read_text())["jobs"]["grade"]
    return {step["name"]: step["run"] for step in job["steps"] if "run" in step}


def shell(script, folder, **environment):
    """Run a step as a runner does."""
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    environment = {**os.environ, "CI": "true", "GITHUB_ACTIONS": "true", **environment}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


def hostile(text):
    """A report in which every text that may come from a student is this one."""
    check = CheckResult(name="x", says="It `works`.", status="failed", points=1.0, message=text)
    question = QuestionResult(
        id="1a", title=text, score=0.0, max_score=3.0, written_max=1.0, checks=(check,)
    )
    head = {"student": "s", "problem": "problem1", "status": "graded", "notebook_sha256": ""}
    head |= {"grader": "g", "seed": 1, "sandbox": "bubblewrap", "seconds": 1.0}
    head |= {"score": 0.0, "max_score": 3.0, "written": {"pending": 2.0}}
    notice = {"kind": "raised", "text": text}
    return Report(**head, notices=(notice,), questions=(question,))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The template repository with Problem 1 only, which takes a third of the time."""
    folder = tmp_path_factory.mktemp("classroom") / "made"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "names", lambda: ["problem1"])
        classroom.build("a-course/grader", folder)
    return folder


@pytest.fixture(scope="module")
def pushed(tmp_path_factory):
    """Chen's push, graded by the workflow's own steps; the folder and the last step."""
    folder = tmp_path_factory.mktemp("pushed")
    (folder / "submission").mkdir()
    shutil.copy(SUBMISSIONS / "chen" / "problem1.ipynb", folder / "submission")
    environment = {"GRADER": str(PROJECT), "PROBLEM": "problem1", "STUDENT": "rnn-chen"}
    environment |= {"THRESHOLD": "50", "GITHUB_STEP_SUMMARY": str(folder / "summary")}
    assert shell(steps()["set up"], folder, **environment).returncode == 0
    return folder, shell(steps()["grade"], folder, **environment)


def test_the_template_repository(made):
    """Release, page, requirements, and a workflow that calls the instructor's."""
    student = made / "student"
    names = {str(path.relative_to(student)) for path in student.rglob("*") if path.is_file()}
    wanted = {"problem1.ipynb", "README.md", "requirements.txt", ".github/workflows/grade.yml"}
    assert wanted <= names
    assert "# YOUR CODE HERE" in (student / "problem1.ipynb").read_text()
    workflow = yaml.safe_load((student / ".github" / "workflows" / "grade.yml").read_text())
    uses = workflow["jobs"]["grade"]["uses"]
    assert uses == "a-course/grader/.github/workflows/grade-push.yml@main"
    assert "checks that are not in this repository" in (student / "README.md").read_text()


def test_no_hidden_check_is_in_the_students_repository(made):
    """Neither checks, nor solutions, nor secrets; the reusable workflow is not there either."""
    suite = catalogue.suite("problem1")
    secrets = [check.says for check in suite.checks] + [m.hint for m in suite.mistakes]
    secrets += ["BEGIN SOLUTION", "Rubric", "secrets.", "secrets:"]
    for path in (made / "student").rglob("*"):
        if path.is_file() and path.suffix != ".mat":
            text = path.read_text(encoding="utf-8")
            assert not [secret for secret in secrets if secret in text], path


def test_a_push_is_graded(pushed):
    """The steps succeed; score, table and hints are in the summary, the page in the artifact."""
    folder, done = pushed
    assert done.returncode == 0, done.stdout + done.stderr
    summary = (folder / "summary").read_text()
    report = json.loads((folder / "feedback" / "rnn-chen" / "problem1.json").read_text())
    assert summary.startswith(f"# problem1: {report['score']:g} of 27 points\n")
    assert "| 1b The velocity | 0 of 3 | ✗ ✗ ✗ – |" in summary
    assert "J is applied transposed" in summary
    assert summary == (folder / "feedback" / "summary.md").read_text()
    assert "<html" in (folder / "feedback" / "rnn-chen" / "problem1.html").read_text()


def test_mistakes_are_marked_on_the_file(pushed):
    """One annotation per question that lost points, with the reason."""
    lines = [line for line in pushed[1].stdout.splitlines() if line.startswith("::")]
    assert lines[0].startswith("::notice file=problem1.ipynb,title=problem1::")
    errors = [line for line in lines if line.startswith("::error ")]
    assert [line.split("title=")[1][:2] for line in errors] == ["1b", "1d", "1e", "1f"]
    assert "J is applied transposed" in errors[0]


def test_failed_checks_are_failed_tests(pushed):
    """In the XML that GitLab shows, with the passed ones."""
    found = ElementTree.parse(pushed[0] / "feedback" / "junit.xml").getroot()
    cases = found.findall("testsuite/testcase")
    assert sum(case.find("failure") is not None for case in cases) > 3
    assert sum(len(case) == 0 for case in cases) > 3


def test_gitlab_does_the_same(tmp_path):
    """The job's script, run as plain shell; below the threshold it exits with 3."""
    repository = tmp_path / "rnn-fatima"
    repository.mkdir()
    shutil.copy(SUBMISSIONS / "fatima" / "problem1.ipynb", repository)
    job = yaml.safe_load(GITLAB.read_text())["grade"]
    variables = {**job["variables"], "GRADER": str(PROJECT), "THRESHOLD": "99"}
    variables |= {"PROBLEM": "problem1", "CI_PROJECT_NAME": "rnn-fatima"}
    done = shell("\n".join(job["script"]), repository, **variables)
    assert done.returncode == 3, done.stdout + done.stderr
    assert "0.0% of the automatic points, and 99% are asked for" in done.stdout
    assert (repository / job["artifacts"]["reports"]["junit"]).exists()
    summary = (repository / job["artifacts"]["paths"][0] / "summary.md").read_text()
    assert "The file could not be read as a notebook." in summary


def test_an_empty_repository_is_no_error(tmp_path):
    """There is nothing to grade, which is below any threshold."""
    arguments = ["grade-push", str(tmp_path), "--results", str(tmp_path / "results")]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    assert "Nothing to grade" in (tmp_path / "results" / "summary.md").read_text()
    assert CliRunner().invoke(app, [*arguments, "--threshold", "1"]).exit_code == 3


def test_a_fault_of_the_grader_is_no_mark(tmp_path, monkeypatch):
    """Exit code 1, and the summary says whose fault it is."""

    def failing(*_):
        raise ZeroDivisionError("our own")

    monkeypatch.setattr("autograder.grading.grader.grade", failing)
    shutil.copy(SUBMISSIONS / "ada" / "problem1.ipynb", tmp_path)
    arguments = ["grade-push", str(tmp_path), "--results", str(tmp_path / "results")]
    assert CliRunner().invoke(app, arguments).exit_code == 1
    summary = (tmp_path / "results" / "summary.md").read_text()
    assert summary.startswith("# problem1: not graded\n")
    assert "not your fault" in summary


@pytest.mark.parametrize("arguments", [["--problem", "problem9"], ["--threshold", "101"]])
def test_wrong_calls(arguments, tmp_path):
    """Exit code 2 before anything is done."""
    command = ["grade-push", str(tmp_path), "--results", str(tmp_path / "r"), *arguments]
    assert CliRunner().invoke(app, command).exit_code == 2
    assert not (tmp_path / "r").exists()


@pytest.mark.parametrize("text", ["\n::error::forged", "\r\n::add-mask::x", "%0A::notice::x"])
def test_no_text_is_a_workflow_command(text):
    """What a student's error says stays inside the one command that quotes it, and is kept."""
    commands = github.annotations(hostile(text), "a,b::c.ipynb")
    assert len(commands) == 3
    for command in commands:
        assert len(command.splitlines()) == 1
        _, head, data = command.split("::", 2)
        assert head.split(" ", 1)[1].startswith("file=a%2Cb%3A%3Ac.ipynb,title=")
        assert text in unquote(data) or "0 of 3 points" in data


def test_no_text_is_markdown_or_html():
    """Tables keep their columns, links and images are not made, HTML is shown as it is."""
    text = github.summary(hostile("<img src=x> ![a](http://b) | c | `d|e` @all\n# big"))
    assert "<img" not in text and "](http" not in text
    assert "\n# big" not in text
    (row,) = [line for line in text.splitlines() if line.startswith("| 1a")]
    assert row.replace("\\|", "").count("|") == 4


def test_junit_holds_any_text():
    """Control characters and angle brackets do not break the XML."""
    text = github.junit([hostile("\x00 <b> & \ud83d")])
    case = ElementTree.fromstring(text).find("testsuite/testcase/failure")
    assert case.get("message") == "? <b> & ?"


def test_workflows_pass_actionlint(made):
    """The reusable one, the students', and this project's own; retired actions are named, too."""
    theirs = made / "student" / ".github" / "workflows" / "grade.yml"
    own = PROJECT / ".github" / "workflows" / "test.yml"
    program = Path(sys.executable).with_name("actionlint")
    done = subprocess.run([program, WORKFLOW, theirs, own], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_workflows_hand_no_expression_to_the_shell():
    """What a student may choose (a branch's or a file's name) reaches a step as a variable only."""
    for script in steps().values():
        assert "${{" not in script
    workflow = yaml.safe_load(WORKFLOW.read_text())
    assert workflow["permissions"] == {"contents": "read"}
    uses = [s["uses"] for s in workflow["jobs"]["grade"]["steps"] if "uses" in s]
    assert all("@v" in action and action.startswith("actions/") for action in uses)


@pytest.mark.parametrize("told", ["visible", "points"])
def test_less_is_told_before_the_due_date(told, quiet_push):
    """Neither a hidden check nor its reason leaves the grader; points only if the course says."""
    results, text, reports = quiet_push(told)
    (report,) = reports
    hidden = [check.says for question in report.questions for check in question.checks]
    assert hidden and not any(github.markdown(says) in text for says in hidden)
    assert (f"{report.score:g} of" in text) == (told == "points")
    assert "visible check" in text
    assert sorted(path.name for path in results.rglob("*.*")) == ["junit.xml", "summary.md"]


@pytest.fixture
def quiet_push(tmp_path):
    def push(told):
        repository, results = tmp_path / "r", tmp_path / "results"
        repository.mkdir()
        shutil.copy(PROJECT / "tests" / "submissions" / "chen" / "problem1.ipynb", repository)
        (tmp_path / "unpacked").mkdir()
        found = github.find(repository, ["problem1"], "chen", tmp_path / "unpacked")
        reports = github.grade(found, repository, results, "bubblewrap", lambda problem: told)
        return results, (results / "summary.md").read_text(), reports

    return push
