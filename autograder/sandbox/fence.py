"""Bounds of a submission's whole tree of processes: memory together, number of processes.

Kept by the kernel where a control group can be made for it (`cgroup`), and otherwise by a thread
that looks often and ends what goes too far (`watchdog`).
"""

from collections.abc import Sequence
from typing import Protocol

from autograder.sandbox.cgroup import ControlGroup
from autograder.sandbox.limits import Limits
from autograder.sandbox.watchdog import Watchdog


class Fence(Protocol):
    """What keeps the bounds of one submission."""

    def admit(self, pid: int) -> None:
        """Put a process, and all that it will start, under the bounds."""

    def reached(self) -> list[str]:
        """Which bounds were reached since the last call, each completing "it ..."."""

    def starved(self) -> bool:
        """Whether a process was ended for want of memory, below the bounds of this tree."""

    def processor_seconds(self) -> float:
        """What all processes have used so far."""

    def wants_processor(self) -> bool:
        """Whether one of them runs, or would if there were a processor for it."""

    def close(self) -> None:
        """End what is left, and leave nothing behind."""


def make(limits: Limits, confined: bool, shared: Sequence[str] = ()) -> Fence:
    """The best fence that can be had here, for processes inside a sandbox or outside of one.

    shared : folders of this machine that these processes, and hardly anybody else, write to
    """
    return ControlGroup.make(limits) or Watchdog(limits, confined, shared)
