"""What a tree of processes uses of the processors, as /proc tells it."""

import os
from collections.abc import Iterator
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
# Fields of /proc/PID/stat after the name: the state, and ticks in user and kernel mode, of the
# process and of its children that have ended.
STATE, FIRST, LAST = 0, 11, 15


def processor_seconds(tree: list[int]) -> float:
    """Seconds that these processes, and their children that have ended, have used so far."""
    return sum(sum(map(int, stat(pid)[FIRST:LAST])) for pid in tree) / TICKS


def wants_processor(tree: list[int]) -> bool:
    """Whether a thread of these processes runs, or would if there were a processor for it."""
    return any(
        stat(f"{pid}/task/{thread}")[STATE : STATE + 1] == ["R"]
        for pid in tree
        for thread in threads(pid)
    )


def descendants(root: int) -> Iterator[int]:
    """The process and all below it, parents first."""
    waiting = [root]
    while waiting:
        pid = waiting.pop(0)
        yield pid
        for thread in threads(pid):
            try:
                children = Path(f"/proc/{pid}/task/{thread}/children").read_text()
            except OSError:
                continue  # it has ended meanwhile
            waiting += map(int, children.split())


def threads(pid: int) -> list[str]:
    try:
        return os.listdir(f"/proc/{pid}/task")
    except OSError:
        return []


def stat(process: int | str) -> list[str]:
    """The fields after the name; none if it has ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
