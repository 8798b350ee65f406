"""The bubblewrap command: what a confined process sees.

It sees the operating system's programs and the Python environment, read-only, and an empty
scratch folder of its own; no network, no other process, no home folder, no file of this project.
"""

import functools
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from autograder import PROJECT
from autograder.sandbox import fonts
from autograder.sandbox.limits import Limits
from autograder.start import BLAS_THREADS

DISTRIBUTION = "rnn_problem_set"
SCRATCH = "/scratch"
NOTHING_INSTALLED = Path(__file__).parent / "inside" / "METADATA"


class SandboxMissing(Exception):
    """Isolation was asked for and cannot be had; says what to install."""


@functools.cache
def find_bubblewrap() -> str:
    """Path of a bwrap that works here. Raises SandboxMissing if there is none."""
    program = shutil.which("bwrap")
    if program is None:
        raise SandboxMissing(
            "bubblewrap is not installed, and student code runs only inside it. Install it with "
            "your system's package manager (Debian, Ubuntu: apt-get install bubblewrap), or accept "
            "the risk with --sandbox none."
        )
    trial = [program, "--unshare-all", "--ro-bind", "/", "/", "--proc", "/proc", "true"]
    result = subprocess.run(trial, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if result.returncode != 0:
        raise SandboxMissing(
            "bubblewrap is installed but may not create namespaces here "
            f"({result.stderr.strip()[:200]}). Allow unprivileged user namespaces for it, or "
            "accept the risk with --sandbox none."
        )
    return program


def confinement(
    program: str,
    limits: Limits,
    mounts: list[str],
    proc: Literal["empty", "read-only", "writable"] = "empty",
) -> list[str]:
    """The bubblewrap command up to the program to run.

    mounts : further bubblewrap options, of three words each: option, source, target
    proc : what stands at /proc. No student's code needs it, and it tells about processes; only
        our own may write there, to make namespaces below this one.
    """
    command = [program, "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL"]
    command += ["--uid", "1000", "--gid", "1000", "--hostname", "sandbox", "--clearenv"]
    for name, value in environment(SCRATCH).items():
        command += ["--setenv", name, value]
    for folder in ("/usr", "/lib", "/lib32", "/lib64", "/libx32", "/bin", "/sbin"):
        if os.path.islink(folder):
            command += ["--symlink", os.readlink(folder), folder]
        elif os.path.isdir(folder):
            command += ["--ro-bind", folder, folder]
    for file in ("/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts", "/etc/localtime"):
        command += ["--ro-bind-try", file, file]
    command += ["--size", str(limits.scratch_size), "--tmpfs", "/tmp"]
    for private in (PROJECT, Path.home()):
        if Path("/usr") in private.parents:
            command += ["--tmpfs", str(private)]
    for prefix in python_prefixes():
        command += ["--ro-bind", prefix, prefix]
    for trace in traces_of_this_project():
        mask = ["--tmpfs"] if trace.is_dir() else ["--ro-bind", "/dev/null"]
        command += [*mask, str(trace)]
        if trace.suffix == ".dist-info":  # without a name, Python's list of packages would break
            command += ["--ro-bind", str(NOTHING_INSTALLED), f"{trace}/METADATA"]
    command += ["--dir", "/proc"] if proc == "empty" else ["--proc", "/proc"]
    if proc == "read-only":
        # Files of /proc/sys belong to root, who may be who grades; bubblewrap leaves them writable.
        command += ["--remount-ro", "/proc"]
    command += ["--dev", "/dev"]
    command += ["--size", str(limits.shared_memory), "--tmpfs", "/dev/shm", "--remount-ro", "/dev"]
    command += ["--size", str(limits.scratch_size), "--tmpfs", SCRATCH]
    for file, inside in font_lists().items():
        command += ["--ro-bind-try", file, inside]
    return [*command, *mounts, "--chdir", SCRATCH, "--remount-ro", "/"]


def environment(folder: str) -> dict[str, str]:
    """Environment of the confined process; nothing of the grader's own comes along."""
    # OPENBLAS_CORETYPE is a property of the processor: without it some builds fail to start.
    processor = {n: os.environ[n] for n in ("OPENBLAS_CORETYPE",) if n in os.environ}
    return {
        "PATH": f"{sys.prefix}/bin:/usr/bin:/bin",
        "HOME": folder,
        "TMPDIR": folder,
        "LANG": "C.UTF-8",
        "IPYTHONDIR": f"{folder}/.ipython",
        "MPLCONFIGDIR": f"{folder}/.matplotlib",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PYTHONHASHSEED": "0",  # the same submission gives the same report
        "PYTHONDONTWRITEBYTECODE": "1",
        **dict.fromkeys(BLAS_THREADS, "1"),
        **processor,
    }


def below_writable(mounts: Sequence[str]) -> list[str]:
    """What `confinement` mounts, if it is there, below the folders that can be written to."""
    targets = [*font_lists().values(), *python_prefixes(), *mounts[2::3]]
    return [path for path in targets if path.startswith((f"{SCRATCH}/", "/tmp/"))]


def python_prefixes() -> list[str]:
    """Folders of the Python environment that are not among the system's."""
    return [p for p in dict.fromkeys([sys.base_prefix, sys.prefix]) if p != "/usr"]


def traces_of_this_project() -> list[Path]:
    """Where the Python environment holds our packages, or says where they are."""
    names = ("autograder", "reference", f"*{DISTRIBUTION}*")
    folders = {Path(sysconfig.get_path(kind)) for kind in ("purelib", "platlib")}
    return sorted(trace for folder in folders for name in names for trace in folder.glob(name))


@functools.cache
def font_lists() -> dict[str, str]:
    """matplotlib's lists of fonts, and where they stand inside."""
    return {str(path): f"{SCRATCH}/.matplotlib/{path.name}" for path in fonts.lists()}
