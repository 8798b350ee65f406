"""Bounds of a tree of processes where there are no control groups: look often, end it at once.

Memory is what the processes hold, and what lies in their folders in memory. The quick sum counts
a shared page once for each sharer; only if that is too much, it is counted properly.
"""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from autograder.sandbox.limits import Limits

EVERY = 0.05
IN_MEMORY = ("scratch", "tmp", "dev/shm")
OF_A_FILE = 1024  # what the kernel keeps about an empty file in memory


class Watchdog:
    """Watches the tree below one process from its own thread."""

    def __init__(self, limits: Limits, confined: bool):
        self.limits, self.confined = limits, confined
        self._new: list[str] = []
        self._over = threading.Event()
        self._thread: threading.Thread | None = None
        self._root = 0

    def admit(self, pid: int) -> None:
        self._root = pid
        if self._thread is not None:  # a cold process stands in for a fork that failed
            return
        self._thread = threading.Thread(target=self._watch, daemon=True, name="watchdog")
        self._thread.start()

    def _watch(self) -> None:
        while not self._over.wait(EVERY):
            tree = list(descendants(self._root))
            stored = files(self._root) if self.confined else 0
            if sum(map(threads, tree)) > self.limits.processes:
                self._end(tree, self.limits.processes_reached())
            elif memory(tree, self.limits.memory - stored) > self.limits.memory - stored:
                self._end(tree, self.limits.memory_reached())

    def _end(self, tree: list[int], reason: str) -> None:
        # The first process goes first: in a namespace its end is the end of all others.
        self._new.append(reason)
        for pid in tree:
            if not self._over.is_set():
                kill(pid)

    def reached(self) -> list[str]:
        new, self._new = self._new, []
        return list(dict.fromkeys(new))

    def close(self) -> None:
        self._over.set()
        if self._thread is not None:
            self._thread.join()


def kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def descendants(root: int) -> Iterator[int]:
    """The process and all below it, parents first."""
    waiting = [root]
    while waiting:
        pid = waiting.pop(0)
        yield pid
        try:
            for thread in os.listdir(f"/proc/{pid}/task"):
                children = Path(f"/proc/{pid}/task/{thread}/children").read_text()
                waiting += map(int, children.split())
        except OSError:
            continue  # it has ended meanwhile


def threads(pid: int) -> int:
    try:
        return len(os.listdir(f"/proc/{pid}/task"))
    except OSError:
        return 0


def memory(tree: list[int], enough: int) -> int:
    """Bytes that the processes hold; exact only if a quick look says that it may be `enough`."""
    quick = {pid: field(f"/proc/{pid}/status", "VmRSS:") for pid in tree}
    if sum(quick.values()) <= enough:
        return sum(quick.values())
    return sum(field(f"/proc/{pid}/smaps_rollup", "Pss:") or quick[pid] for pid in tree)


def field(file: str, name: str) -> int:
    """A number of bytes from a file of /proc, 0 if the process has ended."""
    try:
        lines = Path(file).read_text().splitlines()
        return next((1024 * int(line.split()[1]) for line in lines if line.startswith(name)), 0)
    except OSError:
        return 0


def files(root: int) -> int:
    """Bytes in the folders that a confined process has in memory."""
    total = 0
    for folder in IN_MEMORY:
        try:
            found = os.statvfs(f"/proc/{root}/root/{folder}")
        except OSError:
            continue
        total += (found.f_blocks - found.f_bfree) * found.f_frsize
        total += (found.f_files - found.f_ffree) * OF_A_FILE
    return total
