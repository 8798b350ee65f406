"""The one channel to a confined process: whole frames, bounded before they are read."""

import json
import select
import socket

from autograder.sandbox.allowance import TICK, Until
from autograder.sandbox.inside import wire
from autograder.sandbox.limits import Limits


class Gone(Exception):
    """The process ended, or broke the protocol; `reason` completes "it ...".

    timed : whether that was because of the time
    proven : whether the process itself is to blame: it broke the protocol, or it reached a limit of
        its own. Else something outside may have ended it, or kept it from its work.
    """

    def __init__(self, reason: str, timed: bool = False, proven: bool = True):
        super().__init__(reason)
        self.reason, self.timed, self.proven = reason, timed, proven


class Ended(Gone):
    """There is nobody at the other end any more."""

    def __init__(self):
        super().__init__("ended the Python process", proven=False)


class Starved(Gone):
    """This machine, and no limit of the submission's, had no more memory for it."""

    def __init__(self):
        super().__init__("was ended because this machine had no more memory", proven=False)


class Channel:
    """Our end of a connected socket."""

    def __init__(self, connected: socket.socket, limits: Limits):
        self.socket, self.limits = connected, limits
        self.socket.setblocking(False)

    def send(self, document: dict, blocks: list[bytes], until: Until) -> None:
        """One frame. Raises Gone if it is not taken in time."""
        self.send_bytes(wire.pack(document, blocks), until)

    def send_bytes(self, content: bytes, until: Until) -> None:
        data = memoryview(content)
        while data:
            self._wait(select.POLLOUT, until)
            try:
                data = data[self.socket.send(data) :]
            except BlockingIOError:
                continue
            except OSError:
                raise Ended() from None

    def receive(self, until: Until) -> tuple[dict, bytes]:
        """The document and the block of one frame. Raises Gone if none comes, or another thing."""
        text_size, block_size = wire.HEADER.unpack(self._exactly(wire.HEADER.size, until))
        if text_size > self.limits.reply_json or block_size > self.limits.reply_data:
            raise Gone("sent more than an answer may hold")
        text = self._exactly(text_size, until)
        block = self._exactly(block_size, until)
        try:
            document = json.loads(text)
        except (ValueError, RecursionError):
            raise Gone("sent something that is not an answer") from None
        if not isinstance(document, dict):
            raise Gone("sent something that is not an answer")
        return document, block

    def receive_once(self, size: int, ancillary: int, until: Until):
        """What `socket.recvmsg` returns, for at most `size` bytes. Raises Gone if none come."""
        self._wait(select.POLLIN, until)
        try:
            return self.socket.recvmsg(size, ancillary)
        except OSError:
            raise Ended() from None

    def _exactly(self, size: int, until: Until) -> bytes:
        data = bytearray()
        while len(data) < size:
            self._wait(select.POLLIN, until)
            try:
                part = self.socket.recv(min(size - len(data), 1 << 20))
            except BlockingIOError:
                continue
            except OSError:
                part = b""
            if not part:
                raise Ended()
            data += part
        return bytes(data)

    def _wait(self, event: int, until: Until) -> None:
        """Wait for the other end. What has come is taken, however late we look."""
        poll = select.poll()
        poll.register(self.socket, event)
        ready = poll.poll(0)
        while not ready:
            if until.over():
                raise Gone("took too long and was stopped", timed=True)
            ready = poll.poll(1000 * TICK)

    def close(self) -> None:
        self.socket.close()
