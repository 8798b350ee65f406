"""A new Python interpreter for one submission: behind bubblewrap, or without any isolation."""

import json
import shutil
import sys
import tempfile
from collections.abc import Callable

from autograder.sandbox import bubblewrap, child, interpreter, seccomp
from autograder.sandbox.file_tree import INSIDE, INSIDE_AT
from autograder.sandbox.limits import Limits
from autograder.sandbox.users import FIRST_INSIDE


def python(folder: str, descriptor: int, program: str = sys.executable) -> list[str]:
    """The command that runs `inside/`; -s and -P leave users' packages and the folder out."""
    return [program, "-sP", folder, str(descriptor)]


class Unconfined:
    """A plain child process in a folder of its own: it can do what the grader can."""

    init = None

    def __init__(self, descriptor: int, admit: Callable[[int], None]):
        self.folder = tempfile.mkdtemp(prefix="submission-")
        try:
            command, own = python(str(INSIDE), descriptor), interpreter.environment(self.folder)
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
        found = bubblewrap.find(mounts)
        made = bubblewrap.confinement(found, limits, [*mounts, "--ro-bind", str(INSIDE), INSIDE_AT])
        given_up = {"filter": (seccomp.program() or b"").hex(), "user": None}
        if found.users:
            given_up["user"] = FIRST_INSIDE
        program = interpreter.program()
        command = [*python(INSIDE_AT, descriptor, program), json.dumps(given_up)]
        self.process, self.init = bubblewrap.start(found, made, command, [descriptor], admit)

    def end(self) -> str:
        if self.init is not None:
            child.end_namespace(self.init)
            self.init = None
        return child.wait(self.process)

    def remove(self) -> None:
        """Nothing: all that it had was inside."""
