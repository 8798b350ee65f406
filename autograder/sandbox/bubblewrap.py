"""Bubblewrap: find one that works here, and start a program behind it.

It makes namespaces of their own for users, files, processes, network, names and messages. Where
`users` has some, student code in there is a user who owns nothing; the program starts as the
grader, without its rights but for those to become that user (see `inside/rights.py`).
"""

import functools
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import NamedTuple

from autograder.sandbox import child, file_tree, interpreter, users
from autograder.sandbox.file_tree import SCRATCH, Proc
from autograder.sandbox.limits import Limits
from autograder.sandbox.users import FIRST_INSIDE, Users

TO_BECOME = ("CAP_SETUID", "CAP_SETGID", "CAP_SETPCAP", "CAP_CHOWN")


class SandboxMissing(Exception):
    """Isolation was asked for and cannot be had; says what to install."""


class Bubblewrap(NamedTuple):
    """One that works here, and the users that it can give to what it confines."""

    program: str
    users: Users | None


class Started(NamedTuple):
    """A process of bubblewrap, and a descriptor of the first one inside, None if it has ended."""

    process: subprocess.Popen
    init: int | None


def find_bubblewrap() -> str:
    """Path of a bwrap that works here. Raises SandboxMissing if there is none."""
    return find(()).program


@functools.cache
def find(mounts: tuple[str, ...]) -> Bubblewrap:
    """One that works with what a submission needs. Raises SandboxMissing if there is none.

    mounts : options that show more, of three words each: option, source, target
    """
    program = shutil.which("bwrap")
    if program is None:
        raise SandboxMissing(
            "bubblewrap is not installed, and student code runs only inside it. Install it with "
            "your system's package manager (Debian, Ubuntu: apt-get install bubblewrap), or accept "
            "the risk with --sandbox none."
        )
    why_not = ""
    if own := users.free():
        found = Bubblewrap(program, own)
        if not (why_not := closed(mounts) or complaint(found, mounts)):
            return found
    found = Bubblewrap(program, None)
    if said := complaint(found, mounts):
        raise SandboxMissing(
            f"bubblewrap is installed but cannot make a sandbox here ({said[:200]}). Allow "
            "unprivileged user namespaces for it, or accept the risk with --sandbox none."
        )
    if why_not:
        print(
            f"Student code runs as the user who grades, not as one who owns nothing: {why_not}",
            file=sys.stderr,
        )
    return found


def closed(mounts: Sequence[str]) -> str:
    """Why a user who owns nothing could not work with what is shown, or ""."""
    for path in [*interpreter.samples(), *file_tree.own_files(), *map(Path, mounts[1::3])]:
        needed = 0o005 if path.is_dir() else 0o004
        if path.exists() and path.stat().st_mode & needed != needed:
            return f"only its owner can read {path} (chmod o+rX would change that)"
    return ""


def complaint(found: Bubblewrap, mounts: tuple[str, ...]) -> str:
    """What goes wrong when Python is started with all that a submission is given, or ""."""
    try:
        trial = 'import os; os.chdir("/scratch")'
        command = [interpreter.program(), "-sPc", trial]
        process, init = start(found, confinement(found, Limits(), mounts), command, [])
    except (OSError, ValueError) as error:
        return str(error)
    if init is not None:
        os.close(init)
    said = child.wait(process)
    return said or ("" if process.returncode == 0 else f"it ended with {process.returncode}")


def confinement(
    found: Bubblewrap, limits: Limits, mounts: Sequence[str], proc: Proc = "empty"
) -> list[str]:
    """Options of bubblewrap: namespaces, rights, environment, and what is seen.

    mounts : further options, of three words each: option, source, target
    """
    made = ["--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL"]
    user = FIRST_INSIDE
    if found.users:
        made += ["--unshare-user", *(word for right in TO_BECOME for word in ("--cap-add", right))]
        user = 0
    made += ["--uid", str(user), "--gid", str(user), "--hostname", "sandbox", "--clearenv"]
    for name, value in interpreter.confined_environment(SCRATCH).items():
        made += ["--setenv", name, value]
    return [*made, *file_tree.options(limits, mounts, proc)]


def start(
    found: Bubblewrap,
    confinement: Sequence[str],
    command: Sequence[str],
    descriptors: Sequence[int],
    admit: Callable[[int], None] = lambda process: None,
) -> Started:
    """Start a command, which goes on when its first process has its users and is fenced in."""
    with ExitStack() as ours, ExitStack() as theirs:
        (told, write_told), (read_gate, gate), (read_map, mapped) = (os.pipe() for _ in range(3))
        for end in (told, gate, mapped):
            ours.callback(os.close, end)
        # The first process's command can be read from inside, as long as there is a /proc.
        arguments = os.memfd_create("arguments", 0)
        given = [write_told, read_gate, read_map, arguments]
        for end in given:
            theirs.callback(os.close, end)
        all_options = [*confinement, "--info-fd", str(write_told), "--block-fd", str(read_gate)]
        if found.users:
            all_options += ["--userns-block-fd", str(read_map)]
        os.write(arguments, b"".join(os.fsencode(option) + b"\0" for option in all_options))
        os.lseek(arguments, 0, os.SEEK_SET)
        process = child.start(
            [found.program, "--args", str(arguments), "--", *command], [*descriptors, *given], {}
        )
        theirs.close()
        init = None
        try:
            if text := read_all(told):
                first = json.loads(text)["child-pid"]
                init = os.pidfd_open(first)
                if found.users:
                    found.users.give(first)
                admit(first)
        except BaseException:
            process.kill()
            if init is not None:
                child.end_namespace(init)
            child.wait(process)
            raise
        for end in (mapped, gate):
            with suppress(BrokenPipeError):  # it has ended already; stderr says why
                os.write(end, b"go")
        return Started(process, init)


def read_all(descriptor: int) -> bytes:
    """All that comes until the other end is closed."""
    return b"".join(iter(functools.partial(os.read, descriptor, 1 << 16), b""))
