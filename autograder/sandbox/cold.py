"""A new Python interpreter for one submission: behind bubblewrap, or without any isolation."""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from autograder.sandbox import child, seccomp
from autograder.sandbox.bubblewrap import confinement, environment, find_bubblewrap
from autograder.sandbox.limits import Limits

INSIDE = Path(__file__).parent / "inside"
INSIDE_AT = "/grader/inside"  # where it stands in the sandbox


def python(folder: str, descriptor: int) -> list[str]:
    """The command that runs `inside/`; -s and -P leave users' packages and the folder out."""
    return [sys.executable, "-sP", folder, str(descriptor)]


class Unconfined:
    """A plain child process in a folder of its own: it can do what the grader can."""

    init = None

    def __init__(self, descriptor: int, admit: Callable[[int], None]):
        self.folder = tempfile.mkdtemp(prefix="submission-")
        try:
            command, own = python(str(INSIDE), descriptor), environment(self.folder)
            where = {"cwd": self.folder, "start_new_session": True}
            self.process = child.start(command, [descriptor], own, **where)
        except BaseException:
            self.remove()
            raise
        try:
            admit(self.process.pid)
        except BaseException:
            self.end()
            self.remove()
            raise

    def end(self) -> str:
        return child.end_group(self.process)

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


class Confined:
    """A process behind bubblewrap, which goes on only when its first process is fenced in."""

    folder = None

    def __init__(
        self,
        descriptor: int,
        limits: Limits,
        mounts: tuple[str, ...],
        admit: Callable[[int], None],
    ):
        self.init: int | None = None
        more = [*mounts, "--ro-bind", str(INSIDE), INSIDE_AT]
        wall = confinement(find_bubblewrap(), limits, more)
        information, write_end = os.pipe()
        gate_read, gate = os.pipe()
        theirs = [write_end, gate_read]
        wall += ["--info-fd", str(write_end), "--block-fd", str(gate_read)]
        if (filter_ := seccomp.descriptor()) is not None:
            theirs.append(filter_)
            wall += ["--seccomp", str(filter_)]
        # Inside, the first process's command and environment can be read; so they say nothing.
        program, *options = wall
        arguments = os.memfd_create("arguments", 0)
        theirs.append(arguments)
        try:
            os.write(arguments, b"".join(os.fsencode(option) + b"\0" for option in options))
            os.lseek(arguments, 0, os.SEEK_SET)
            command = [program, "--args", str(arguments), "--", *python(INSIDE_AT, descriptor)]
            self.process = child.start(command, [descriptor, *theirs], {})
        except BaseException:
            os.close(information)
            os.close(gate)
            raise
        finally:
            for end in theirs:
                os.close(end)
        with os.fdopen(information) as told, os.fdopen(gate, "wb", buffering=0) as opened:
            try:
                if text := told.read():
                    first = json.loads(text)["child-pid"]
                    self.init = os.pidfd_open(first)
                    admit(first)
            except BaseException:
                self.end()
                raise
            with suppress(BrokenPipeError):  # it has ended already; stderr says why
                opened.write(b"go")

    def end(self) -> str:
        if self.init is not None:
            child.end_namespace(self.init)
            self.init = None
        return child.wait(self.process)

    def remove(self) -> None:
        """Nothing: all that it had was inside."""
