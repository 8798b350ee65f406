"""A process inside bubblewrap, and the only channel to it.

The process sees the operating system's programs and the Python environment, read-only, and an
empty scratch folder of its own; no network, no other process, no home folder, no file of this
project but `inside/`. It talks through one inherited socket; a reply is read only after its
announced length has been compared with the limits.
"""

import functools
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from autograder import PROJECT
from autograder.inside import wire
from autograder.limits import Limits

INSIDE = Path(__file__).parent / "inside"
DISTRIBUTION = "rnn_problem_set"
SCRATCH = "/scratch"


class SandboxMissing(Exception):
    """Isolation was asked for and cannot be had; says what to install."""


class Gone(Exception):
    """The process ended, or broke the protocol; `reason` completes "it ..."."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


@functools.cache
def find_bubblewrap() -> str:
    """Path of a bwrap that works here. Raises SandboxMissing if there is none."""
    program = shutil.which("bwrap")
    if program is None:
        raise SandboxMissing(
            "bubblewrap is not installed, and student code runs only inside it. Install it with "
            "your system's package manager (Debian, Ubuntu: apt-get install bubblewrap), or accept "
            "the risk with --sandbox none."
        )
    trial = [program, "--unshare-all", "--ro-bind", "/", "/", "--proc", "/proc", "true"]
    result = subprocess.run(trial, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if result.returncode != 0:
        raise SandboxMissing(
            "bubblewrap is installed but may not create namespaces here "
            f"({result.stderr.strip()[:200]}). Allow unprivileged user namespaces for it, or "
            "accept the risk with --sandbox none."
        )
    return program


def confinement(program: str, limits: Limits, mounts: list[str]) -> list[str]:
    """The bubblewrap command up to the program to run; `mounts` are further bubblewrap options."""
    command = [program, "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL"]
    command += ["--uid", "1000", "--gid", "1000", "--hostname", "sandbox", "--clearenv"]
    for name, value in environment(SCRATCH).items():
        command += ["--setenv", name, value]
    for folder in ("/usr", "/lib", "/lib32", "/lib64", "/libx32", "/bin", "/sbin"):
        if os.path.islink(folder):
            command += ["--symlink", os.readlink(folder), folder]
        elif os.path.isdir(folder):
            command += ["--ro-bind", folder, folder]
    for file in ("/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts", "/etc/localtime"):
        command += ["--ro-bind-try", file, file]
    command += ["--size", str(limits.scratch_size), "--tmpfs", "/tmp"]
    for private in (PROJECT, Path.home()):
        if Path("/usr") in private.parents:
            command += ["--tmpfs", str(private)]
    for prefix in dict.fromkeys([sys.base_prefix, sys.prefix]):
        if prefix != "/usr":
            command += ["--ro-bind", prefix, prefix]
    for trace in traces_of_this_project():
        mask = ["--tmpfs"] if trace.is_dir() else ["--ro-bind", "/dev/null"]
        command += [*mask, str(trace)]
    command += ["--proc", "/proc", "--dev", "/dev"]
    command += ["--size", str(limits.shared_memory), "--tmpfs", "/dev/shm", "--remount-ro", "/dev"]
    command += ["--size", str(limits.scratch_size), "--tmpfs", SCRATCH]
    cache = font_cache()
    command += ["--ro-bind-try", str(cache), f"{SCRATCH}/.matplotlib/{cache.name}"]
    return [*command, *mounts, "--chdir", SCRATCH, "--remount-ro", "/"]


def environment(folder: str) -> dict[str, str]:
    """Environment of the confined process; nothing of the grader's own comes along."""
    threads = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    # OPENBLAS_CORETYPE is a property of the processor: without it some builds fail to start.
    processor = {n: os.environ[n] for n in ("OPENBLAS_CORETYPE",) if n in os.environ}
    return {
        "PATH": f"{sys.prefix}/bin:/usr/bin:/bin",
        "HOME": folder,
        "TMPDIR": folder,
        "LANG": "C.UTF-8",
        "IPYTHONDIR": f"{folder}/.ipython",
        "MPLCONFIGDIR": f"{folder}/.matplotlib",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        **dict.fromkeys(threads, "1"),
        **processor,
    }


def traces_of_this_project() -> list[Path]:
    """Where the Python environment holds our packages, or says where they are."""
    names = ("autograder", "reference", f"*{DISTRIBUTION}*")
    folders = {Path(sysconfig.get_path(kind)) for kind in ("purelib", "platlib")}
    return sorted(trace for folder in folders for name in names for trace in folder.glob(name))


@functools.cache
def font_cache() -> Path:
    """matplotlib's list of fonts, which costs seconds to make and is the same for everybody."""
    import matplotlib
    from matplotlib import font_manager

    version = font_manager.FontManager.__version__
    return Path(matplotlib.get_cachedir(), f"fontlist-v{version}.json")


class Process:
    """One confined process that runs `inside/`; a context manager that leaves nothing behind.

    kind : "bubblewrap", or "none" for a plain child process without any isolation.
    """

    def __init__(self, limits: Limits, kind: str = "bubblewrap", mounts: tuple[str, ...] = ()):
        self.limits, self.kind = limits, kind
        self._requests = 0
        self._folder = None
        self._init: int | None = None
        self._socket, theirs = socket.socketpair()
        with theirs:
            self._start(theirs.fileno(), list(mounts))
        try:
            hello = {"limits": asdict(limits), "folder": self._folder or SCRATCH}
            self._send(hello, [])
            self._receive(time.monotonic() + limits.start_seconds)
        except Gone as error:
            said = self.close()
            raise SandboxMissing(f"the sandbox did not start: {error.reason}. {said}") from None

    def _start(self, descriptor: int, mounts: list[str]) -> None:
        run = [sys.executable, "-I", "/inside" if self.kind == "bubblewrap" else str(INSIDE)]
        run.append(str(descriptor))
        options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
        if self.kind == "none":
            self._folder = tempfile.mkdtemp(prefix="submission-")
            self._child = subprocess.Popen(
                run,
                pass_fds=[descriptor],
                env=environment(self._folder),
                cwd=self._folder,
                start_new_session=True,
                stderr=subprocess.PIPE,
                **options,
            )
            return
        read_end, write_end = os.pipe()
        wall = confinement(
            find_bubblewrap(), self.limits, [*mounts, "--ro-bind", str(INSIDE), "/inside"]
        )
        wall += ["--info-fd", str(write_end), "--"]
        self._child = subprocess.Popen(
            wall + run, pass_fds=[descriptor, write_end], stderr=subprocess.PIPE, **options
        )
        os.close(write_end)
        with os.fdopen(read_end) as information:
            text = information.read()
        if text:
            self._init = json.loads(text)["child-pid"]

    def ask(self, request: dict, blocks: list[bytes], seconds: float) -> tuple[dict, bytes]:
        """One request and its reply, at most `seconds` later. Raises Gone if none comes."""
        self._requests += 1
        deadline = time.monotonic() + seconds
        self._send({"id": self._requests, **request}, blocks, deadline)
        reply, block = self._receive(deadline)
        if reply.get("id") != self._requests:
            raise Gone("sent something else than an answer")
        return reply, block

    def _send(self, document: dict, blocks: list[bytes], deadline: float | None = None) -> None:
        data = memoryview(wire.pack(document, blocks))
        self._socket.setblocking(False)
        while data:
            if deadline is not None and time.monotonic() > deadline:
                raise Gone("took too long and was stopped")
            select.select([], [self._socket], [], 0.5)
            try:
                data = data[self._socket.send(data) :]
            except BlockingIOError:
                continue
            except OSError:
                raise Gone(self._how_it_ended()) from None

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
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self._socket], [], [], left)[0]:
                raise Gone("took too long and was stopped")
            try:
                part = self._socket.recv(min(size - len(data), 1 << 20))
            except BlockingIOError:
                continue
            except OSError:
                part = b""
            if not part:
                raise Gone(self._how_it_ended())
            data += part
        return bytes(data)

    def _how_it_ended(self) -> str:
        return "ended the Python process"

    def close(self) -> str:
        """End everything inside, wait until it has gone, and return what it said on stderr."""
        if self._child is None:
            return ""
        try:
            if self._init is not None:
                # The end of a namespace's first process ends all others before it is reaped.
                os.kill(self._init, signal.SIGKILL)
            elif self.kind == "none":
                os.killpg(self._child.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self._socket.close()
        try:
            self._child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()
        os.set_blocking(self._child.stderr.fileno(), False)
        said = (self._child.stderr.read(2000) or b"").decode(errors="replace").strip()
        self._child.stderr.close()
        self._child = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
        return said

    def __enter__(self) -> "Process":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
