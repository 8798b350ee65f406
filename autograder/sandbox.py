"""A confined process, and the only channel to it.

It runs `inside/` behind bubblewrap and under a fence, and talks through one inherited socket; a
reply is read only after its announced length has been compared with the limits.
"""

import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from autograder import fence, seccomp
from autograder.bubblewrap import (
    SCRATCH,
    SandboxMissing,
    confinement,
    environment,
    find_bubblewrap,
)
from autograder.inside import wire
from autograder.limits import Limits
from autograder.unprivileged import Account

__all__ = ["Gone", "Process", "SandboxMissing", "confinement", "find_bubblewrap"]

INSIDE = Path(__file__).parent / "inside"
PATIENCE = 10.0  # seconds for the kernel to end what was killed


class Gone(Exception):
    """The process ended, or broke the protocol; `reason` completes "it ..."."""

    def __init__(self, reason: str, timed: bool = False):
        super().__init__(reason)
        self.reason, self.timed = reason, timed


class Process:
    """One confined process that runs `inside/`; a context manager that leaves nothing behind.

    kind : "bubblewrap"; "unprivileged" for a user of its own where there are no namespaces; or
        "none" for a plain child process without any isolation.
    """

    def __init__(self, limits: Limits, kind: str = "bubblewrap", mounts: tuple[str, ...] = ()):
        self.limits, self.kind = limits, kind
        self._requests = 0
        self._folder: str | None = None
        self._init: int | None = None  # a file descriptor of the namespace's first process
        self._child: subprocess.Popen | None = None
        self._account: Account | None = None
        self._fence = fence.make(limits, confined=kind == "bubblewrap")
        self._socket, theirs = socket.socketpair()
        self._socket.setblocking(False)
        try:
            with theirs:
                self._start(theirs.fileno(), list(mounts))
            hello = {"limits": asdict(limits), "folder": self._folder or SCRATCH}
            deadline = time.monotonic() + limits.start_seconds
            self._send(hello, [], deadline)
            self._receive(deadline)
        except Gone as error:
            said = self.close()
            raise SandboxMissing(f"the sandbox did not start: {error.reason}. {said}") from None
        except BaseException:
            self.close()
            raise

    def _start(self, descriptor: int, mounts: list[str]) -> None:
        if self.kind == "unprivileged":
            self._account = Account(self.limits)
            self._folder = self._account.folder
            self._child = self._account.start(INSIDE, descriptor, self._fence.admit)
            return
        # -s and -P leave the user's packages and the current folder out of the import path.
        run = [sys.executable, "-sP", "/inside" if self.kind == "bubblewrap" else str(INSIDE)]
        run.append(str(descriptor))
        options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
        options["stderr"] = subprocess.PIPE
        if self.kind == "none":
            self._folder = tempfile.mkdtemp(prefix="submission-")
            self._child = subprocess.Popen(
                run,
                pass_fds=[descriptor],
                env=environment(self._folder),
                cwd=self._folder,
                start_new_session=True,
                **options,
            )
            self._fence.admit(self._child.pid)
            return
        self._start_confined(run, descriptor, mounts, options)

    def _start_confined(self, run: list[str], descriptor: int, mounts: list[str], options) -> None:
        """Start bubblewrap, and let it go on only when its first process is behind the fence."""
        wall = confinement(
            find_bubblewrap(), self.limits, [*mounts, "--ro-bind", str(INSIDE), "/inside"]
        )
        information, write_end = os.pipe()
        gate_read, gate = os.pipe()
        theirs = [descriptor, write_end, gate_read]
        wall += ["--info-fd", str(write_end), "--block-fd", str(gate_read)]
        if (filter_ := seccomp.descriptor()) is not None:
            theirs.append(filter_)
            wall += ["--seccomp", str(filter_)]
        # Inside, the first process's command and environment can be read; so they say nothing.
        program, *options_of_wall = wall
        arguments = os.memfd_create("arguments", 0)
        theirs.append(arguments)
        try:
            os.write(arguments, b"".join(os.fsencode(option) + b"\0" for option in options_of_wall))
            os.lseek(arguments, 0, os.SEEK_SET)
            command = [program, "--args", str(arguments), "--", *run]
            self._child = subprocess.Popen(command, pass_fds=theirs, env={}, **options)
        finally:
            for end in theirs[1:]:
                os.close(end)
        with os.fdopen(information) as told, os.fdopen(gate, "wb", buffering=0) as opened:
            text = told.read()
            if text:
                first = json.loads(text)["child-pid"]
                self._init = os.pidfd_open(first)
                self._fence.admit(first)
            with suppress(BrokenPipeError):  # it has ended already; stderr says why
                opened.write(b"go")

    def ask(self, request: dict, blocks: list[bytes], seconds: float) -> tuple[dict, bytes]:
        """One request and its reply, at most `seconds` later. Raises Gone if none comes.

        After a Gone there is nothing to be had from this process any more: close it.
        """
        self._requests += 1
        deadline = time.monotonic() + seconds
        self._send({"id": self._requests, **request}, blocks, deadline)
        reply, block = self._receive(deadline)
        if reply.get("id") != self._requests:
            raise Gone("sent something else than an answer")
        return reply, block

    def reached(self) -> list[str]:
        """Which bounds of the whole tree were reached since the last call; each completes "it"."""
        return self._fence.reached()

    def _send(self, document: dict, blocks: list[bytes], deadline: float) -> None:
        data = memoryview(wire.pack(document, blocks))
        while data:
            self._wait(select.POLLOUT, deadline)
            try:
                data = data[self._socket.send(data) :]
            except BlockingIOError:
                continue
            except OSError:
                raise self._ended() from None

    def _wait(self, event: int, deadline: float) -> None:
        poll = select.poll()
        poll.register(self._socket, event)
        left = deadline - time.monotonic()
        if left <= 0 or not poll.poll(1000 * left):
            raise Gone("took too long and was stopped", timed=True)

    def _receive(self, deadline: float) -> tuple[dict, bytes]:
        text_size, block_size = wire.HEADER.unpack(self._exactly(wire.HEADER.size, deadline))
        if text_size > self.limits.reply_json or block_size > self.limits.reply_data:
            raise Gone("sent more than an answer may hold")
        text = self._exactly(text_size, deadline)
        block = self._exactly(block_size, deadline)
        try:
            document = json.loads(text)
        except (ValueError, RecursionError):
            raise Gone("sent something that is not an answer") from None
        if not isinstance(document, dict):
            raise Gone("sent something that is not an answer")
        return document, block

    def _exactly(self, size: int, deadline: float) -> bytes:
        data = bytearray()
        while len(data) < size:
            self._wait(select.POLLIN, deadline)
            try:
                part = self._socket.recv(min(size - len(data), 1 << 20))
            except BlockingIOError:
                continue
            except OSError:
                part = b""
            if not part:
                raise self._ended()
            data += part
        return bytes(data)

    def _ended(self) -> Gone:
        reached = self.reached()
        return Gone(f"{reached[0]} and was stopped" if reached else "ended the Python process")

    def close(self) -> str:
        """End everything inside, wait until it has gone, and return what it said on stderr."""
        said = ""
        if self._child is not None:
            self._end_child()
            os.set_blocking(self._child.stderr.fileno(), False)
            said = (self._child.stderr.read(2000) or b"").decode(errors="replace").strip()
            self._child.stderr.close()
            self._child = None
        self._socket.close()
        self._fence.close()
        if self._account is not None:
            self._account.close()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None
        return said

    def _end_child(self) -> None:
        """End the child and all below it. What has ended already is no matter."""
        with suppress(ProcessLookupError):
            if self.kind != "bubblewrap":
                os.killpg(self._child.pid, signal.SIGKILL)
            elif self._init is not None:
                # The end of a namespace's first process is the end of all others, before its own.
                signal.pidfd_send_signal(self._init, signal.SIGKILL)
        if self._init is not None:
            over = select.poll()
            over.register(self._init, select.POLLIN)
            over.poll(1000 * PATIENCE)
            os.close(self._init)
            self._init = None
        try:
            self._child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()

    def __enter__(self) -> "Process":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
