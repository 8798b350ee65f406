"""The zip for Gradescope: its scripts run in a container laid out like Gradescope's."""

import io
import json
import os
import re
import subprocess
import sys
import venv
import zipfile
from importlib import metadata
from typing import Literal

import nbformat
import pytest
from pydantic import BaseModel, ConfigDict

from autograder import PROJECT, grading, master
from autograder.integrations import archive, gradescope, gradescope_results, gradescope_zip
from autograder.submission import Submission
from tests.autograder.integrations.container import Container, needs_root
from tests.sample_class import SUBMISSIONS
from tests.test_house import imports

PROBLEM = master.read("problem1")
CHEN = SUBMISSIONS / "chen" / "problem1.ipynb"
Visibility = Literal["hidden", "after_due_date", "after_published", "visible"]
Format = Literal["text", "html", "simple_format", "md", "ansi"]


class Documented(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    output: str | None = None
    output_format: Format | None = None
    visibility: Visibility | None = None
    extra_data: dict | None = None
    score: float | None = None


class DocumentedTest(Documented):
    """A test case of results.json, as Gradescope's specification lists it."""

    max_score: float | None = None
    status: Literal["passed", "failed"] | None = None
    name: str | None = None
    name_format: Format | None = None
    number: str | None = None
    tags: list[str] | None = None


class DocumentedResults(Documented):
    """results.json, as Gradescope's specification lists it."""

    execution_time: int | None = None
    test_output_format: Format | None = None
    test_name_format: Format | None = None
    stdout_visibility: Visibility | None = None
    tests: list[DocumentedTest] | None = None


@pytest.fixture(scope="module")
def zipped(tmp_path_factory):
    return gradescope_zip.build(PROBLEM, "after_due_date", tmp_path_factory.mktemp("gradescope"))


@pytest.fixture(scope="module")
def graded():
    return grading.grade(Submission("chen", "problem1", CHEN))


@pytest.fixture(scope="module")
def container(zipped, tmp_path_factory):
    return Container(tmp_path_factory.mktemp("container"), zipped)


def results_of(container):
    return json.loads((container.autograder / "results" / "results.json").read_text())


def test_the_zip_holds_what_this_problem_needs(zipped):
    """Two executable scripts, pins, and no other problem's solutions and checks."""
    with zipfile.ZipFile(zipped) as content:
        modes = {entry.filename: entry.external_attr >> 16 & 0o777 for entry in content.infolist()}
    assert modes["setup.sh"] == modes["run_autograder"] == 0o755
    assert {"project/solutions/problem1.py", "project/autograder/checks/ask.py"} <= set(modes)
    assert not [name for name in modes if re.search(r"/problem[23](/|\.py)", name)]
    assert not [name for name in modes if "/tests/" in name or "nbgrader" in name]


def test_the_zip_is_the_same_twice(zipped, tmp_path):
    """To the byte."""
    again = gradescope_zip.build(PROBLEM, "after_due_date", tmp_path)
    assert again.read_bytes() == zipped.read_bytes()


def test_the_pins_are_those_of_the_lock(zipped):
    """And everything that grading imports is among them."""
    pins = archive.read(zipped)["requirements.txt"].decode().split()
    assert set(pins) <= set((PROJECT / "requirements.lock").read_text().split())
    program = "import sys, autograder.integrations.gradescope; print(*sys.modules)"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, cwd=PROJECT)
    ours = [name for name in done.stdout.split() if name.startswith("autograder.")]
    assert "autograder.grading" in ours
    paths = [*(PROJECT / f"{name.replace('.', '/')}.py" for name in ours)]
    paths += [*(PROJECT / "autograder" / "inside").glob("*.py")]
    roots = {root for path in paths if path.exists() for root in imports(path)}
    distributions = metadata.packages_distributions()
    needed = {d for root in roots for d in distributions.get(root, [])} - {"rnn-problem-set"}
    names = {gradescope_zip.normal(pin.split("==")[0]) for pin in pins}
    assert {"numpy", "pydantic"} < needed
    assert {gradescope_zip.normal(name) for name in needed} <= names


def test_results_have_the_documented_form(graded):
    """Every key and value is one of Gradescope's specification."""
    text = gradescope_results.results(graded, PROBLEM, "after_due_date", ["a notice"])
    documented = DocumentedResults.model_validate_json(text, strict=False)
    assert documented.score == graded.report.score
    assert 0 < documented.score < graded.report.max_score
    DocumentedResults.model_validate_json(gradescope_results.refusal("no notebook"), strict=False)


def test_points_and_visibility(graded):
    """A test per check with its part of the points; each kind is shown to whom it should be."""
    text = gradescope_results.results(graded, PROBLEM, "after_published", [])
    tests = json.loads(text)["tests"]
    for question in graded.report.questions:
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


def test_what_is_shown_at_once_tells_nothing_of_hidden_checks(graded):
    """Neither their sentences nor their hints."""
    document = json.loads(gradescope_results.results(graded, PROBLEM, "after_due_date", []))
    now = [t for t in document["tests"] if t["visibility"] == "visible"]
    text = json.dumps([document["output"], now])
    for question in graded.report.questions:
        for check in question.checks:
            assert check.says not in text
            assert not check.message or check.message not in text


@needs_root
def test_a_submission_is_graded_without_namespaces_and_network(container, graded):
    """The unprivileged user takes over, the marks are the same, and the report says so."""
    container.hand_in(CHEN, read_only=True)
    done = container.run()
    assert done.returncode == 0, done.stdout + done.stderr
    results = results_of(container)
    DocumentedResults.model_validate(results, strict=False)
    assert results["score"] == graded.report.score
    assert results["extra_data"]["sandbox"] == "unprivileged"
    (how,) = [test for test in results["tests"] if test["visibility"] == "hidden"]
    assert "bubblewrap could not make namespaces in this container" in how["output"]


@needs_root
def test_bubblewrap_is_preferred_where_it_works(container):
    """In a container that may make namespaces, the stronger sandbox is chosen."""
    container.hand_in(CHEN)
    script = container.source / "which.sh"
    script.write_text(
        "cd /autograder/source/project && exec /opt/rnn-problem-set/bin/python -c "
        "'from autograder.integrations import gradescope; print(gradescope.sandbox_here())'\n"
    )
    done = container.run("sh", "/autograder/source/which.sh", namespaces=True)
    assert done.stdout.strip() == "bubblewrap", done.stdout + done.stderr


HOSTILE = """
import ctypes, json, os, signal, socket
found = {}


def attempt(name, action):
    try:
        found[name] = str(action())[:60]
    except BaseException as error:
        found[name] = type(error).__name__


def look(path):
    return os.listdir(path) if os.path.isdir(path) else open(path).read()


def daemon():
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            signal.pause()
        os._exit(0)


def many():
    children = 0
    try:
        while os.fork():
            children += 1
        signal.pause()
    except BlockingIOError:
        return "bounded" if children < 64 else children


for path in PATHS + [f"/proc/{os.getppid()}/{name}" for name in ("environ", "fd", "cwd", "mem")]:
    attempt(path, lambda: look(path))
for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX, socket.AF_NETLINK):
    attempt(f"socket {family.name}", lambda: socket.socket(family, socket.SOCK_STREAM))
attempt("become root", lambda: os.setuid(0))
attempt("new namespace", lambda: os.unshare(0x10000000) if hasattr(os, "unshare") else 1 / 0)
attempt("write", lambda: open("/autograder/results.json", "w"))
attempt("kill the grader", lambda: os.kill(os.getppid(), 9))
attempt("shared memory", lambda: ctypes.CDLL(None).shmget(1, 4096, 0o1600))
attempt("leave", lambda: [open(f"{d}/left-behind", "w").close() for d in ("/tmp", "/dev/shm")])
attempt("daemon", daemon)
attempt("processes", many)
print(json.dumps(found))
"""

SECRETS = [
    "/autograder/source",
    "/autograder/source/settings.json",
    "/autograder/source/project/solutions/problem1.py",
    "/autograder/source/project/autograder/checks",
    "/autograder/source/project/reference",
    "/autograder/results",
    "/autograder/submission_metadata.json",
    "/etc/shadow",
]

DRIVER = """
import json, os, sys
from autograder import unprivileged
from autograder.limits import Limits
from autograder.sandbox import Process

with Process(Limits(), "unprivileged") as process:
    reply, _ = process.ask({"do": "run", "code": open(sys.argv[1]).read()}, [], 20)
    user = process._account.number
left = [d for d in ("/tmp", "/dev/shm") if any("left" in name for name in os.listdir(d))]
folders = [name for name in os.listdir("/tmp") if name.startswith(("submission-", "inside-"))]
print(json.dumps([reply, unprivileged.processes_of(user), left, folders]))
"""


@needs_root
def test_the_unprivileged_user_can_do_nothing_that_it_should_not(container):
    """No file of the grader, no network, no root, bounded processes, and nothing is left behind."""
    (container.autograder / "submission_metadata.json").write_text('{"users": []}')
    gradescope.close_to_others(container.autograder)
    project = container.source / "project"
    (project / "hostile.py").write_text(f"PATHS = {SECRETS!r}\n{HOSTILE}")
    (project / "driver.py").write_text(DRIVER)
    (container.source / "drive.sh").write_text(
        "cd /autograder/source/project && exec /opt/rnn-problem-set/bin/python driver.py hostile.py"
    )
    done = container.run("sh", "/autograder/source/drive.sh")
    assert done.returncode == 0, done.stderr
    reply, processes, left, folders = json.loads(done.stdout)
    found = json.loads(reply["items"][0]["text"])
    for name, outcome in found.items():
        if name.startswith(("/", "socket")) or name in ("become root", "write", "kill the grader"):
            assert outcome in ("PermissionError", "FileNotFoundError"), (name, outcome)
    assert set(SECRETS) <= set(found)
    assert found["new namespace"] in ("PermissionError", "ZeroDivisionError")
    assert (found["shared memory"], found["processes"]) == ("-1", "bounded")
    assert (processes, left, folders) == ([], [], [])


@needs_root
def test_it_refuses_while_the_grader_can_be_read(container):
    """Files that are open to everybody are no secret: nothing is run."""
    for folder in (container.autograder / "source", container.source / "project"):
        folder.chmod(0o755)
    (container.source / "drive.sh").write_text(
        "cd /autograder/source/project && exec /opt/rnn-problem-set/bin/python driver.py hostile.py"
    )
    (container.source / "project" / "driver.py").write_text(DRIVER)
    done = container.run("sh", "/autograder/source/drive.sh")
    assert done.returncode == 1
    assert "can be read by everybody: chmod 0700 it" in done.stderr


def notebook_bytes(words=""):
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(words, id="a")])
    return nbformat.writes(made).encode()


def zip_bytes(**files):
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w", zipfile.ZIP_DEFLATED) as content:
        for name, data in files.items():
            content.writestr(name, data)
    return page.getvalue()


def find(tmp_path, **files):
    submission = tmp_path / "submission"
    for name, data in files.items():
        path = submission / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    submission.mkdir(exist_ok=True)
    (tmp_path / "unpacked").mkdir()
    path, notices = gradescope.find(submission, "problem1", tmp_path / "unpacked")
    return path.read_bytes(), path.name, notices


def test_two_notebooks_the_right_name_counts(tmp_path):
    """A scratch notebook beside it costs nothing."""
    files = {"problem1.ipynb": notebook_bytes("right"), "scratch.ipynb": notebook_bytes()}
    assert find(tmp_path, **files) == (notebook_bytes("right"), "problem1.ipynb", [])


def test_two_notebooks_and_none_of_the_right_name(tmp_path):
    """Nothing is guessed: the student is told what to do."""
    files = {"a.ipynb": notebook_bytes(), "b.ipynb": notebook_bytes()}
    with pytest.raises(gradescope.NothingToGrade) as error:
        find(tmp_path, **files)
    assert str(error.value) == (
        "there are 2 notebooks ('a.ipynb', 'b.ipynb'), and none is problem1.ipynb. "
        "Hand in problem1.ipynb once more."
    )


def test_no_notebook(tmp_path):
    """A PDF is no notebook, and it is said so."""
    with pytest.raises(gradescope.NothingToGrade, match="there is no notebook in it"):
        find(tmp_path, **{"problem1.pdf": b"%PDF"})


def test_one_notebook_of_another_name(tmp_path):
    """It is graded, with a word about its name."""
    content, _, notices = find(tmp_path, **{"deep/down/hw.ipynb": notebook_bytes("it")})
    assert content == notebook_bytes("it")
    assert notices == ["graded 'hw.ipynb'; the name should be problem1.ipynb"]


def test_a_zip_inside(tmp_path):
    """It is unpacked, with or without a folder in it, and macOS's leavings are left out."""
    inner = {"work/problem1.ipynb": notebook_bytes("it"), "__MACOSX/problem1.ipynb": b"rubbish"}
    found = find(tmp_path, **{"all.zip": zip_bytes(**inner)})
    assert found == (notebook_bytes("it"), "problem1.ipynb", [])


def test_a_zip_that_wants_out(tmp_path):
    """Names with .. and links stay where they belong."""
    data = zip_bytes(**{"../../evil.ipynb": b"x", "/abs/problem1.ipynb": notebook_bytes("it")})
    assert find(tmp_path, **{"all.zip": data})[0] == notebook_bytes("it")
    outside = [path for path in tmp_path.rglob("evil.ipynb") if "unpacked" not in path.parts]
    assert outside == []


def test_a_zip_bomb(tmp_path, monkeypatch):
    """What would become too large is left out, and nothing else is lost."""
    monkeypatch.setattr(archive, "LARGEST", 10**6)
    bomb = zip_bytes(**{"problem1.ipynb": b" " * 10**7})
    files = {"all.zip": bomb, "problem1.ipynb": notebook_bytes("it")}
    content, _, notices = find(tmp_path, **files)
    assert content == notebook_bytes("it")
    assert "the zip 'all.zip' holds more than 0 MB; it was left out" in notices


def test_a_damaged_zip(tmp_path):
    """It is no notebook either."""
    with pytest.raises(gradescope.NothingToGrade, match=r"the zip 'all.zip' is damaged"):
        find(tmp_path, **{"all.zip": b"PK\x03\x04 and no more"})


@pytest.fixture
def autograder(tmp_path, monkeypatch):
    """/autograder with nothing handed in, for tests of what is written when."""
    for folder in ("submission", "results", "source"):
        (tmp_path / folder).mkdir()
    monkeypatch.setattr(gradescope, "sandbox_here", lambda: "bubblewrap")
    return tmp_path


SETTINGS = {"problem": "problem1", "visibility": "after_due_date"}


def test_nothing_to_grade_is_told_to_the_student(autograder):
    """results.json with 0 points and the reason, which can be seen at once."""
    assert gradescope.main(autograder, SETTINGS) == 0
    document = json.loads((autograder / "results" / "results.json").read_text())
    assert document["visibility"] == "visible"
    assert document["output"] == "there is no notebook in it. Hand in problem1.ipynb once more."


def test_a_fault_of_the_grader_is_no_mark(autograder, monkeypatch, graded, capsys):
    """Tried twice, then exit code 1 and no results.json, not even an old one."""
    question = graded.report.questions[0]
    fault = question.checks[0].model_copy(update={"status": "error", "message": "our own"})
    question = question.model_copy(update={"checks": (fault,)})
    update = {"status": "error", "questions": (question,)}
    failed = grading.Graded(graded.report.model_copy(update=update))
    calls = []
    monkeypatch.setattr(grading, "grade", lambda *a: calls.append(a) or failed)
    (autograder / "submission" / "problem1.ipynb").write_bytes(notebook_bytes())
    (autograder / "results" / "results.json").write_text("{}")
    assert gradescope.main(autograder, SETTINGS) == 1
    assert len(calls) == 2
    assert not (autograder / "results" / "results.json").exists()
    assert "our own" in capsys.readouterr().out


def test_the_student_is_named_by_gradescope(autograder):
    """Groups have several names; without metadata there is none."""
    assert gradescope.student(autograder) == "student"
    users = [{"email": "a@example.edu", "name": "A"}, {"name": "B", "id": 2}]
    (autograder / "submission_metadata.json").write_text(json.dumps({"users": users}))
    assert gradescope.student(autograder) == "a@example.edu, B"


def test_the_scripts_are_shell():
    """Both are read by bash without complaint, and name no other place than Gradescope's."""
    for name in gradescope_zip.SCRIPTS:
        path = gradescope_zip.TEMPLATES / name
        subprocess.run(["bash", "-n", path], check=True)
        places = re.findall(
            r"(?<![\w$])/(?:autograder|opt|home|work|root)[\w/-]*", path.read_text()
        )
        assert places
        assert all(place.startswith(("/autograder", "/opt/rnn", "/root")) for place in places)


@pytest.mark.slow
def test_the_pins_are_enough(zipped, graded, tmp_path):
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
    assert results["score"] == graded.report.score
