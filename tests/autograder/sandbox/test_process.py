"""The confined process and its fence: bounds of the whole tree, with and without control groups."""

import dataclasses
import os
import re
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from autograder import PROJECT, locks
from autograder.sandbox import bubblewrap, cgroup, fence, usage, users, watchdog
from autograder.sandbox.channel import Channel
from autograder.sandbox.inside import wire
from autograder.sandbox.limits import MIB, Limits
from autograder.sandbox.process import Gone, Process, SandboxMissing

SMALL = Limits(memory=200 * MIB, processes=16, scratch_size=64 * MIB, shared_memory=16 * MIB)


@pytest.fixture(params=["bubblewrap", "cold"])
def kind(request):
    """A process that is forked from a warm interpreter, and one that is started anew."""
    return request.param


@pytest.fixture(params=["control group", "watchdog"])
def kind_of_fence(request, monkeypatch):
    """Both ways to keep the bounds of a tree; the first only where it can be had."""
    if request.param == "watchdog":
        monkeypatch.setattr(cgroup, "parents", dict)
    elif not cgroup.parents():
        pytest.skip("no control groups can be made here")
    return request.param


def run(process: Process, code: str, seconds: float = 20) -> dict:
    reply, _ = process.ask({"do": "run", "code": code}, [], seconds)
    return reply


def printed(reply: dict) -> str:
    return "".join(item.get("text", "") for item in reply["items"])


def number(descriptor: int) -> int:
    """Of the process that a file descriptor stands for."""
    return int(Path(f"/proc/self/fdinfo/{descriptor}").read_text().split("Pid:")[1].split()[0])


HOARD = """
import os, time, numpy as np
for _ in range({children}):
    if os.fork() == 0:
        hoard = np.ones(5 * 2**20)  # 40 MB
        time.sleep(30)
        os._exit(0)
time.sleep({seconds})
"""


def test_memory_of_the_whole_tree(kind_of_fence, kind):
    """Children that each hold little are stopped when they hold too much together."""
    with Process(SMALL, kind) as process:
        try:
            run(process, HOARD.format(children=8, seconds=3))
        except Gone as error:
            reached = [error.reason]
        else:
            reached = process.reached()
        assert "needed more than the 200 MB of memory" in reached[0]


def test_memory_below_the_bound(kind_of_fence, kind):
    """Children that share what they were born with do not count it twice; nothing is stopped."""
    code = "import numpy as np\nshared = np.ones(12 * 2**20)\n"  # 96 MB
    with Process(SMALL, kind) as process:
        run(process, code + HOARD.format(children=4, seconds=0.5).replace("hoard =", "0 and"))
        assert process.reached() == []


def test_files_in_memory_count(kind_of_fence, kind):
    """What lies in the scratch folder is memory, too."""
    limits = Limits(memory=100 * MIB, scratch_size=300 * MIB, processes=16)
    write = "import time\nopen('full', 'wb').write(bytes(90 * 2**20))\nx = bytearray(60 * 2**20)\n"
    with Process(limits, kind) as process:
        try:
            run(process, f"{write}time.sleep(1)")
        except Gone as error:
            assert "of memory" in error.reason
        else:
            assert process.reached()


BUFFERS = """
import os, socket, time
def fill(end):
    end.setblocking(False)
    try:
        while True:
            end.send(bytes(4096))
    except BlockingIOError:
        return end
def fill_pipe():
    read, write = os.pipe()
    os.set_blocking(write, False)
    return read, write, os.write(write, bytes(65536))
def waiting(server, name):
    client = socket.socket(socket.AF_UNIX)
    client.setblocking(False)
    client.connect(name)
    fill(client).close()
for child in range(14):
    if os.fork() == 0:
        kept = []
        try:
            server = socket.socket(socket.AF_UNIX)
            server.bind(f"\\0{child}")
            server.listen(128)
            while True:
                KIND
        except OSError:
            time.sleep(30)
        os._exit(0)
time.sleep(3)
"""
KINDS = {
    "sockets": "kept.append([fill(end) for end in socket.socketpair()])",
    "pipes": "kept.append(fill_pipe())",
    "connections": 'waiting(server, f"\\0{child}")',
}


@pytest.mark.parametrize("how", KINDS)
def test_memory_that_waits_in_buffers(kind_of_fence, how):
    """What lies in pipes, sockets and connections nobody has accepted is memory, too."""
    small = dataclasses.replace(SMALL, memory=90 * MIB)
    with Process(small) as process:
        try:
            run(process, BUFFERS.replace("KIND", KINDS[how]))
        except Gone as error:
            reached = [error.reason]
        else:
            reached = process.reached()
        assert reached
        assert "of memory" in reached[0]


OUTSIDE = {
    "a file": "kept = tempfile.TemporaryFile(dir='/dev/shm')\nkept.write(bytes(80 << 20))",
    "zeros": "kept = mmap.mmap(os.open('/dev/zero', os.O_RDWR), 80 << 20)",
}


@pytest.mark.skipif(not watchdog.in_memory(["/dev/shm"]), reason="there is no folder in memory")
@pytest.mark.parametrize("how", OUTSIDE)
def test_memory_in_folders_that_are_shared(how):
    """Without namespaces, what is added to the machine's folders in memory counts; else nothing."""
    code = f"import mmap, os, tempfile, time\n{OUTSIDE[how]}\ntime.sleep(30)"
    for watched, ends in ((("/dev/shm",), True), ((), False)):
        guard = watchdog.Watchdog(dataclasses.replace(SMALL, memory=60 * MIB), False, watched)
        hoarder = subprocess.Popen([sys.executable, "-Sc", code])
        guard.admit(hoarder.pid)
        try:
            assert hoarder.wait(1 if not ends else 10) == -9
            assert "of memory" in guard.reached()[0]
            assert ends
        except subprocess.TimeoutExpired:
            assert not ends
            assert not guard.reached()
        finally:
            guard.close()
            hoarder.kill()
            hoarder.wait()


def test_number_of_processes(kind_of_fence, kind):
    """More processes than may be are refused or end the submission, and it is told."""
    bomb = """
import os, time
for _ in range(40):
    if os.fork() == 0:
        time.sleep(30)
        os._exit(0)
time.sleep(2)
"""
    with Process(SMALL, kind) as process:
        try:
            run(process, bomb)
        except Gone as error:
            assert "more than the 16 processes" in error.reason
        else:
            assert "more than the 16 processes" in process.reached()[0]


def test_an_honest_one_is_left_alone(kind_of_fence, kind):
    """Ordinary work reaches no bound."""
    work = "import numpy as np\nnp.linalg.eigvals(np.random.randn(200, 200))\nprint('done')"
    with Process(Limits(), kind) as process:
        assert "done" in printed(run(process, work))
        assert process.reached() == []


def test_nothing_is_left(kind_of_fence, kind):
    """No process, control group or thread outlives the submission."""
    before = threading.active_count()
    with Process(SMALL, kind) as process:
        spawn = "import subprocess\nfor _ in range(5): subprocess.Popen(['sleep', '100'])"
        run(process, spawn)
        first = number(process.child.init)
        tree = list(usage.descendants(first))
        groups = getattr(process.fence, "groups", {})
        assert len(tree) >= 7
    assert not [pid for pid in tree if Path(f"/proc/{pid}/exe").exists()]
    assert not [group for group in groups.values() if group.exists()]
    assert threading.active_count() == before


def test_nothing_is_left_without_a_sandbox(kind_of_fence):
    """Also without isolation: the group of processes and the scratch folder go."""
    with Process(SMALL, "none") as process:
        reply = run(
            process,
            "import os, subprocess\nprint(os.getcwd())\nx = subprocess.Popen(['sleep', '100'])",
        )
        folder, child = printed(reply).strip(), process.child.process.pid
        tree = list(usage.descendants(child))
    assert not Path(folder).exists()
    assert not [pid for pid in tree if Path(f"/proc/{pid}/exe").exists()]


def test_a_daemon_without_a_sandbox():
    """A control group finds even a process that has left the session."""
    if not cgroup.parents():
        pytest.skip("no control groups can be made here")
    escape = """
import subprocess
x = subprocess.Popen(["sleep", "100"], start_new_session=True)
print(x.pid)
"""
    with Process(SMALL, "none") as process:
        pid = int(printed(run(process, escape)))
    assert not Path(f"/proc/{pid}/exe").exists()


def old_group(folder: Path, seconds: float = 2 * cgroup.OLD) -> Path:
    """An empty folder named like a group that was made so long ago."""
    group = folder / f"{cgroup.PREFIX}{time.time() - seconds:.0f}-{locks.new_name()}"
    group.mkdir()
    return group


def test_groups_of_dead_graders_are_removed(tmp_path):
    """What a killed grader has left is taken away; what is held, young or another's is not."""
    left, held, young = old_group(tmp_path), old_group(tmp_path), old_group(tmp_path, 0)
    others = [tmp_path / "other", tmp_path / f"{cgroup.PREFIX}1-2"]
    for group in others:
        group.mkdir()
    lock = locks.hold(held)
    cgroup.remove_abandoned([tmp_path])
    assert not left.exists()
    assert sorted(tmp_path.iterdir()) == sorted([held, young, *others])
    os.close(lock)
    cgroup.remove_abandoned([tmp_path])
    assert not held.exists()


REMOVE = """
import sys
from pathlib import Path
from autograder.sandbox import cgroup
cgroup.remove_abandoned(map(Path, sys.argv[1:]))
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes namespaces without users")
@pytest.mark.parametrize("namespaces", ["--pid", "--pid --cgroup --net"])
def test_groups_of_graders_in_other_namespaces(namespaces):
    """Where the owner of a group cannot be seen, its lock still can: only the dead one's goes."""
    folders = cgroup.parents()
    if not folders:
        pytest.skip("no control groups can be made here")
    folder = next(iter(folders.values()))
    held, left = old_group(folder), old_group(folder)
    lock = locks.hold(held)
    try:
        alone = ["unshare", *namespaces.split(), "--fork", "--mount-proc", sys.executable, "-c"]
        subprocess.run([*alone, REMOVE, str(folder)], cwd=PROJECT, check=True)
        assert held.exists()
        assert not left.exists()
    finally:
        os.close(lock)
        held.rmdir()


def test_a_group_that_vanished_is_made_again(monkeypatch):
    """Somebody who clears the folder of groups costs no submission, once."""
    if not cgroup.parents():
        pytest.skip("no control groups can be made here")
    made = cgroup.ControlGroup.make(SMALL)
    for group in made.groups.values():
        group.rmdir()
    sleeper = subprocess.Popen(["sleep", "100"])
    made.admit(sleeper.pid)
    memory = made.groups.get("memory") or made.groups["all"]
    bound = next(memory / name for name in FILES_OF_BOUNDS if (memory / name).exists())
    assert int(bound.read_text()) == SMALL.memory
    made.close()
    assert sleeper.wait(5) == -9
    assert not [group for group in made.groups.values() if group.exists()]


FILES_OF_BOUNDS = ("memory.max", "memory.limit_in_bytes")


def fake(tmp_path, mounts: str, own: str) -> dict:
    (tmp_path / "mounts").write_text(mounts.replace("/sys", f"{tmp_path}/sys"))
    (tmp_path / "own").write_text(own)
    return cgroup.parents(str(tmp_path / "mounts"), str(tmp_path / "own"))


def group(path: Path, controllers: str | None = None) -> Path:
    path.mkdir(parents=True)
    (path / "cgroup.procs").write_text("")
    if controllers is not None:
        (path / "cgroup.subtree_control").write_text(controllers)
    return path


def test_where_version_1_groups_go(tmp_path):
    """Below the grader's own group of each controller."""
    mounts = "cgroup /sys/memory cgroup rw,memory 0 0\ncgroup /sys/pids cgroup rw,pids 0 0\n"
    own = "4:memory:/jobs/7\n8:pids:/\n0::/\n"
    memory, pids = group(tmp_path / "sys/memory/jobs/7"), group(tmp_path / "sys/pids")
    assert fake(tmp_path, mounts, own) == {"memory": memory, "pids": pids}


def test_where_version_2_groups_go(tmp_path):
    """In the nearest folder upwards that hands memory and pids on; the own one may not."""
    app = group(tmp_path / "sys/user/app", "cpu memory pids\n")
    group(app / "shell.scope", "")
    mounts = "cgroup2 /sys cgroup2 rw,nsdelegate 0 0\n"
    assert fake(tmp_path, mounts, "0::/user/app/shell.scope\n") == {"all": app}


@pytest.mark.parametrize(
    "mounts",
    ["", "cgroup2 /sys cgroup2 ro 0 0\n", "cgroup /sys/memory cgroup rw,memory 0 0\n", "nonsense"],
)
def test_where_there_are_none(tmp_path, mounts):
    """Without usable groups there is the watchdog, and no error."""
    assert fake(tmp_path, mounts, "0::/\n4:memory:/\n") == {}


def test_the_bounds_in_version_2(tmp_path):
    """The files that the kernel reads, and the events that it writes."""
    made = cgroup.ControlGroup(Limits(memory=5 * MIB, processes=7), {"all": tmp_path})
    folder = group(made.groups["all"])
    (folder / "memory.swap.max").write_text("max")
    made._bound()
    assert (folder / "memory.max").read_text() == str(5 * MIB)
    assert (folder / "pids.max").read_text() == "7"
    assert (folder / "memory.swap.max").read_text() == "0"
    assert made.reached() == []
    (folder / "memory.events").write_text("low 0\noom 2\noom_kill 1\n")
    (folder / "pids.events").write_text("max 3\n")
    assert [text.split()[0] for text in made.reached()] == ["needed", "wanted"]
    assert made.reached() == []


def test_a_fence_is_made_even_if_a_group_cannot(monkeypatch, tmp_path):
    """A kernel that promises groups and refuses them leaves us with the watchdog."""
    monkeypatch.setattr(cgroup, "parents", lambda: {"all": tmp_path / "not there"})
    assert isinstance(fence.make(Limits(), confined=True), watchdog.Watchdog)


def test_nothing_tells_about_processes(kind):
    """There is no /proc: neither our command line nor a mount or an open file of ours is seen."""
    code = """
import os
import re
print(os.listdir("/proc"), os.getpid(), os.getppid())
try:
    open("/proc/x", "w")
except OSError as error:
    print(error.strerror)
"""
    with Process(Limits(), kind) as process:
        said = printed(run(process, code))
    assert said == "[] 2 1\nRead-only file system\n"


def test_start_and_end_are_quick():
    """A sandbox costs far less than the notebook that runs in it."""
    Process(Limits()).close()
    began = time.monotonic()
    with Process(Limits()) as process:
        assert process.ask({"do": "run", "code": "1"}, [], 10)
    assert time.monotonic() - began < 3


def test_without_bubblewrap(monkeypatch):
    """The reason says what to install, and the choice that is left."""
    bubblewrap.find.cache_clear()
    monkeypatch.setattr(bubblewrap.shutil, "which", lambda name: None)
    with pytest.raises(SandboxMissing, match="apt-get install bubblewrap.*--sandbox none"):
        bubblewrap.find_bubblewrap()


def test_a_sandbox_that_cannot_start(monkeypatch):
    """What bubblewrap complains about is told, and nothing is left."""
    bubblewrap.find(())
    monkeypatch.setattr(bubblewrap, "confinement", lambda *a: ["--nonsense"])
    with pytest.raises(SandboxMissing, match="did not start.*nonsense"):
        Process(Limits(), "cold")


@pytest.mark.parametrize("frame", [b"\xff" * 8, b"\0\0\0\0\0\0\0\0", b"\0\0\0\x02\0\0\0\0[]"])
def test_a_frame_that_is_none(frame):
    """A reply is bounded before it is read, and is a document or nothing."""
    with Process(Limits()) as process:
        process.channel.close()
        ours, theirs = socket.socketpair()
        process.channel = Channel(ours, process.limits)
        theirs.sendall(frame)
        with theirs, pytest.raises(Gone, match="sent"):
            process.ask({"do": "run", "code": ""}, [], 5)


def test_an_endless_request_is_given_up():
    """A process that does not read cannot make the grader wait for ever."""
    with Process(Limits()) as process:
        stop = (
            "import os, signal, threading\nthreading.Timer(0.1, os.kill, (os.getpid(), 19)).start()"
        )
        run(process, stop)
        time.sleep(0.3)
        began = time.monotonic()
        with pytest.raises(Gone) as caught:
            process.ask({"do": "run", "code": "x" * 10_000_000}, [], 1)
        assert caught.value.timed
        assert time.monotonic() - began < 5


def test_the_sandbox_ends_with_its_grader():
    """A grader that is killed takes the confined processes along."""
    code = (
        "from autograder.sandbox import Limits, Process\n"
        "import time\np = Process(Limits())\n"
        "from tests.autograder.sandbox.test_process import number\n"
        "print(number(p.child.init), flush=True)\n"
        "p.ask({'do': 'run', 'code': 'while True: pass'}, [], 100)"
    )
    grader = subprocess.Popen(
        [sys.executable, "-c", code], cwd=PROJECT, stdout=subprocess.PIPE, text=True
    )
    first = int(grader.stdout.readline())
    tree = list(usage.descendants(first))
    grader.kill()
    grader.communicate()
    deadline = time.monotonic() + 5
    while any(Path(f"/proc/{pid}/exe").exists() for pid in tree) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [pid for pid in tree if Path(f"/proc/{pid}/exe").exists()]


def test_limits_are_told_in_words():
    """What the report says about a bound that was reached."""
    limits = Limits(memory=512 * MIB, processes=9)
    assert limits.memory_reached().startswith("needed more than the 512 MB of memory")
    assert limits.processes_reached().startswith("wanted more than the 9 processes")
    assert wire.HEADER.size == 8


WHO = """
import os
import re
print(os.getresuid(), os.getresgid(), os.getgroups())
print([os.path.join(folder, name)
       for top in ("/", "/environment", "/python", "/usr", "/grader/inside")
       for folder, _, names in [next(os.walk(top))] for name in names
       if os.stat(os.path.join(folder, name)).st_uid == os.getuid()])
"""


def users_of(process: Process) -> set[tuple[str, str]]:
    """Real users and groups, as they are seen from here, of whatever runs a student's code."""
    *_, last = usage.descendants(number(process.child.init))
    fields = dict(
        line.split(":\t", 1) for line in Path(f"/proc/{last}/status").read_text().splitlines()
    )
    return {(fields["Uid"], fields["Gid"], fields["Groups"].strip())}


@pytest.mark.skipif(users.free() is None, reason="there are no users to be had")
def test_students_are_users_who_own_nothing(kind):
    """Nobody's user and group runs student code: not the grader's, and no neighbour's."""
    with Process(SMALL, kind) as one, Process(SMALL, kind) as other:
        assert printed(run(one, WHO)) == "(1000, 1000, 1000) (1000, 1000, 1000) []\n[]\n"
        found = [users_of(process) for process in (one, other)]
    for ((uid, gid, groups),) in found:
        assert uid == gid
        assert len(set(uid.split())) == 1
        assert int(uid.split()[0]) in users.UNUSED[0] or os.geteuid() != 0
        assert not groups
    if kind == "bubblewrap":
        assert found[0] != found[1]


@pytest.mark.skipif(users.free() is None, reason="there are no users to be had")
def test_files_that_only_their_owner_reads(kind, tmp_path, capfd):
    """Handed-out data with narrow rights can be read all the same, and the price of it is told."""
    data = tmp_path / "data.txt"
    data.write_text("here")
    data.chmod(0o600)
    mounts = ("--ro-bind", str(data), "/scratch/data.txt")
    with Process(SMALL, kind, mounts) as process:
        assert printed(run(process, "print(open('data.txt').read())")) == "here\n"
    assert f"only its owner can read {data}" in capfd.readouterr().err


def test_nothing_tells_where_the_environment_lies(kind):
    """Its folders stand at neutral places, and no other folder of the host is to be seen."""
    code = """
import os, sys
print(sorted(os.listdir("/")), sys.executable.startswith(("/environment/", "/python/", "/usr/")))
known = ("/environment", "/python", "/usr", "/grader", "/scratch")
print([path for path in sys.path if not path.startswith(known)])
"""
    with Process(SMALL, kind) as process:
        said = printed(run(process, code))
    shown = {"bin", "dev", "environment", "etc", "grader", "lib", "lib32", "lib64", "libx32"}
    shown |= {"proc", "python", "sbin", "scratch", "tmp", "usr"}
    first, second = said.splitlines()
    assert set(re.findall(r"'(\w+)'", first)) <= shown
    assert first.endswith("True")
    assert second == "[]"
