"""The warm interpreter: its forks know nothing of it and of each other, and answer as cold ones."""

import os
import re
import signal
import time
from pathlib import Path

import pytest

from autograder import PROJECT
from autograder.batch.workers import Workers
from autograder.feedback import pages
from autograder.grading import grader
from autograder.sandbox import cold, usage, warm, watchdog
from autograder.sandbox.limits import MIB, Limits
from autograder.sandbox.process import Gone, Process, SandboxMissing
from autograder.submissions.submission import Submission
from tests.autograder.sandbox.test_process import number, printed, run

SUBMISSIONS = PROJECT / "tests" / "submissions"
PROBE = """
import os, socket, sys, threading
print(sorted(os.listdir("/")), sorted(os.listdir(".")), os.listdir("/tmp"), os.listdir("/dev/shm"))
print(sorted(os.listdir("/dev")), os.listdir("/dev/pts"), dict(sorted(os.environ.items())))
print(os.getuid(), os.getgid(), os.getgroups(), os.getpid(), os.getppid(), os.getcwd(), sys.path)
print(sorted(sys.modules) == sorted(set(sys.modules)), len(sys.modules), threading.active_count())
print(socket.gethostname(), sys.argv, os.umask(0o77))
def opened(number):
    try:
        return os.fstat(number).st_mode >> 12
    except OSError:
        return None
print(sorted(filter(None, map(opened, range(200)))), os.nice(0))
"""


def settled(bubblewrap: int) -> list[int]:
    """The processes of a warm interpreter, when those that have ended are fetched by their parent.

    Two of bubblewrap, and Python itself.
    """
    deadline = time.monotonic() + 5
    while len(tree := list(usage.descendants(bubblewrap))) > 3 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert len(tree) == 3
    return tree


@pytest.fixture
def no_parents(monkeypatch):
    """As in a process of the grader that has not started a warm interpreter yet."""
    known: dict = {}
    monkeypatch.setattr(warm, "_parents", known)
    yield known
    for parent in filter(None, known.values()):
        parent.close()


def test_a_fork_sees_what_a_cold_process_sees():
    """Folders, environment, open files, modules and identity are the same in both."""
    said = []
    for kind in ("bubblewrap", "cold"):
        with Process(Limits(), kind) as process:
            said.append(printed(run(process, PROBE)))
    assert said[0] == said[1]
    assert said[0].count("\n") == 6


@pytest.mark.parametrize(
    "name",
    [
        "ada/problem1",
        "bruno/problem1",
        "chen/problem1",
        "dana/problem1",
        pytest.param("chen/problem2", marks=pytest.mark.slow),
        pytest.param("chen/problem3", marks=pytest.mark.slow),
        pytest.param("emeka/problem1", marks=pytest.mark.slow),
    ],
)
def test_reports_and_pages_are_the_same(name):
    """Byte for byte but for seconds, pictures included: nobody can tell which way was taken."""
    student, problem = name.split("/")
    submission = Submission(student, problem, SUBMISSIONS / f"{name}.ipynb")
    found = []
    for kind in ("bubblewrap", "cold"):
        graded = grader.grade(submission, kind)
        report = graded.report.model_copy(update={"seconds": 0.0})
        found.append((report.to_json(), re.sub(r"[0-9.]+ s\b", "", pages.student_page(graded))))
    assert found[0] == found[1]


def test_what_is_mounted_below_writable_folders(tmp_path, no_parents):
    """A handed-out file, and an environment below /tmp, are there in a fork, and read-only."""
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "data.txt", tmp_path / "folder" / "module.py"):
        path.write_text("here")
    mounts = ("--ro-bind", str(tmp_path / "data.txt"), "/scratch/data.txt")
    mounts += ("--ro-bind", str(tmp_path / "folder"), "/tmp/below/folder")
    look = """
for path in ("data.txt", "/tmp/below/folder/module.py"):
    print(open(path).read())
    try:
        open(path, "w")
    except OSError as error:
        print(error.strerror)
print(os.listdir("/tmp/below"))
"""
    for kind in ("bubblewrap", "cold"):
        with Process(Limits(), kind, mounts) as process:
            said = printed(run(process, f"import os\n{look}"))
        assert said == "here\nRead-only file system\n" * 2 + "['folder']\n"


def test_forks_leave_nothing_for_the_next():
    """Files, modules, globals, sockets and shared memory of one are not there for another."""
    plant = """
import builtins, numpy as np, os, socket, sys
for folder in (".", "/tmp", "/dev/shm", "/scratch/.matplotlib"):
    open(f"{folder}/planted", "w").write("x")
builtins.planted = np.planted = sys.planted = True
os.environ["PLANTED"] = "1"
server = socket.socket(socket.AF_UNIX)
server.bind("\\0planted")
server.listen()
"""
    look = """
import builtins, numpy as np, os, socket, sys
found = [f for f in (".", "/tmp", "/dev/shm", "/scratch/.matplotlib") if "planted" in os.listdir(f)]
found += [m for m in (builtins, np, sys) if hasattr(m, "planted")]
found += [n for n in ("PLANTED",) if n in os.environ]
try:
    socket.socket(socket.AF_UNIX).connect("\\0planted")
    found.append("socket")
except OSError:
    pass
print(found)
"""
    with Process(Limits()) as first:
        assert run(first, plant)["error"] is None
        assert printed(run(first, look)).count(",") == 8
        with Process(Limits()) as beside:
            assert printed(run(beside, look)) == "[]\n"
    with Process(Limits()) as after:
        assert printed(run(after, look)) == "[]\n"


def test_forks_cannot_reach_their_parent():
    """A fork that signals all it can, or wants its old namespaces back, meets only itself."""
    attack = """
import ctypes, os, signal
libc = ctypes.CDLL(None, use_errno=True)
print(libc.unshare(0x10000000), libc.unshare(0x00020000), libc.umount2(b"/proc", 2))
print(libc.mount(b"tmpfs", b"/proc", b"tmpfs", 0, None), libc.umount2(b"/scratch", 2))
for pid in range(3, 300):
    try:
        os.kill(pid, 0)
        print("reached", pid)
    except ProcessLookupError:
        pass
try:
    os.kill(os.getppid(), signal.SIGKILL)
except OSError as error:
    print(error)
print("still here")
"""
    with Process(Limits()) as process:
        parent = warm.parent()
        assert printed(run(process, attack)) == "-1 -1 -1\n-1 -1\nstill here\n"
        assert run(process, "os.kill(-1, 9)")["error"]["type"] == "ProcessLookupError"
        with pytest.raises(Gone, match="ended the Python process"):
            run(process, "os.kill(0, 9)")
    assert not parent.over()
    assert warm.parent() is parent


def test_a_fork_has_no_right_left():
    """No capability in any set, no new privileges, and the filter of system calls is on."""
    with Process(Limits()) as process:
        pid = number(process.child.init)
        for member in [*usage.descendants(pid)]:
            status = Path(f"/proc/{member}/status").read_text()
            sets = dict(re.findall(r"^(Cap\w+|NoNewPrivs|Seccomp):\s+(\w+)$", status, re.MULTILINE))
            assert {sets[f"Cap{name}"] for name in ("Inh", "Prm", "Eff", "Bnd", "Amb")} == {
                "0" * 16
            }
            assert (sets["NoNewPrivs"], sets["Seccomp"]) == ("1", "2")


def test_the_parent_holds_no_secret(monkeypatch, no_parents):
    """Environment, open files and folders of the warm interpreter are not the grader's."""
    monkeypatch.setenv("CANARY", "secret-token")
    with open(PROJECT / "README.md") as _, Process(Limits()):
        tree = list(usage.descendants(warm.parent().process.pid))
        python = tree[-1]
        assert b"secret-token" not in Path(f"/proc/{python}/environ").read_bytes()
        links = [os.readlink(entry) for entry in Path(f"/proc/{python}/fd").iterdir()]
        nothing = ("/dev/null", "socket:", "pipe:")
        assert not [link for link in links if not link.startswith(nothing)]
        assert not Path(f"/proc/{python}/root{PROJECT}/autograder").exists()


def test_forks_do_not_add_up(no_parents):
    """Forty submissions later the warm interpreter has no more memory, files or children."""

    def size() -> tuple[int, int]:
        *_, python = settled(pid)
        files = len(list(Path(f"/proc/{python}/fd").iterdir()))
        return files, watchdog.field(f"/proc/{python}/status", "VmRSS:")

    with Process(Limits()) as process:
        pid = warm.parent().process.pid
    before = size()
    for _ in range(40):
        with Process(Limits()) as process:
            run(process, "import numpy as np\nhoard = np.ones(2**22)")
    after = size()
    assert after[0] == before[0]
    assert after[1] < before[1] + 8 * MIB


def test_a_parent_that_was_killed_is_replaced(no_parents):
    """The next submission gets another warm interpreter, and nobody loses anything."""
    with Process(Limits()) as process:
        first = warm.parent()
    os.kill(settled(first.process.pid)[-1], signal.SIGKILL)
    with Process(Limits()) as process:
        assert printed(run(process, "print(1)")) == "1\n"
    with Process(Limits()) as process:
        assert warm.parent() is not first
        assert isinstance(process.child, warm.Fork)


def test_a_parent_killed_under_way_is_nobodys_fault(no_parents):
    """What it takes along is a failure of the grader, never the end of an answer's process."""
    with Process(Limits()) as process:
        _, _, python, *_ = usage.descendants(warm.parent().process.pid)
        os.kill(python, signal.SIGKILL)
        with pytest.raises(SandboxMissing, match="ended from outside"):
            run(process, "import time\ntime.sleep(10)")


def fork_here(task: int) -> tuple[bool, str]:
    """In a worker: whether it has no warm interpreter of its own, and what a fork prints."""
    with Process(Limits()) as process:
        borrowed = warm.parent().process is None and isinstance(process.child, warm.Fork)
        return borrowed, printed(run(process, f"print({task})"))


def test_workers_share_one(no_parents):
    """Forks of one warm interpreter serve several processes at once."""
    with Workers(2, begin=warm.adopt, given=warm.share()) as workers:
        for task, answer in workers.each(fork_here, range(6)):
            assert answer == (True, f"{task}\n")


def test_workers_start_their_own_if_the_shared_one_has_ended(no_parents):
    """A class goes on when the warm interpreter that its workers share is killed."""
    shared = warm.share()
    with Workers(1, begin=warm.adopt, given=shared) as workers:
        assert list(workers.each(fork_here, [1])) == [(1, (True, "1\n"))]
        os.kill(settled(warm.parent().process.pid)[-1], signal.SIGKILL)
        assert list(workers.each(fork_here, [2])) == [(2, (False, "2\n"))]


def test_a_fork_ends_with_whoever_asked_for_it(no_parents):
    """A worker that is killed leaves no process, though the warm interpreter goes on."""
    shared = warm.share()
    told, tell = os.pipe()
    worker = os.fork()
    if worker == 0:
        warm.adopt(shared)
        with Process(Limits()) as process:
            os.write(tell, str(number(process.child.init)).encode())
            run(process, "while True: pass")
        os._exit(1)
    init = int(os.read(told, 20))
    os.kill(worker, signal.SIGKILL)
    os.waitpid(worker, 0)
    settled(warm.parent().process.pid)
    assert not Path(f"/proc/{init}").exists()


@pytest.mark.parametrize(
    ("piece", "broken", "reason"),
    [
        ("python", lambda *_: ["/usr/bin/ls", "--nonsense"], "nonsense"),
        ("below_writable", lambda mounts: [None], "TypeError: "),
    ],
    ids=["none starts", "none forks"],
)
def test_without_a_warm_interpreter(piece, broken, reason, no_parents, monkeypatch, capfd):
    """Where none can be had, a line says so and why, and each notebook starts its own Python."""
    monkeypatch.setattr(warm, piece, broken)
    for _ in range(2):
        with Process(Limits()) as process:
            assert isinstance(process.child, cold.Confined)
            assert printed(run(process, "print(1)")) == "1\n"
    said = capfd.readouterr().err
    assert said.count("each notebook starts its own Python") == 1
    assert reason in said


def test_parents_end_with_their_grader(no_parents):
    """Closing one ends all of it."""
    with Process(Limits()):
        parent = warm.parent()
    tree = settled(parent.process.pid)
    parent.close()
    deadline = time.monotonic() + 5
    while any(Path(f"/proc/{pid}/exe").exists() for pid in tree) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not [pid for pid in tree if Path(f"/proc/{pid}/exe").exists()]
