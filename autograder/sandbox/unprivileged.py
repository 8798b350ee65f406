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
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from autograder import PROJECT, locks
from autograder.sandbox import child, fonts, seccomp, users
from autograder.sandbox.bubblewrap import SandboxMissing
from autograder.sandbox.cold import python
from autograder.sandbox.file_tree import INSIDE
from autograder.sandbox.interpreter import environment
from autograder.sandbox.limits import Limits

START = Path(__file__).with_name("unprivileged_start.py")
CLAIM = "rnn-problem-set-user-"
CLAIMS = 1000  # numbers that are tried
SHARED_FOLDERS = ("/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", "/run/lock")


class Account:
    """A user id that is ours alone until it is removed, and the folder that belongs to it."""

    init = None

    def __init__(self, limits: Limits):
        self.limits = limits
        self.number, self.folder, self._public = 0, "", ""
        self._lock: tuple[int, Path] | None = None
        if os.geteuid() != 0:
            raise SandboxMissing("the sandbox of an unprivileged user can only be made by root")
        clear_abandoned()
        self.number = self._claim()
        try:
            self.folder = tempfile.mkdtemp(prefix="submission-")
            self._public = tempfile.mkdtemp(prefix=public_prefix(self.number))
            self._make_home()
        except BaseException:
            self.remove()
            raise

    def _claim(self) -> int:
        """A number that nobody uses; the file that is held says to other graders that it is ours.

        They may see neither our processes nor our network, only this disk, or not even that: then
        it is the number itself, drawn from many, that is hardly ever the same.
        """
        for _ in range(CLAIMS):
            drawn = users.unused(1)
            if drawn is None:
                raise SandboxMissing("there is only one user in this container")
            number = drawn[0]
            if processes_of(number):
                continue
            path = claim_of(number)
            try:
                self._lock = locks.create(path, 0o600), path
            except FileExistsError:
                continue
            return number
        raise SandboxMissing("all users for submissions are in use")

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
        # No namespace isolates what sockets reach by name, perhaps not even the network.
        filter_ = seccomp.program(local_sockets=False) or b""
        settings = {
            "user": self.number,
            "processes": self.limits.processes - 1,  # the fence counts the parent, too
            "secrets": [str(PROJECT)],
            "filter": filter_.hex(),
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
        clear(self.number)
        for folder in filter(None, (self.folder, self._public)):
            shutil.rmtree(folder, ignore_errors=True)
        lock, path = self._lock
        path.unlink(missing_ok=True)
        os.close(lock)
        self._lock = None


def claim_of(number: int) -> Path:
    """The file that is held as long as somebody uses this number."""
    return Path(tempfile.gettempdir(), f"{CLAIM}{number}")


def public_prefix(number: int) -> str:
    return f"inside-{number}-"


def clear_abandoned() -> None:
    """End and remove what killed graders have left of their users; what is held is in use."""
    for path in Path(tempfile.gettempdir()).glob(f"{CLAIM}*"):
        text = path.name.removeprefix(CLAIM)
        number = int(text) if text.isdecimal() else -1
        if not any(number in numbers for numbers in users.UNUSED):
            continue
        if (lock := locks.hold(path)) is None:
            continue
        if os.fstat(lock).st_uid != 0:  # anybody may write such names into this folder
            os.close(lock)
            continue
        clear(number)
        for folder in Path(tempfile.gettempdir()).glob(f"{public_prefix(number)}*"):
            shutil.rmtree(folder, ignore_errors=True)
        path.unlink(missing_ok=True)
        os.close(lock)


def clear(user: int) -> None:
    """End all processes of a user that is ours, and remove its files."""
    end_processes_of(user)
    remove_files_of(user)


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
