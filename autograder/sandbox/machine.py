"""What this machine, or the container that this is, gives a grader: processors, memory, files.

Quotas of control groups are not seen by asking for the number of processors or the free memory,
and all that is missing would otherwise come to light as a fault in the middle of a class.
"""

import math
import os
import resource
import tempfile
from collections.abc import Iterator
from pathlib import Path

from autograder.sandbox import cgroup
from autograder.sandbox.limits import MIB, Limits

SHARED_MEMORY = Path("/dev/shm")
OWN_MEMORY = 512 * MIB  # of the grader and the warm interpreter
OWN_FILES, FILES_OF_A_JOB = 128, 32
NO_LIMIT = 1 << 60  # version 1 writes a number near 2**63


def jobs(limits: Limits | None = None) -> int:
    """How many submissions can be graded at once, each with all that it may use; at least 1."""
    most = (memory() - OWN_MEMORY) // (limits or Limits()).memory
    return max(1, min(math.ceil(processors()), most))


def processors() -> float:
    """Processors that this process may use, or the share of one that its control groups leave."""
    found = [float(len(os.sched_getaffinity(0)))]
    for name, folder in own_groups("cpu"):
        if name == "":
            quota, _, period = read(folder / "cpu.max").partition(" ")
        else:
            quota, period = read(folder / "cpu.cfs_quota_us"), read(folder / "cpu.cfs_period_us")
        if quota.isdigit() and period.isdigit():
            found.append(int(quota) / int(period))
    return min(found)


def memory() -> int:
    """Bytes that this machine has, or that the control groups above this process let it use."""
    found = [os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")]
    for name, folder in own_groups("memory"):
        text = read(folder / ("memory.max" if name == "" else "memory.limit_in_bytes"))
        if text.isdigit() and int(text) < NO_LIMIT:
            found.append(int(text))
    return min(found)


def own_groups(controller: str) -> Iterator[tuple[str, Path]]:
    """The groups of this process and those above, with "" for version 2 and else the controller."""
    try:
        known = cgroup.memberships()
    except (OSError, ValueError):
        return
    for name in (controller, ""):
        if name in known:
            top, group = known[name]
            for folder in dict.fromkeys((group, *group.parents, top)):
                if folder == top or top in folder.parents:
                    yield name, folder


def read(file: Path) -> str:
    try:
        return file.read_text().strip()
    except OSError:
        return ""


def missing(jobs: int, limits: Limits | None = None) -> list[str]:
    """What a grader cannot do without here, a sentence each, with what to do about it.

    A limit of open files that may be raised is raised.
    """
    limits = limits or Limits()
    found = []
    try:
        with tempfile.TemporaryFile(dir=SHARED_MEMORY) as file:
            file.write(b"semaphore")
    except OSError as error:
        found.append(
            f"{SHARED_MEMORY} cannot be written ({error.strerror}), and processes that work "
            "together need it: mount a tmpfs there (containers: --tmpfs /dev/shm)."
        )
    needed = max(limits.open_files, OWN_FILES + FILES_OF_A_JOB * jobs)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < needed:
        found.append(
            f"this process may open {hard} files, and grading {jobs} at once needs {needed}: raise "
            "the limit (ulimit -n, LimitNOFILE of systemd, --ulimit nofile of containers)"
            f"{' or use fewer --jobs' if jobs > 1 else ''}."
        )
    elif soft != resource.RLIM_INFINITY and soft < needed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (needed, hard))
    return found


def scarce(jobs: int, limits: Limits | None = None) -> str | None:
    """A warning if a submission that uses what it may could be ended for want of memory here."""
    needed = OWN_MEMORY + jobs * (limits or Limits()).memory
    if needed <= memory():
        return None
    return (
        f"Here are {memory() / MIB:.0f} MB of memory, and {jobs} submissions at once with all that "
        f"they may use need {needed / MIB:.0f}: some may be ended that would not be elsewhere."
    )
