"""What every way to start a confined process has in common: it can be ended, and tidied up."""

import os
import select
import signal
import subprocess
from contextlib import suppress
from typing import Protocol

PATIENCE = 10.0  # seconds for the kernel to end what was killed


class Child(Protocol):
    """A started process.

    folder : of its own on the host, or None if its only folders are inside
    init : file descriptor of the first process of its namespace, or None if it has none
    """

    folder: str | None
    init: int | None

    def end(self) -> str:
        """End it and all below it, wait until they are gone, and return what it complained of."""

    def remove(self) -> None:
        """Remove what it has left on the host, after its end."""


def start(command: list[str], descriptors: list[int], environment: dict[str, str], **options):
    """A quiet process that inherits these descriptors, and whose complaints `wait` returns."""
    return subprocess.Popen(
        command,
        pass_fds=descriptors,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        **options,
    )


def kill(process: int) -> None:
    """End a process of which only the number is known, if it is there and can be seen (not 0)."""
    if process > 0:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


def end_namespace(init: int) -> None:
    """End the first process of a namespace, and with it all others, and close its descriptor.

    The others end before it does, so that nothing is left when it is gone.
    """
    with suppress(ProcessLookupError):
        signal.pidfd_send_signal(init, signal.SIGKILL)
    over = select.poll()
    over.register(init, select.POLLIN)
    over.poll(1000 * PATIENCE)
    os.close(init)


def wait(process: subprocess.Popen, patience: float = PATIENCE) -> str:
    """Wait for a process that was ended, and return what it said on its standard error.

    patience : seconds after which it is killed
    """
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    os.set_blocking(process.stderr.fileno(), False)
    said = (process.stderr.read(2000) or b"").decode(errors="replace").strip()
    process.stderr.close()
    return said


def end_group(process: subprocess.Popen) -> str:
    """End the group that a process leads, wait for it, and return what it complained of."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    return wait(process)
