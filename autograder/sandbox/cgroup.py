"""Control groups, versions 1 and 2: the kernel keeps the bounds of a tree of processes.

A group is made below the grader's own (or, in version 2, beside it, as far up as the kernel's
rules and our rights allow), and it is removed with the submission. Groups that a killed grader
left behind are removed by the next one, if nobody holds them (`locks`).
"""

import functools
import os
import re
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from autograder import locks
from autograder.sandbox import child, usage
from autograder.sandbox.limits import Limits

PREFIX = "rnn-submission-"
NEEDED = {"memory", "pids"}
NAME = re.compile(rf"{PREFIX}(\d+)-[0-9a-f]{{16}}")  # when it was made, and what nobody else has
# A lock may not be seen from another namespace of control groups. By then a group that is in use
# has processes, and cannot be removed.
OLD = 600.0
NEARLY = 1 << 20  # bytes: the kernel counts in steps, and hands them out in batches


@functools.cache
def parents(mounts: str = "/proc/self/mounts", own: str = "/proc/self/cgroup") -> dict[str, Path]:
    """Folder for new groups by controller ("all" in version 2); empty if none can be made.

    The controllers `cpu` and `cpuacct` come along where they can: submissions then share the
    processors fairly, however many processes one of them starts, and their use of them is counted.
    """
    try:
        ours = memberships(mounts, own)
    except (OSError, ValueError):
        return {}
    found = {name: ours[name][1] for name in ("memory", "pids", "cpu", "cpuacct") if name in ours}
    found = {name: folder for name, folder in found.items() if _may_make(folder)}
    if found.keys() >= NEEDED:
        return found
    if "" in ours:
        top, group = ours[""]
        for folder in _upwards(group, top):
            if set(_read(folder / "cgroup.subtree_control").split()) >= NEEDED and _may_make(
                folder
            ):
                return {"all": folder}
    return {}


def memberships(
    mounts: str = "/proc/self/mounts", own: str = "/proc/self/cgroup"
) -> dict[str, tuple[Path, Path]]:
    """The mount point and our own group in it, by controller ("" for version 2).

    Raises OSError or ValueError if the kernel does not say.
    """
    places = dict(_mounted(Path(mounts).read_text()))
    lines = [line.split(":", 2) for line in Path(own).read_text().splitlines()]
    paths = {name: path.strip("/") for _, names, path in lines for name in names.split(",")}
    return {n: (places[n], places[n] / paths[n]) for n in places.keys() & paths}


def _mounted(text: str):
    """Pairs of controller ("" for version 2) and mount point."""
    for line in text.splitlines():
        _, place, kind, options, *_ = line.split()
        if kind == "cgroup2":
            yield "", Path(place)
        elif kind == "cgroup":
            yield from ((option, Path(place)) for option in options.split(","))


def _upwards(folder: Path, top: Path):
    while folder != top:
        yield folder
        folder = folder.parent
    yield top


def _may_make(folder: Path) -> bool:
    return os.access(folder, os.W_OK) and os.access(folder / "cgroup.procs", os.W_OK)


def _read(file: Path) -> str:
    """The text of a small file; without Python's layers, since it is read after every question."""
    try:
        descriptor = os.open(file, os.O_RDONLY)
    except OSError:
        return ""
    try:
        return os.read(descriptor, 1 << 16).decode()
    except OSError:
        return ""
    finally:
        os.close(descriptor)


def remove_abandoned(folders) -> None:
    """Remove the empty groups of graders that are no longer there."""
    for folder in folders:
        for group in folder.glob(f"{PREFIX}*"):
            found = NAME.fullmatch(group.name)
            if found and time.time() - int(found[1]) > OLD:
                locks.remove_if_abandoned(group)


def _remove(group: Path) -> bool:
    try:
        group.rmdir()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


class ControlGroup:
    """The groups of one submission, one per controller."""

    def __init__(self, limits: Limits, folders: dict[str, Path]):
        name = f"{PREFIX}{int(time.time())}-{locks.new_name()}"
        self.limits = limits
        self.groups = {kind: folder / name for kind, folder in folders.items()}
        self._locks: list[int] = []
        self._seen = {"memory": 0, "pids": 0}

    @classmethod
    def make(cls, limits: Limits) -> "ControlGroup | None":
        """New groups with these bounds, or None where there can be none."""
        folders = parents()
        if not folders:
            return None
        remove_abandoned(folders.values())
        made = cls(limits, folders)
        try:
            made._again(made._make)
        except OSError:
            made.close()
            return None
        return made

    def _make(self) -> None:
        """Make the groups, or those that are missing, and set their bounds."""
        for group in self.groups.values():
            with suppress(FileExistsError):
                group.mkdir()
                if (lock := locks.hold(group)) is not None:
                    self._locks.append(lock)
        self._bound()

    def _again(self, step: Callable[[], None]) -> None:
        """Do a step; if a group has vanished meanwhile, make it anew, once."""
        try:
            step()
        except FileNotFoundError:
            self._make()
            step()

    def _bound(self) -> None:
        memory, pids = str(self.limits.memory), str(self.limits.processes)
        if "all" in self.groups:
            group = self.groups["all"]
            (group / "memory.max").write_text(memory)
            (group / "pids.max").write_text(pids)
            swap, together = group / "memory.swap.max", group / "memory.oom.group"
            optional = ((swap, "0"), (together, "1"))
        else:
            (self.groups["memory"] / "memory.limit_in_bytes").write_text(memory)
            (self.groups["pids"] / "pids.max").write_text(pids)
            optional = ((self.groups["memory"] / "memory.memsw.limit_in_bytes", memory),)
        for file, value in optional:
            if file.exists():
                file.write_text(value)

    def admit(self, pid: int) -> None:
        self._again(lambda: self._write(pid))

    def _write(self, pid: int) -> None:
        for group in self.groups.values():
            (group / "cgroup.procs").write_text(str(pid))

    def reached(self) -> list[str]:
        counts = self._counts()
        new = [kind for kind, count in counts.items() if count > self._seen[kind]]
        self._seen = counts
        if "memory" in new and not self._own_memory_was_short():
            new.remove("memory")
        texts = {"memory": self.limits.memory_reached, "pids": self.limits.processes_reached}
        return [texts[kind]() for kind in new]

    def starved(self) -> bool:
        return self._counts()["memory"] > 0 and not self._own_memory_was_short()

    def _counts(self) -> dict[str, int]:
        """How many processes were ended for want of memory, and how many could not be started."""
        if "all" in self.groups:
            memory = pids = self.groups["all"]
            events = memory / "memory.events"
        else:
            memory, pids = self.groups["memory"], self.groups["pids"]
            events = memory / "memory.oom_control"
        return {
            "memory": self._count(events, "oom_kill"),
            "pids": self._count(pids / "pids.events", "max"),
        }

    def _own_memory_was_short(self) -> bool:
        """Whether this group came to its own bound, and not only a group above or the machine."""
        if "all" in self.groups:
            return self._count(self.groups["all"] / "memory.events", "oom") > 0
        peak = int(_read(self.groups["memory"] / "memory.max_usage_in_bytes") or 0)
        return peak > self.limits.memory - NEARLY

    def processor_seconds(self) -> float:
        if "all" in self.groups:
            return self._count(self.groups["all"] / "cpu.stat", "usage_usec") / 1e6
        if "cpuacct" in self.groups:
            return int(_read(self.groups["cpuacct"] / "cpuacct.usage") or 0) / 1e9
        return usage.processor_seconds(self._tree())

    def wants_processor(self) -> bool:
        return usage.wants_processor(self._tree())

    def _tree(self) -> list[int]:
        group = self.groups.get("pids") or self.groups["all"]
        return [int(pid) for pid in _read(group / "cgroup.procs").split()]

    @staticmethod
    def _count(file: Path, word: str) -> int:
        lines = (line.split() for line in _read(file).splitlines())
        return next((int(value) for name, value in lines if name == word), 0)

    def close(self) -> None:
        deadline = time.monotonic() + 5
        left = list(self.groups.values())
        while left and time.monotonic() < deadline:
            for group in left:
                for pid in _read(group / "cgroup.procs").split():
                    child.kill(int(pid))
            left = [group for group in left if not _remove(group)]
            if left:
                time.sleep(0.002)
        while self._locks:
            os.close(self._locks.pop())
