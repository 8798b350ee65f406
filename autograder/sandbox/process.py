"""A confined process for one submission, and how to ask it.

It runs `inside/` behind bubblewrap and under a fence. It is forked from a warm interpreter where
there can be one (`warm`), and started anew otherwise (`cold`): the wall around it, and what it
answers, are the same.
"""

import socket
from dataclasses import asdict

from autograder.sandbox import cold, fence, unprivileged, warm
from autograder.sandbox.allowance import Allowance, Deadline, Until
from autograder.sandbox.bubblewrap import SandboxMissing, find_bubblewrap
from autograder.sandbox.channel import Channel, Ended, Gone, Starved
from autograder.sandbox.child import Child
from autograder.sandbox.file_tree import SCRATCH
from autograder.sandbox.limits import Limits

__all__ = ["Gone", "Process", "Starved", "SandboxMissing", "find_bubblewrap", "isolation"]

CONFINED = ("bubblewrap", "cold")
ORPHANED = 0.1  # seconds: a fork may be gone that much before the warm interpreter it went with


def isolation(kind: str) -> str:
    """What reports say of a kind of sandbox: cold or warm, the wall is bubblewrap's."""
    return "bubblewrap" if kind in CONFINED else kind


class Process:
    """One confined process that runs `inside/`; a context manager that leaves nothing behind.

    kind : "bubblewrap"; "cold" for the same without a warm interpreter; "unprivileged" for a user
        of its own where there are no namespaces; "none" for a plain child without any isolation
    used : seconds that all answers have taken, of processors or idle
    language : what the submission is written in, one of `inside/foreign_desk.py` or Python
    """

    def __init__(
        self,
        limits: Limits,
        kind: str = "bubblewrap",
        mounts: tuple[str, ...] = (),
        language: str = "python",
    ):
        self.limits, self.kind = limits, kind
        self._requests, self.used = 0, 0.0
        self.child: Child | None = None
        shared = unprivileged.SHARED_FOLDERS if kind == "unprivileged" else ()
        self.fence = fence.make(limits, kind in CONFINED, shared)
        self.channel: Channel | None = None
        until = Deadline(limits.start_seconds)
        try:
            self.child = self._start(mounts, until)
            hello = {"limits": asdict(limits), "folder": self.child.folder or SCRATCH}
            hello["language"] = language
            self.channel.send(hello, [], until)
            self.channel.receive(until)
        except Gone as error:
            said = self.close()
            raise SandboxMissing(f"the sandbox did not start: {error.reason}. {said}") from None
        except BaseException:
            self.close()
            raise

    def _start(self, mounts: tuple[str, ...], until: Until) -> Child:
        admit = self.fence.admit
        if self.kind == "bubblewrap" and (parent := warm.parent(mounts)) is not None:
            try:
                with self._new_channel() as theirs:
                    return parent.fork(self.channel, theirs, self.limits, admit, until)
            except Gone as error:
                warm.give_up(parent, error.reason)
        with self._new_channel() as theirs:
            if self.kind == "unprivileged":
                return unprivileged.Account(self.limits).start(theirs.fileno(), admit)
            if self.kind == "none":
                return cold.Unconfined(theirs.fileno(), admit)
            return cold.Confined(theirs.fileno(), self.limits, mounts, admit)

    def _new_channel(self) -> socket.socket:
        """The other end of a new channel to the process."""
        if self.channel is not None:
            self.channel.close()
        ours, theirs = socket.socketpair()
        self.channel = Channel(ours, self.limits)
        return theirs

    def ask(self, request: dict, blocks: list[bytes], seconds: float) -> tuple[dict, bytes]:
        """One request and its reply. Raises Gone if none comes.

        seconds : that it may use for it, of processors or idle (see `allowance`)

        After a Gone there is nothing to be had from this process any more: close it.
        """
        self._requests += 1
        allowance = Allowance(seconds, self.fence)
        try:
            self.channel.send({"id": self._requests, **request}, blocks, allowance)
            reply, block = self.channel.receive(allowance)
        except Ended:
            if isinstance(self.child, warm.Fork) and self.child.parent.over(ORPHANED):
                raise SandboxMissing("the warm interpreter was ended from outside") from None
            if reached := self.reached():
                raise Gone(f"{reached[0]} and was stopped") from None
            raise Starved() if self.fence.starved() else Ended() from None
        except Gone as error:
            if error.timed:
                error.proven = allowance.was_busy()
            raise
        finally:
            self.used += allowance.close()
        if reply.get("id") != self._requests:
            raise Gone("sent something else than an answer")
        return reply, block

    def reached(self) -> list[str]:
        """Which bounds of the whole tree were reached since the last call; each completes "it"."""
        return self.fence.reached()

    def close(self) -> str:
        """End everything inside, wait until it has gone, and return what it said on stderr."""
        said = "" if self.child is None else self.child.end()
        if self.channel is not None:
            self.channel.close()
        self.fence.close()
        if self.child is not None:
            self.child.remove()
            self.child = None
        return said

    def __enter__(self) -> "Process":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
