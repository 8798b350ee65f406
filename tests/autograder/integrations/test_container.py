"""The scripts of the zip, and the unprivileged user, in a container laid out like Gradescope's."""

import json

import pytest

from autograder.integrations.gradescope import harness
from tests.autograder.integrations.container import Container, needs_root
from tests.autograder.integrations.documented import DocumentedResults
from tests.sample_class import SUBMISSIONS

CHEN = SUBMISSIONS / "chen" / "problem1.ipynb"


@pytest.fixture(scope="module")
def container(zipped, tmp_path_factory):
    return Container(tmp_path_factory.mktemp("container"), zipped)


def results_of(container):
    return json.loads((container.autograder / "results" / "results.json").read_text())


@needs_root
def test_a_submission_is_graded_without_namespaces_and_network(container, chen):
    """The unprivileged user takes over, the marks are the same, and the report says so."""
    container.hand_in(CHEN, read_only=True)
    done = container.run()
    assert done.returncode == 0, done.stdout + done.stderr
    results = results_of(container)
    DocumentedResults.model_validate(results, strict=False)
    assert results["score"] == chen.report.score
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
        "'from autograder.integrations.gradescope import harness; print(harness.sandbox_here())'\n"
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
from autograder.sandbox import Limits, Process, unprivileged

with Process(Limits(), "unprivileged") as process:
    reply, _ = process.ask({"do": "run", "code": open(sys.argv[1]).read()}, [], 20)
    user = process.child.number
left = [d for d in ("/tmp", "/dev/shm") if any("left" in name for name in os.listdir(d))]
folders = [name for name in os.listdir("/tmp") if name.startswith(("submission-", "inside-"))]
print(json.dumps([reply, unprivileged.processes_of(user), left, folders]))
"""


@needs_root
def test_the_unprivileged_user_can_do_nothing_that_it_should_not(container):
    """No file of the grader, no network, no root, bounded processes, and nothing is left behind."""
    (container.autograder / "submission_metadata.json").write_text('{"users": []}')
    harness.close_to_others(container.autograder)
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
