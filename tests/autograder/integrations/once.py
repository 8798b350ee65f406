"""What is slow to make, made once for all processes of a test run."""

import fcntl
import os


def once(tmp_path_factory, name, make):
    """The folder that `make(folder)` has made, in this process or in another one of the run."""
    root = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent
    folder, done = root / name, root / f"{name}.done"
    with open(root / f"{name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            make(folder)
            done.touch()
    return folder
