"""Become an unprivileged user, give up every way back, and run a program.

Started as root by `unprivileged.py`, with all settings as JSON in one argument. It stays behind
as the parent of whatever the program leaves, so that the fence around it sees all of them.
"""

import ctypes
import json
import os
import resource
import signal
import sys

NEW_NETWORK, NEW_IPC = 0x40000000, 0x08000000
DIE_WITH_PARENT, NO_NEW_PRIVILEGES, SECCOMP, ADOPT_ORPHANS = 1, 38, 22, 36
FILTER = 2
LIBC = ctypes.CDLL(None, use_errno=True)


class Program(ctypes.Structure):
    """The kernel's struct sock_fprog."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def control(option: int, *values: object) -> None:
    """prctl(2). Raises OSError."""
    if LIBC.prctl(option, *(*values, 0, 0, 0, 0)[:4]) != 0:
        raise OSError(ctypes.get_errno(), f"prctl {option}")


def main() -> None:
    settings = json.loads(sys.argv[1])
    os.read(settings["gate"], 1)
    os.close(settings["gate"])
    # A network and shared memory of its own, where root may make them; the filters do the rest.
    alone = LIBC.unshare(NEW_NETWORK) == 0
    LIBC.unshare(NEW_IPC)
    control(ADOPT_ORPHANS, 1)
    child = os.fork()
    if child == 0:
        become(settings, alone)
        os.execv(settings["run"][0], settings["run"])
    os.closerange(3, 1 << 16)
    while True:
        ended, status = os.wait()
        if ended == child:
            os._exit(os.waitstatus_to_exitcode(status) & 255)


def become(settings: dict, alone: bool) -> None:
    """Drop every right that the program must not have. Ends the process if one cannot be."""
    user = settings["user"]
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    control(DIE_WITH_PARENT, signal.SIGKILL)
    control(NO_NEW_PRIVILEGES, 1)
    os.umask(0o077)
    bound = settings["processes"]
    resource.setrlimit(resource.RLIMIT_NPROC, (bound, bound))
    for path in settings["secrets"]:
        if os.access(path, os.R_OK) or os.access(path, os.X_OK):
            sys.exit(f"{path} can be read by everybody: chmod 0700 it, or a folder above it")
    if not settings["filters"] and not alone:
        sys.exit("the network cannot be blocked here")
    for text in settings["filters"]:
        code = bytes.fromhex(text)
        program = Program(len(code) // 8, code)
        control(SECCOMP, FILTER, ctypes.byref(program))


if __name__ == "__main__":
    main()
