"""A Dask cluster of real processes, each in a network of its own where root may make them.

There, the folders of the test are hidden from the workers, too, as on other machines.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from autograder import PROJECT

SECONDS = 60  # for a process to start on a busy machine


class Network:
    """Network namespaces on one bridge: a context manager. `members` are their names, in order."""

    def __init__(self, members: int):
        self.hub = f"rnn-{os.getpid()}"
        self.members = [f"{self.hub}-{number}" for number in range(members)]

    def __enter__(self) -> "Network":
        try:
            self._make()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _make(self) -> None:
        ip("netns", "add", self.hub)
        ip("-n", self.hub, "link", "add", "bridge", "type", "bridge")
        ip("-n", self.hub, "addr", "add", "10.0.0.1/24", "dev", "bridge")
        ip("-n", self.hub, "link", "set", "bridge", "up")
        ip("-n", self.hub, "link", "set", "lo", "up")
        for number, name in enumerate(self.members):
            ip("netns", "add", name)
            wire = ("link", "add", f"to{number}", "type", "veth", "peer", "eth0", "netns", name)
            ip("-n", self.hub, *wire)
            ip("-n", self.hub, "link", "set", f"to{number}", "master", "bridge", "up")
            ip("-n", name, "addr", "add", f"{self.address(number)}/24", "dev", "eth0")
            ip("-n", name, "link", "set", "eth0", "up")
            ip("-n", name, "link", "set", "lo", "up")

    def __exit__(self, *_: object) -> None:
        for name in (self.hub, *self.members):
            subprocess.run(["ip", "netns", "del", name], capture_output=True)

    @staticmethod
    def address(number: int) -> str:
        return f"10.0.0.{number + 2}"


class Loopback:
    """The same without namespaces."""

    def __enter__(self) -> "Loopback":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    @staticmethod
    def address(number: int) -> str:
        return "127.0.0.1"


def ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True, capture_output=True)


def network(members: int) -> Network | Loopback:
    """Namespaces if they can be made here."""
    if os.getuid() == 0 and shutil.which("ip"):
        try:
            with Network(members):
                return Network(members)
        except subprocess.CalledProcessError:
            pass
    return Loopback()


class DaskCluster:
    """A scheduler, and workers that are started one by one; a context manager that ends them."""

    def __init__(self, folder: Path, network: Network | Loopback, **settings: str):
        self.folder, self.network, self.settings = folder, network, settings
        self.workers: list[subprocess.Popen] = []
        self._processes: list[subprocess.Popen] = []

    def __enter__(self) -> "DaskCluster":
        self.network.__enter__()
        try:
            self._start_scheduler()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _start_scheduler(self) -> None:
        file = self.folder / "scheduler.json"
        options = ["--host", self.network.address(0), "--port", "0", "--no-dashboard"]
        self.scheduler = self._start(0, ["scheduler", *options, "--scheduler-file", str(file)])
        wait_until(file.exists)
        wait_until(file.read_text)
        self.address = json.loads(file.read_text())["address"]

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.network.__exit__()

    def start_worker(self, *options: str, path: Path = PROJECT) -> subprocess.Popen:
        """A worker that has the project of `path`."""
        number = len(self.workers) + 1
        options = ("--nthreads", "1", "--no-dashboard", "--name", f"worker{number}", *options)
        host = ["--host", self.network.address(number)]
        space = str(self.folder / f"space{number}")
        command = ["worker", self.address, *host, *options, "--local-directory", space]
        self.workers.append(self._start(number, command, path, hide=self.folder))
        return self.workers[-1]

    def _start(
        self, number: int, arguments: list[str], path: Path = PROJECT, hide: Path | None = None
    ) -> subprocess.Popen:
        command = [sys.executable, "-m", "dask", *arguments]
        if isinstance(self.network, Network):
            if hide is not None and hide not in path.parents:
                command = ["sh", "-c", f'mount -t tmpfs none "{hide}" && exec "$@"', "-", *command]
            command = ["ip", "netns", "exec", self.network.members[number], *command]
        with open(self.folder / f"{len(self._processes)}.log", "w", encoding="utf-8") as log:
            process = subprocess.Popen(
                command,
                cwd=path,
                env=os.environ | {"PYTHONPATH": str(path)} | self.settings,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._processes.append(process)
        return process

    def grade(self, *arguments) -> subprocess.Popen:
        """The command line, started where it reaches the scheduler."""
        command = [sys.executable, "-m", "autograder", "grade", *map(str, arguments)]
        command += ["--scheduler", self.address]
        if isinstance(self.network, Network):
            command = ["ip", "netns", "exec", self.network.hub, *command]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, cwd=PROJECT, stdout=pipe, stderr=pipe, text=True)


def wait_until(true, seconds: float = SECONDS) -> None:
    """Wait until something holds; fails if it does not."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, f"not after {seconds} s: {true}"
        time.sleep(0.05)
