"""What lies around a submission: canaries to be found, and traces that must not be left."""

import os
import re
import secrets
from pathlib import Path

import matplotlib.font_manager  # noqa: F401  (keeps its lists in the home folder of that time)

from autograder import PROJECT
from autograder.sandbox import file_tree
from autograder.sandbox.process import Process

PLANTED = "rnn-planted"
SHARED = ("/tmp", "/var/tmp", "/dev/shm", "/run", "/usr/lib", "/etc", "/")


class Surroundings:
    """Secrets outside of the sandbox; every one holds `secret`, which must be seen nowhere."""

    def __init__(self, folder: Path, server):
        self.folder, self.server = folder, server
        self.secret = f"canary-{secrets.token_hex(8)}"
        self.home = folder / "home"
        self.neighbour = folder / "class" / "ada" / "problem1.ipynb"
        self.results = folder / "results" / "ada" / "problem1.json"
        self.gradebook = folder / "gradebook.db"
        for path in (self.home / ".netrc", self.neighbour, self.results, self.gradebook):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(self.secret)
        self.processes: list[Process] = []
        self.members: set[tuple[int, str]] = set()

    def places(self) -> dict[str, str]:
        """What an attack is told, so that it need not search: words in its source by name."""
        return {
            "PROJECT": str(PROJECT),
            "HOME_FOLDER": str(self.home),
            "SECRET_FILE": str(self.gradebook),
            "NEIGHBOUR": str(self.neighbour),
            "RESULTS": str(self.results),
            "PORT": str(self.server.getsockname()[1]),
            "GRADER_PID": str(os.getpid()),
            "PLANTED": PLANTED,
        }

    def watch(self, monkeypatch):
        """Yield, and afterwards compare the host with what it was."""
        file_tree.font_lists()  # found in the real home folder, and made there if there is none
        monkeypatch.setenv("CANARY", self.secret)
        monkeypatch.setenv("HOME", str(self.home))
        closed = Process.close

        def close(process):
            self.processes.append(process)
            self.members |= members(process)
            return closed(process)

        monkeypatch.setattr(Process, "close", close)
        before = self.files()
        yield self
        assert self.files() == before, "files around the submission have changed"
        assert not self.planted(), "something was left in a shared folder"
        assert self.alive() == [], "processes of the submission are left"
        assert not self.groups(), "control groups of the submission are left"
        self.nobody_called()

    def files(self) -> dict[str, bytes]:
        paths = sorted(path for path in self.folder.rglob("*") if path.is_file())
        return {str(path): path.read_bytes() for path in paths if path.name != "attack.ipynb"}

    def planted(self) -> list[str]:
        folders = [*map(Path, SHARED), Path.home(), PROJECT, PROJECT / "autograder", self.folder]
        return [
            str(p) for folder in folders if folder.is_dir() for p in folder.glob(f"*{PLANTED}*")
        ]

    def alive(self) -> list[int]:
        return [pid for pid, birth in self.members if birth and birth == born(pid)]

    def groups(self) -> list[Path]:
        fences = [getattr(process.fence, "groups", {}) for process in self.processes]
        return [group for groups in fences for group in groups.values() if group.exists()]

    def nobody_called(self) -> None:
        try:
            self.server.accept()
        except BlockingIOError:
            return
        raise AssertionError("the submission reached a port of the host")


def members(process: Process) -> set[tuple[int, str]]:
    """Number and time of birth of everything in the namespace of a process that is still there."""
    found = set()
    try:
        told = Path(f"/proc/self/fdinfo/{process.child.init}").read_text()
        first = re.search(r"^Pid:\s+(\d+)$", told, re.MULTILINE)[1]
        namespace = os.readlink(f"/proc/{first}/ns/pid")
    except (OSError, TypeError, AttributeError):
        return found
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            if os.readlink(f"/proc/{name}/ns/pid") == namespace:
                found.add((int(name), born(int(name))))
        except OSError:
            continue
    return found


def born(pid: int) -> str | None:
    """When the process was started, in the kernel's clock; None if it has ended."""
    try:
        state, *fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if state in "ZX" else fields[18]
