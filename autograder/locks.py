"""Things with a name that nobody else chooses, and a lock that proves that their owner lives.

Two graders may share a disk, a folder of control groups or a machine without seeing each other's
processes, in containers or on several hosts. So what one of them leaves behind is not known by a
number of a process: its owner keeps a lock on it (flock), which goes with the owner, however that
ends. What cannot be locked is somebody's, or nobody can tell, and is not touched.
"""

import fcntl
import os
import secrets
from contextlib import suppress
from pathlib import Path


def new_name() -> str:
    """A name that has never been used, as 16 hexadecimal digits."""
    return secrets.token_hex(8)


def hold(path: Path) -> int | None:
    """A descriptor that holds the lock of a file or folder; None if it is somebody's or is gone.

    Closing it gives the lock back. A file system without locks looks as if all were somebody's.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    if _is(descriptor, path):
        return descriptor
    os.close(descriptor)
    return None


def create(path: Path, mode: int = 0o666) -> int:
    """A new file, held from the first moment on; a descriptor to write to.

    Raises FileExistsError if there is one. Where files cannot be locked it is not, and nobody else
    can lock it either.
    """
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, mode)
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        if _is(descriptor, path):
            return descriptor
        os.close(descriptor)  # somebody took it for abandoned before it was locked


def remove_if_abandoned(path: Path) -> bool:
    """Remove a file or an empty folder that nobody holds; whether it was."""
    descriptor = hold(path)
    if descriptor is None:
        return False
    try:
        with suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()
            return True
        return False
    finally:
        os.close(descriptor)


def _is(descriptor: int, path: Path) -> bool:
    """Whether a descriptor is of what has this name now."""
    try:
        return os.path.samestat(os.fstat(descriptor), os.lstat(path))
    except OSError:
        return False
