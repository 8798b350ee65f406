"""Bounds of a tree of processes where there are no control groups: look often, end it at once.

Memory is what the processes hold with the tables for it, what lies in their folders in memory, and
what may wait in their pipes and sockets, which no process maps. The quick sum counts a shared page
once for each sharer; only if that is too much, it is counted properly. Other ways to hold memory
are refused by the filter of system calls.
"""

import os
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from autograder.sandbox import child, usage
from autograder.sandbox.limits import Limits

EVERY = 0.05
IN_MEMORY = ("scratch", "tmp", "dev/shm")
OF_A_FILE = 1024  # what the kernel keeps about an empty file in memory
OF_A_PIPE, OF_A_SOCKET = 16 * 4096, 256 * 1024  # what may wait in one, and what is kept about it


class Watchdog:
    """Watches the tree below one process from its own thread.

    confined : whether its folders are its own
    shared : folders of this machine that it can write to; what is added there while it runs, or is
        mapped from /dev/zero, counts as its memory, since nobody can tell whose it is
    """

    def __init__(self, limits: Limits, confined: bool, shared: Sequence[str] = ()):
        self.limits, self.confined = limits, confined
        self._shared = in_memory(shared)
        self._before = files(self._shared)
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
            tree = list(usage.descendants(self._root))
            stored = self._files(tree) + waiting(tree)
            if sum(len(usage.threads(pid)) for pid in tree) > self.limits.processes:
                self._end(tree, self.limits.processes_reached())
            elif memory(tree, self.limits.memory - stored) > self.limits.memory - stored:
                self._end(tree, self.limits.memory_reached())

    def _files(self, tree: list[int]) -> int:
        """Bytes in the folders in memory: its own, or those that it shares, since it began."""
        if self.confined:
            return files([f"/proc/{self._root}/root/{folder}" for folder in IN_MEMORY])
        if not self._shared:
            return 0
        return max(0, files(self._shared) - self._before) + sum(map(zeros, tree))

    def _end(self, tree: list[int], reason: str) -> None:
        # The first process goes first: in a namespace its end is the end of all others.
        self._new.append(reason)
        for pid in tree:
            if not self._over.is_set():
                child.kill(pid)

    def reached(self) -> list[str]:
        new, self._new = self._new, []
        return list(dict.fromkeys(new))

    def starved(self) -> bool:
        return False  # nobody tells whose memory it was that ran out

    def processor_seconds(self) -> float:
        return usage.processor_seconds(list(usage.descendants(self._root)))

    def wants_processor(self) -> bool:
        return usage.wants_processor(list(usage.descendants(self._root)))

    def close(self) -> None:
        self._over.set()
        if self._thread is not None:
            self._thread.join()


def memory(tree: list[int], enough: int) -> int:
    """Bytes that the processes hold; exact only if a quick look says that it may be `enough`."""
    quick = {pid: field(f"/proc/{pid}/status", "VmRSS:", "VmPTE:") for pid in tree}
    if sum(quick.values()) <= enough:
        return sum(quick.values())
    tables = sum(field(f"/proc/{pid}/status", "VmPTE:") for pid in tree)
    return tables + sum(field(f"/proc/{pid}/smaps_rollup", "Pss:") or quick[pid] for pid in tree)


def field(file: str, *names: str) -> int:
    """The sum of numbers of bytes from a file of /proc, 0 if the process has ended."""
    try:
        lines = Path(file).read_text().splitlines()
        return sum(1024 * int(line.split()[1]) for line in lines if line.startswith(names))
    except OSError:
        return 0


def waiting(tree: list[int]) -> int:
    """The most that can wait in the pipes and sockets of these processes.

    Sockets are counted by the first one's network, too: some wait there to be accepted.
    """
    kinds = {"pipe": set(), "socket": set()}
    for pid in tree:
        for link in links(f"/proc/{pid}/fd"):
            kind, _, number = link.partition(":")
            if kind in kinds:
                kinds[kind].add(number)
    sockets = max(len(kinds["socket"]), known_sockets(tree))
    return len(kinds["pipe"]) * OF_A_PIPE + sockets * OF_A_SOCKET


def links(folder: str) -> list[str]:
    found = []
    try:
        for name in os.listdir(folder):
            with suppress(OSError):
                found.append(os.readlink(f"{folder}/{name}"))
    except OSError:
        pass  # it has ended meanwhile
    return found


def known_sockets(tree: list[int]) -> int:
    """Local sockets in the network of the tree, 0 if it is ours."""
    try:
        if not tree or os.path.samefile(f"/proc/{tree[0]}/ns/net", "/proc/self/ns/net"):
            return 0
        return Path(f"/proc/{tree[0]}/net/unix").read_bytes().count(b"\n") - 1
    except OSError:
        return 0


def zeros(pid: int) -> int:
    """Bytes that a process shares with its children in /dev/zero, whether or not it has them."""
    try:
        lines = Path(f"/proc/{pid}/maps").read_text().splitlines()
    except OSError:
        return 0  # it has ended meanwhile
    ends = [line.split()[0].split("-") for line in lines if "/dev/zero" in line]
    return sum(int(end, 16) - int(start, 16) for start, end in ends)


def in_memory(folders: Sequence[str]) -> list[str]:
    """Those of the folders that lie in memory, one of each file system."""
    rows = [line.split() for line in Path("/proc/self/mounts").read_text().splitlines()]
    kinds = {row[1]: row[2] for row in rows}
    found = {}
    for folder in filter(os.path.isdir, folders):
        mount = next(str(p) for p in (Path(folder), *Path(folder).parents) if os.path.ismount(p))
        if kinds.get(mount) in ("tmpfs", "ramfs"):
            found[os.stat(folder).st_dev] = folder
    return list(found.values())


def files(folders: Sequence[str]) -> int:
    """Bytes in folders that lie in memory, with what the kernel keeps about them."""
    total = 0
    for folder in folders:
        try:
            found = os.statvfs(folder)
        except OSError:
            continue
        total += (found.f_blocks - found.f_bfree) * found.f_frsize
        total += (found.f_files - found.f_ffree) * OF_A_FILE
    return total
