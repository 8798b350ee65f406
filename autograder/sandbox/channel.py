"""The one channel to a confined process: whole frames, bounded before they are read."""

import json
import select
import socket
import time

from autograder.sandbox.inside import wire
from autograder.sandbox.limits import Limits


class Gone(Exception):
    """The process ended, or broke the protocol; `reason` completes "it ..."."""

    def __init__(self, reason: str, timed: bool = False):
        super().__init__(reason)
        self.reason, self.timed = reason, timed


class Ended(Gone):
    """There is nobody at the other end any more."""

    def __init__(self):
        super().__init__("ended the Python process")


class Channel:
    """Our end of a connected socket. Deadlines are times of `time.monotonic`."""

    def __init__(self, connected: socket.socket, limits: Limits):
        self.socket, self.limits = connected, limits
        self.socket.setblocking(False)

    def send(self, document: dict, blocks: list[bytes], deadline: float) -> None:
        """One frame. Raises Gone if it is not taken in time."""
        self.send_bytes(wire.pack(document, blocks), deadline)

    def send_bytes(self, content: bytes, deadline: float) -> None:
        data = memoryview(content)
        while data:
            self._wait(select.POLLOUT, deadline)
            try:
                data = data[self.socket.send(data) :]
            except BlockingIOError:
                continue
            except OSError:
                raise Ended() from None

    def receive(self, deadline: float) -> tuple[dict, bytes]:
        """The document and the block of one frame. Raises Gone if none comes, or another thing."""
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

    def receive_once(self, size: int, ancillary: int, deadline: float):
        """What `socket.recvmsg` returns, for at most `size` bytes. Raises Gone if none come."""
        self._wait(select.POLLIN, deadline)
        try:
            return self.socket.recvmsg(size, ancillary)
        except OSError:
            raise Ended() from None

    def _exactly(self, size: int, deadline: float) -> bytes:
        data = bytearray()
        while len(data) < size:
            self._wait(select.POLLIN, deadline)
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

    def _wait(self, event: int, deadline: float) -> None:
        poll = select.poll()
        poll.register(self.socket, event)
        left = deadline - time.monotonic()
        if left <= 0 or not poll.poll(1000 * left):
            raise Gone("took too long and was stopped", timed=True)

    def close(self) -> None:
        self.socket.close()
