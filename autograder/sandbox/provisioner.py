"""The sandbox for any Jupyter tool: the kernel `rnn-sandbox` runs inside bubblewrap.

A Jupyter kernel provisioner, registered as an entry point and named in the kernelspec. The
sandbox has no network, so the kernel's channels are unix sockets in a private folder, the only
host folder that it may write to. The grader itself does not talk to student code through Jupyter's
protocol (see SECURITY.md for why); it starts the same sandbox with a narrower channel.
"""

import functools
import os
import shutil
import tempfile
from dataclasses import asdict
from typing import Any

from jupyter_client.provisioning import LocalProvisioner

from autograder.sandbox import interpreter
from autograder.sandbox.bubblewrap import Bubblewrap, confinement, find_bubblewrap
from autograder.sandbox.inside import bounds
from autograder.sandbox.limits import Limits


class BubblewrapProvisioner(LocalProvisioner):
    """Starts a kernel inside the sandbox. Raises SandboxMissing where there is no bubblewrap."""

    limits = Limits()
    folder: str | None = None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        program = find_bubblewrap()
        manager = self.parent
        if self.folder is None:
            self.folder = tempfile.mkdtemp(prefix="kernel-")
            manager.transport = "ipc"
            manager.ip = f"{self.folder}/channel"
        kwargs = await super().pre_launch(**kwargs)
        connection = manager.connection_file
        mounts = ["--bind", self.folder, self.folder, "--ro-bind", connection, connection]
        kernel = [interpreter.program(), "-I", "-m", "ipykernel_launcher", "-f", connection]
        wall = confinement(Bubblewrap(program, None), self.limits, mounts, "read-only")
        kwargs["cmd"] = [program, *wall, "--", *kernel]
        kwargs["preexec_fn"] = functools.partial(bounds.apply, asdict(self.limits))
        kwargs["env"] = {"PATH": os.defpath}  # inside, the first process's environment can be read
        return kwargs

    async def cleanup(self, restart: bool = False) -> None:
        await super().cleanup(restart)
        if not restart and self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder = None
