"""The files that a confined process sees.

It sees the operating system's programs and the Python environment, read-only, and an empty
scratch folder of its own; no other process, no home folder, no file of this project, and no name
of the place where the environment lies.
"""

import functools
import os
import sysconfig
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from autograder import PROJECT
from autograder.sandbox import fonts, interpreter
from autograder.sandbox.limits import Limits

DISTRIBUTION = "rnn_problem_set"
SCRATCH = "/scratch"
INSIDE = Path(__file__).parent / "inside"
INSIDE_AT = "/grader/inside"  # where it stands in the sandbox
NOTHING_INSTALLED = INSIDE / "METADATA"

Proc = Literal["empty", "read-only", "writable"]


def options(limits: Limits, mounts: Sequence[str], proc: Proc) -> list[str]:
    """Options of bubblewrap that mount all of it, read-only but for the folders in memory.

    mounts : further options, of three words each: option, source, target
    proc : what stands at /proc. No student's code needs it, and it tells about processes; only
        our own may write there, to make namespaces below this one.
    """
    made = []
    for folder in ("/usr", "/lib", "/lib32", "/lib64", "/libx32", "/bin", "/sbin"):
        if os.path.islink(folder):
            made += ["--symlink", os.readlink(folder), folder]
        elif os.path.isdir(folder):
            made += ["--ro-bind", folder, folder]
    made += ["--dir", "/etc"]
    for file in ("/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts", "/etc/localtime"):
        made += ["--ro-bind-try", file, file]
    made += ["--size", str(limits.scratch_size), "--tmpfs", "/tmp"]
    made += interpreter.mounts()
    made += masks()
    made += ["--dir", "/proc"] if proc == "empty" else ["--proc", "/proc"]
    if proc == "read-only":
        # Files of /proc/sys belong to root, who may be who grades; bubblewrap leaves them writable.
        made += ["--remount-ro", "/proc"]
    # Reads like it, but cannot be mapped: shared pages of /dev/zero are held by no process.
    made += ["--dev", "/dev", "--dev-bind", "/dev/full", "/dev/zero"]
    made += ["--size", str(limits.shared_memory), "--tmpfs", "/dev/shm", "--remount-ro", "/dev"]
    made += ["--size", str(limits.scratch_size), "--tmpfs", SCRATCH]
    for file, inside in font_lists().items():
        made += [*parents(inside), "--ro-bind-try", file, inside]
    for target in mounts[2::3]:
        made += parents(target)
    return [*made, *mounts, "--chdir", SCRATCH, "--remount-ro", "/"]


def own_files() -> list[Path]:
    """What of ours is shown, but for the packages of Python."""
    return [INSIDE, *INSIDE.rglob("*"), *map(Path, font_lists())]


def parents(path: str) -> list[str]:
    """Make the folders above a path, open to everybody; bubblewrap would keep some for itself."""
    above = [str(folder) for folder in reversed(Path(path).parents[:-1])]
    return [word for folder in above for word in ("--dir", folder)]


def masks() -> list[str]:
    """What lies in the folders that are shown, and is nothing for students: nothing stands there.

    This project and the home folder, if they lie below one of them, and what Python's packages
    hold of this project, or say about where it is.
    """
    made = []
    for folder in (interpreter.SYSTEM, *interpreter.shown()):
        for private in (PROJECT, Path.home()):
            if folder in private.resolve().parents:
                made += ["--tmpfs", str(interpreter.inside(private.resolve()))]
    for trace in traces_of_this_project():
        place = str(interpreter.inside(trace))
        made += ["--tmpfs", place] if trace.is_dir() else ["--ro-bind", "/dev/null", place]
        if trace.suffix == ".dist-info":  # without a name, Python's list of packages would break
            made += ["--ro-bind", str(NOTHING_INSTALLED), f"{place}/METADATA"]
    return made


def traces_of_this_project() -> list[Path]:
    """Where the Python environment holds our packages, or says where they are."""
    names = ("autograder", "reference", f"*{DISTRIBUTION}*")
    folders = {Path(sysconfig.get_path(kind)).resolve() for kind in ("purelib", "platlib")}
    return sorted(trace for folder in folders for name in names for trace in folder.glob(name))


def below_writable(mounts: Sequence[str]) -> list[str]:
    """What `options` mounts, if it is there, below the folders that can be written to."""
    targets = [*font_lists().values(), *mounts[2::3]]
    return [path for path in targets if path.startswith((f"{SCRATCH}/", "/tmp/"))]


@functools.cache
def font_lists() -> dict[str, str]:
    """matplotlib's lists of fonts, and where they stand inside."""
    return {str(path): f"{SCRATCH}/.matplotlib/{path.name}" for path in fonts.lists()}
