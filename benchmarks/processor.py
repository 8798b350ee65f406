"""Processor time of a command and of everything that it starts, also of what nobody waits for."""

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from autograder.sandbox.cgroup import memberships


@dataclass(frozen=True)
class Spent:
    """Wall seconds, and processor seconds of the whole tree (None where no group can be made)."""

    wall: float
    processor: float | None

    def each(self, count: int) -> "Spent":
        processor = None if self.processor is None else self.processor / count
        return Spent(self.wall / count, processor)


def timed(command: list[str], folder: Path, environment: dict[str, str]) -> Spent:
    """Run a command in `folder`. Raises RuntimeError with what it said if it fails."""
    group = new_group()
    try:
        began = time.perf_counter()
        result = subprocess.run(
            command,
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            preexec_fn=lambda: group and (group / "cgroup.procs").write_text(str(os.getpid())),
        )
        wall = time.perf_counter() - began
        if result.returncode != 0:
            raise RuntimeError(f"{' '.join(command)}:\n{(result.stdout + result.stderr)[-3000:]}")
        return Spent(wall, usage(group) if group else None)
    finally:
        if group:
            remove(group)


def new_group() -> Path | None:
    """A control group that counts processor time (version 1 or 2), below our own."""
    ours = memberships()
    for controller in ("cpuacct", ""):
        if controller in ours:
            group = ours[controller][1] / f"rnn-bench-{os.getpid()}"
            try:
                group.mkdir()
                return group
            except OSError:
                continue
    return None


def usage(group: Path) -> float:
    """Processor seconds of all that ever was in the group and below it."""
    if (group / "cpuacct.usage").exists():
        return int((group / "cpuacct.usage").read_text()) / 1e9
    words = dict(line.split() for line in (group / "cpu.stat").read_text().splitlines())
    return int(words["usage_usec"]) / 1e6


def remove(group: Path) -> None:
    """Remove the group as soon as what was in it has ended."""
    for _ in range(200):
        try:
            group.rmdir()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"{group} cannot be removed: something in it does not end")
