"""The second sandbox: an unprivileged user, for containers where bubblewrap has no namespaces.

It needs root. Each submission runs as a user that nobody else is, with a folder of its own, no
network, no shared memory, bounded processes, and no right to read the grader's files, which must
be closed to others (mode 0700) or it refuses. It is weaker than bubblewrap: the container's system
files and the names of its processes can be seen, and disk space is bounded by the container only.

    user = Account(limits).start(descriptor, fence.admit)
    user.end()
    user.remove()
"""

import json
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from autograder import PROJECT
from autograder.sandbox import child, fonts, seccomp
from autograder.sandbox.bubblewrap import SandboxMissing, environment
from autograder.sandbox.cold import INSIDE, python
from autograder.sandbox.limits import Limits

START = Path(__file__).with_name("unprivileged_start.py")
USERS = range(61_200, 61_400)
SHARED_FOLDERS = ("/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", "/run/lock")
# What namespaces would isolate: sockets, System V memory and queues, other processes' memory.
REFUSED = {
    "x86_64": (29, 41, 64, 68, 101, 240, 310, 311),
    "aarch64": (117, 180, 186, 190, 194, 198, 270, 271),
}


class Account:
    """A user id that is ours alone until it is removed, and the folder that belongs to it."""

    init = None

    def __init__(self, limits: Limits):
        self.limits = limits
        self._lock: socket.socket | None = None
        self.number, self.folder, self._public = 0, "", ""
        if os.geteuid() != 0:
            raise SandboxMissing("the sandbox of an unprivileged user can only be made by root")
        self.number = self._claim()
        try:
            # Of the grader that had this number before and was killed, something may be left.
            end_processes_of(self.number)
            remove_files_of(self.number)
            self.folder = tempfile.mkdtemp(prefix="submission-")
            self._public = tempfile.mkdtemp(prefix="inside-")
            self._make_home()
        except BaseException:
            self.remove()
            raise

    def _claim(self) -> int:
        """A number that no other grader on this machine uses; the name of a socket is the lock."""
        for number in USERS:
            lock = socket.socket(socket.AF_UNIX)
            try:
                lock.bind(f"\0rnn-problem-set-{number}")
            except OSError:
                lock.close()
                continue
            self._lock = lock
            return number
        raise SandboxMissing(f"all {len(USERS)} users for submissions are in use")

    def _make_home(self) -> None:
        """The folder's contents, owned by the user: matplotlib's lists of fonts."""
        place = Path(self.folder, ".matplotlib")
        place.mkdir()
        for path in filter(Path.exists, fonts.lists()):
            shutil.copy(path, place)
        for path in (self.folder, place, *place.iterdir()):
            os.chown(path, self.number, self.number)

    def start(self, descriptor: int, admit: Callable[[int], None]) -> "Account":
        """Start `inside/` as this user, behind the fence `admit`, and return this account."""
        try:
            self.process = self._start(descriptor, admit)
        except BaseException:
            self.remove()
            raise
        return self

    def _start(self, descriptor: int, admit: Callable[[int], None]) -> subprocess.Popen:
        inside = Path(self._public, INSIDE.name)
        shutil.copytree(INSIDE, inside, copy_function=shutil.copyfile)
        # The copies have the modes of files that only root may read.
        for path in (Path(self._public), *Path(self._public).rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        gate_read, gate = os.pipe()
        filters = [program for program in (seccomp.program(), more_refused()) if program]
        settings = {
            "user": self.number,
            "processes": self.limits.processes - 1,  # the fence counts the parent, too
            "secrets": [str(PROJECT)],
            "filters": [program.hex() for program in filters],
            "gate": gate_read,
            "keep": descriptor,
            "run": python(str(inside), descriptor),
        }
        try:
            command = [sys.executable, "-I", str(START), json.dumps(settings)]
            own, where = environment(self.folder), {"cwd": self.folder, "start_new_session": True}
            process = child.start(command, [descriptor, gate_read], own, **where)
            admit(process.pid)
            os.write(gate, b"go")
        finally:
            os.close(gate_read)
            os.close(gate)
        return process

    def end(self) -> str:
        return child.end_group(self.process)

    def remove(self) -> None:
        """End every process of the user, remove its files, and give the number back."""
        if self._lock is None:
            return
        end_processes_of(self.number)
        for folder in filter(None, (self.folder, self._public)):
            shutil.rmtree(folder, ignore_errors=True)
        remove_files_of(self.number)
        self._lock.close()
        self._lock = None


def more_refused(machine: str | None = None) -> bytes | None:
    """A second filter of system calls, or None for a machine that has no table."""
    machine = machine or os.uname().machine
    if machine not in REFUSED:
        return None
    steps = [(seccomp.LOAD, 0, 0, seccomp.NUMBER)]
    for number in REFUSED[machine]:
        steps += [(seccomp.JUMP_IF_EQUAL, 0, 1, number), (seccomp.RETURN, 0, 0, seccomp.REFUSE)]
    steps.append((seccomp.RETURN, 0, 0, seccomp.ALLOW))
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


def processes_of(user: int) -> list[int]:
    """The processes of a user that have not ended."""
    found = []
    for entry in os.scandir("/proc"):
        if not entry.name.isdigit():
            continue
        try:
            status = Path(entry.path, "status").read_text()
        except OSError:
            continue
        fields = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
        if fields["Uid"].split()[0] == str(user) and not fields["State"].startswith(("Z", "X")):
            found.append(int(entry.name))
    return found


def end_processes_of(user: int, seconds: float = 10.0) -> None:
    """End all processes of a user at once, as the user itself, so that no fork slips through."""
    deadline = time.monotonic() + seconds
    while processes_of(user) and time.monotonic() < deadline:
        subprocess.run(
            ["/bin/sh", "-c", f"kill -{signal.SIGKILL.value} -1"],
            user=user,
            group=user,
            extra_groups=[],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(0.01)


def remove_files_of(user: int) -> None:
    """Remove what a user left in the folders that everybody may write to."""
    for folder in filter(os.path.isdir, SHARED_FOLDERS):
        for entry in os.scandir(folder):
            try:
                if entry.stat(follow_symlinks=False).st_uid != user:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    shutil.rmtree(entry.path, ignore_errors=True)
                else:
                    os.unlink(entry.path)
            except OSError:
                continue
