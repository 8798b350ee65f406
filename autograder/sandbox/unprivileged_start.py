"""Become an unprivileged user, give up every way back, and run a program.

Started as root by `unprivileged.py`, with all settings as JSON in one argument. It stays behind
as the parent of whatever the program leaves, so that the fence around it sees all of them.
"""

import json
import os
import resource
import signal
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))

from inside import kernel


def main() -> None:
    settings = json.loads(sys.argv[1])
    os.read(settings["gate"], 1)
    os.close(settings["gate"])
    # A network and shared memory of its own, where root may make them; the filters do the rest.
    alone = try_to_unshare(kernel.NEW_NETWORK)
    try_to_unshare(kernel.NEW_IPC)
    kernel.prctl(kernel.ADOPT_ORPHANS, 1)
    child = os.fork()
    if child == 0:
        become(settings, alone)
        os.execv(settings["run"][0], settings["run"])
    os.closerange(3, 1 << 16)
    while True:
        ended, status = os.wait()
        if ended == child:
            os._exit(os.waitstatus_to_exitcode(status) & 255)


def try_to_unshare(namespace: int) -> bool:
    try:
        kernel.unshare(namespace)
    except OSError:
        return False
    return True


def become(settings: dict, alone: bool) -> None:
    """Drop every right that the program must not have. Ends the process if one cannot be."""
    user = settings["user"]
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    kernel.prctl(kernel.DIE_WITH_PARENT, signal.SIGKILL)
    kernel.prctl(kernel.NO_NEW_PRIVILEGES, 1)
    os.umask(0o077)
    bound = settings["processes"]
    resource.setrlimit(resource.RLIMIT_NPROC, (bound, bound))
    for path in settings["secrets"]:
        if os.access(path, os.R_OK) or os.access(path, os.X_OK):
            sys.exit(f"{path} can be read by everybody: chmod 0700 it, or a folder above it")
    if settings["filter"]:
        kernel.install_filter(bytes.fromhex(settings["filter"]))
    elif not alone:
        sys.exit("the network cannot be blocked here")


if __name__ == "__main__":
    main()
