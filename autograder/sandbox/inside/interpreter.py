"""An interpreter of another language as our child: asked over two named pipes, heard out, bounded.

What it prints is read all the while, so that it never waits for us, and only a bounded part of it
is kept. How long a request may take is not decided here: the grader ends all of us.
"""

import os
import select
import subprocess

from . import typed

PIECE = 1 << 20


class Ended(Exception):
    """The interpreter has ended, or broke the protocol."""


class Interpreter:
    """A started interpreter.

    command : what to run; it finds the names of its pipes in DESK_REQUESTS and DESK_REPLIES
    hear : called with "stdout" or "stderr" and each piece of text
    """

    def __init__(self, command, environment, folder, hear):
        self.hear = hear
        requests, replies = (os.path.join(folder, name) for name in (".requests", ".replies"))
        for name in (requests, replies):
            os.mkfifo(name)
        self.replies = os.open(replies, os.O_RDONLY | os.O_NONBLOCK)
        self.process = subprocess.Popen(
            command,
            env={**environment, "DESK_REQUESTS": requests, "DESK_REPLIES": replies},
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.requests = os.open(requests, os.O_RDWR)  # for reading, too: so it does not wait
        os.set_blocking(self.requests, False)
        self.streams = {self.process.stdout.fileno(): "stdout"}
        self.streams[self.process.stderr.fileno()] = "stderr"
        for stream in self.streams:
            os.set_blocking(stream, False)
        self.buffer = bytearray()
        self.reply()

    def ask(self, request):
        """Send a request and return the reply. Raises Ended."""
        left = memoryview(typed.encode(request))
        while left:
            ready = self.wait(self.requests)
            if ready & select.POLLOUT:
                left = left[os.write(self.requests, left[:PIECE]) :]
        return self.reply()

    def reply(self):
        """The next value that it sends. Raises Ended."""
        try:
            value = typed.decode(self.take)
        except typed.Broken:
            raise Ended from None
        self.listen()
        return value

    def take(self, size):
        while len(self.buffer) < size:
            self.wait()
        taken = bytes(self.buffer[:size])
        del self.buffer[:size]
        return taken

    def wait(self, writable=None):
        """Wait until something happens and read it; returns what `writable` is ready for."""
        poll = select.poll()
        poll.register(self.replies, select.POLLIN)
        for stream in self.streams:
            poll.register(stream, select.POLLIN)
        if writable is not None:
            poll.register(writable, select.POLLOUT)
        ready = dict(poll.poll())
        self.listen()
        if self.replies in ready:
            part = os.read(self.replies, PIECE) if ready[self.replies] & select.POLLIN else b""
            if not part:
                raise Ended
            self.buffer += part
        return ready.get(writable, 0)

    def listen(self):
        """Hear what it has printed so far."""
        for stream in [*self.streams]:
            while True:
                try:
                    part = os.read(stream, PIECE)
                except BlockingIOError:
                    break
                if not part:
                    del self.streams[stream]
                    break
                self.hear(self.streams[stream], part.decode("utf-8", "replace"))
