"""A warm interpreter, from which the process of each submission is forked.

It has imported the scientific packages and nothing else: no student's code, no check, no answer.
It stands behind a bubblewrap wall of its own; each fork goes into namespaces of its own there, see
`inside/nest.py`. One is kept per process of the grader and set of handed-out files.
"""

import json
import os
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing.util import Finalize

from autograder import child, seccomp
from autograder.bubblewrap import below_writable, confinement, find_bubblewrap
from autograder.channel import Channel, Gone
from autograder.cold import INSIDE, python
from autograder.limits import Limits

CREDENTIALS = struct.Struct("3i")  # the kernel's struct ucred: process, user, group

_parents: dict[tuple[int, tuple[str, ...]], "Parent | None"] = {}
_lock = threading.Lock()


def parent(mounts: tuple[str, ...] = ()) -> "Parent | None":
    """The warm interpreter with these mounts, started if need be; None if none can be had here.

    A process that was forked from this one gets its own.
    """
    key = (os.getpid(), mounts)
    with _lock:
        if key not in _parents or (_parents[key] is not None and _parents[key].over()):
            _parents[key] = start(mounts)
        return _parents[key]


def start(mounts: tuple[str, ...]) -> "Parent | None":
    """A warm interpreter that has forked a process with success, or None and a line that says why.

    Raises SandboxMissing if there is no bubblewrap at all.
    """
    try:
        made = Parent(mounts)
        made.try_out()
    except Gone as error:
        said = "Without a warm sandbox each notebook starts its own Python, which is slower"
        print(f"{said}: {error.reason}", file=sys.stderr)
        return None
    return made


def give_up(parent: "Parent") -> None:
    """End a warm interpreter that does not fork; the next submission gets another one."""
    with _lock:
        for key in [key for key, known in _parents.items() if known is parent]:
            del _parents[key]
    parent.close()


class Parent:
    """One warm interpreter and the way to ask it for forks."""

    def __init__(self, mounts: tuple[str, ...]):
        limits = Limits()
        self._filter = (seccomp.program() or b"").hex()
        self._kept = below_writable(mounts)
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        wall = confinement(
            find_bubblewrap(), limits, [*mounts, "--ro-bind", str(INSIDE), "/inside"], "writable"
        )
        with theirs:
            command = [*wall, "--", *python("/inside", theirs.fileno()), "nest"]
            self._process = child.start(command, [theirs.fileno()], {})
        # Workers of multiprocessing end without atexit, but run these.
        self._at_the_end = Finalize(None, self.close, exitpriority=0)
        self._control.settimeout(limits.start_seconds)
        try:
            word = self._control.recv(16)
        except TimeoutError:
            word = b""
        if word != b"warm":
            raise Gone(f"the warm interpreter did not start. {self.close()}")
        self._control.settimeout(child.PATIENCE)

    def over(self) -> bool:
        """Whether it has ended, so that another one is needed."""
        return self._process.poll() is not None

    def try_out(self) -> None:
        """Fork once and end it. Raises Gone if that cannot be done here."""
        limits = Limits()
        ours, theirs = socket.socketpair()
        with ours, theirs:
            deadline = time.monotonic() + limits.start_seconds
            try:
                fork = self.fork(Channel(ours, limits), theirs, limits, lambda pid: None, deadline)
            except Gone as error:
                raise Gone(f"{error.reason}. {self.close()}") from None
            fork.end()

    def fork(
        self,
        channel: Channel,
        theirs: socket.socket,
        limits: Limits,
        admit: Callable[[int], None],
        deadline: float,
    ) -> "Fork":
        """A process in namespaces of its own that serves `theirs`, started behind the fence.

        Raises Gone if there is none in time.
        """
        request = {
            "filter": self._filter,
            "scratch_size": limits.scratch_size,
            "shared_memory": limits.shared_memory,
            "kept": self._kept,
        }
        # Its first word comes with the number of its process as it is seen from here.
        channel.socket.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        try:
            socket.send_fds(self._control, [json.dumps(request).encode()], [theirs.fileno()])
        except OSError as error:
            raise Gone(f"the warm interpreter has ended ({error.strerror})") from None
        theirs.close()
        space = socket.CMSG_SPACE(CREDENTIALS.size)
        word, credentials, _, _ = channel.receive_once(16, space, deadline)
        if word != b"here" or not credentials:
            raise Gone("no process could be forked")
        channel.socket.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 0)
        pid, _, _ = CREDENTIALS.unpack(credentials[0][2])
        init = os.pidfd_open(pid)
        try:
            admit(pid)
            channel.send_bytes(b"go", deadline)
        except BaseException:
            child.end_namespace(init)
            raise
        return Fork(init)

    def close(self) -> str:
        """End it; returns what it complained of."""
        self._at_the_end.cancel()
        self._control.close()
        return child.wait(self._process) if not self._process.stderr.closed else ""


class Fork:
    """The process of one submission, forked from a warm interpreter."""

    folder = None

    def __init__(self, init: int):
        self.init: int | None = init

    def end(self) -> str:
        if self.init is not None:
            child.end_namespace(self.init)
            self.init = None
        return ""

    def remove(self) -> None:
        """Nothing: all that it had was inside."""
