"""Nothing that one submission leaves is there for the next."""

import pytest

from tests.threats.attack import TOOLS, grade, shown

pytestmark = pytest.mark.threat("Things learned or taken")

PLANT = r"""
import ctypes, mmap, os, pathlib, socket, subprocess
folders = [pathlib.Path.home(), pathlib.Path("/tmp"), pathlib.Path("/dev/shm"), pathlib.Path(".")]
for folder in folders:
    (folder / "left-behind").write_text("for the next")
    (folder / ".profile").write_text("echo planted")
server = socket.socket(socket.AF_UNIX)
server.bind("\0left-behind")
server.listen()
libc = ctypes.CDLL(None)
libc.shmget(4711, 4096, 0o1666)
libc.msgget(4711, 0o1666)
libc.mq_open(b"/left-behind", os.O_CREAT | os.O_RDWR, 0o666, None)
libc.syscall(248, b"user", b"left-behind", b"x", 1, -3)
subprocess.Popen(["sleep", "1000"], start_new_session=True)
os.environ["LEFT"] = "behind"
print("tried")
"""

LOOK = r"""
import ctypes, glob, os, pathlib, socket
home = str(pathlib.Path.home())
for folder in (home, "/tmp", "/dev/shm", ".", "/var/tmp", "/run", "/dev/mqueue"):
    attempt(folder, lambda: [*glob.glob(f"{folder}/*left*"), *glob.glob(f"{folder}/.profile")])
attempt("socket", lambda: socket.socket(socket.AF_UNIX).connect("\0left-behind") or "connected")
libc = ctypes.CDLL(None)
attempt("memory", lambda: libc.shmget(4711, 4096, 0) >= 0)
attempt("messages", lambda: libc.msgget(4711, 0) >= 0)
attempt("queue", lambda: libc.mq_open(b"/left-behind", os.O_RDWR) >= 0)
attempt("keys", lambda: b"left" in open("/proc/keys", "rb").read())
attempt("processes", lambda: [p for p in os.listdir("/proc") if p.isdigit() and int(p) > 20])
attempt("environment", lambda: os.environ.get("LEFT"))
"""


def test_nothing_is_handed_on(quick_limits, surroundings):
    """Files, sockets, shared memory, queues, keys, processes: the next one finds none of them."""
    assert "tried" in shown(grade([PLANT], surroundings.folder))
    seen = shown(grade([TOOLS, LOOK], surroundings.folder))
    assert "GOT" not in seen
    assert seen.count("HELD") == 14


def test_nothing_outlives_a_restart(quick_limits, surroundings):
    """The process that is started after a culprit begins with an empty folder, too."""
    stop = "import os, pathlib\npathlib.Path('left-behind').write_text('x')\nos._exit(1)"
    look = "import os\nattempt('file', lambda: os.path.exists('left-behind'))"
    assert "HELD file" in shown(grade([TOOLS, stop, look], surroundings.folder))
