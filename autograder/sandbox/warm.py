"""A warm interpreter, from which the process of each submission is forked.

It has imported the scientific packages and nothing else: no student's code, no check, no answer.
It stands behind a bubblewrap wall of its own; each fork goes into namespaces of its own there, see
`inside/nest.py`. The workers of a grader share one.
"""

import json
import os
import select
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.util import Finalize

from autograder.sandbox import bubblewrap, child, interpreter, seccomp
from autograder.sandbox.allowance import Until
from autograder.sandbox.bubblewrap import SandboxMissing
from autograder.sandbox.channel import Channel, Gone
from autograder.sandbox.cold import python
from autograder.sandbox.file_tree import INSIDE, INSIDE_AT, below_writable
from autograder.sandbox.limits import Limits

CREDENTIALS = struct.Struct("3i")  # the kernel's struct ucred: process, user, group

Mounts = tuple[str, ...]  # options of bubblewrap

SOON = 0.2  # seconds for a warm interpreter to end by itself
WITHOUT = "Without a warm sandbox each notebook starts its own Python, which is slower"

_parents: dict[tuple[int, Mounts], "Parent | None"] = {}
_lock = threading.Lock()


def parent(mounts: Mounts = ()) -> "Parent | None":
    """The warm interpreter with these mounts, started if need be; None if none can be had here.

    A process that was forked from this one gets its own, if it is not given this one.
    Raises SandboxMissing if there is no bubblewrap at all.
    """
    key = (os.getpid(), mounts)
    with _lock:
        if key not in _parents or (_parents[key] is not None and _parents[key].over()):
            _parents[key] = start(mounts)
        return _parents[key]


def share(mounts: Mounts = ()) -> tuple[Mounts, socket.socket] | None:
    """The warm interpreter with these mounts, for other processes of this grader to `adopt`."""
    found = parent(mounts)
    return None if found is None else (mounts, found.control)


def head_start(mounts: Mounts) -> None:
    """Start one before it is asked for; that there can be none is told who asks for it."""
    with suppress(SandboxMissing):
        parent(mounts)


def adopt(shared: tuple[Mounts, socket.socket] | None) -> None:
    """Use the warm interpreter of another process; one of our own is started when it has ended."""
    if shared is not None:
        mounts, control = shared
        _parents[os.getpid(), mounts] = Parent(mounts, control)


def give_up(parent: "Parent", why: str) -> None:
    """No more forks of one that failed. Another one is started, if this one had worked before."""
    with _lock:
        for key in [key for key, known in _parents.items() if known is parent]:
            if parent.works:
                del _parents[key]
            else:
                _parents[key] = None
    said = parent.close()
    if not parent.works:
        print(f"{WITHOUT}: {why}. {said}", file=sys.stderr)


def start(mounts: Mounts) -> "Parent":
    """A warm interpreter, not yet warm. Raises SandboxMissing if there is no bubblewrap at all."""
    found = bubblewrap.find(mounts)
    inside = [*mounts, "--ro-bind", str(INSIDE), INSIDE_AT]
    made = bubblewrap.confinement(found, Limits(), inside, "writable")
    control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        users = str(len(found.users) if found.users else 0)
        command = [*python(INSIDE_AT, theirs.fileno(), interpreter.program()), "nest", users]
        process, init = bubblewrap.start(found, made, command, [theirs.fileno()])
    if init is not None:
        os.close(init)
    return Parent(mounts, control, process)


class Parent:
    """One warm interpreter and the way to ask it for forks.

    control : requests for forks are sent there, by all processes that share it
    process : of whoever has started it, and ends it
    works : whether it has forked
    """

    def __init__(
        self, mounts: Mounts, control: socket.socket, process: subprocess.Popen | None = None
    ):
        self.control, self.process, self.works = control, process, False
        self.control.settimeout(child.PATIENCE)
        self._filter = (seccomp.program() or b"").hex()
        self._kept = below_writable(mounts)
        # Workers of multiprocessing end without atexit, but run these.
        self._at_the_end = Finalize(None, self.close, exitpriority=0)

    def over(self, patience: float = 0.0) -> bool:
        """Whether it has ended, or does so in these seconds, so that another one is needed."""
        end = select.poll()
        end.register(self.control, select.POLLIN)  # it never says a word
        return bool(end.poll(1000 * patience))

    def fork(
        self,
        channel: Channel,
        theirs: socket.socket,
        limits: Limits,
        admit: Callable[[int], None],
        until: Until,
    ) -> "Fork":
        """A process in namespaces of its own that serves `theirs`, started behind the fence.

        Raises Gone if there is none in time.
        """
        # Its first word comes with the number of its process as it is seen from here.
        channel.socket.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        lifeline = self._ask(theirs, limits)
        try:
            pid, init = first_process(channel, until)
            try:
                admit(pid)
                channel.send_bytes(b"go", until)
            except BaseException:
                child.end_namespace(init)
                raise
        except BaseException:
            lifeline.close()
            raise
        channel.socket.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 0)
        self.works = True
        return Fork(init, lifeline, self)

    def _ask(self, theirs: socket.socket, limits: Limits) -> socket.socket:
        """Ask for a fork that serves `theirs`; returns its lifeline: it ends if that is closed."""
        request = {
            "filter": self._filter,
            "scratch_size": limits.scratch_size,
            "shared_memory": limits.shared_memory,
            "kept": self._kept,
        }
        lifeline, line = socket.socketpair()
        with line:
            try:
                handed = [theirs.fileno(), line.fileno()]
                socket.send_fds(self.control, [json.dumps(request).encode()], handed)
            except OSError as error:
                lifeline.close()
                raise Gone(f"the warm interpreter has ended ({error.strerror})") from None
        theirs.close()
        return lifeline

    def close(self) -> str:
        """Let it go; whoever has started it ends it, and is told what it complained of."""
        self._at_the_end.cancel()
        self.control.close()
        if self.process is None or self.process.stderr.closed:
            return ""
        # One that is still importing would first come to an end with that.
        return child.wait(self.process, SOON)


def first_process(channel: Channel, until: Until) -> tuple[int, int]:
    """Number and descriptor of the process that says it is there. Raises Gone if none does."""
    space = socket.CMSG_SPACE(CREDENTIALS.size)
    word, credentials, _, _ = channel.receive_once(1000, space, until)
    if word != b"here" or not credentials:
        raise Gone(word.decode(errors="replace") or "it ended")
    pid, _, _ = CREDENTIALS.unpack(credentials[0][2])
    return pid, os.pidfd_open(pid)


class Fork:
    """The process of one submission, forked from a warm interpreter."""

    folder = None

    def __init__(self, init: int, lifeline: socket.socket, parent: Parent):
        self.init: int | None = init
        self.lifeline, self.parent = lifeline, parent

    def end(self) -> str:
        if self.init is not None:
            child.end_namespace(self.init)
            self.lifeline.close()
            self.init = None
        return ""

    def remove(self) -> None:
        """Nothing: all that it had was inside."""
