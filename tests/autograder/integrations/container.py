"""A container laid out like Gradescope's, made of namespaces of this machine; needs root.

It has the system's programs, the Python environment under the name that `setup.sh` gives it, no
network, and, unless asked for, no right to make namespaces: as in a container of Docker's.
"""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

SYSTEM = ("/usr", "/lib", "/lib32", "/lib64", "/bin", "/sbin", "/etc", "/proc", "/dev")
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="a container can only be made by root")


class Container:
    """A root folder, and commands run in it."""

    def __init__(self, root: Path, archive: Path):
        self.root, self.autograder = root, root / "autograder"
        self.source = self.autograder / "source"
        self.binds = [(sys.prefix, "/opt/rnn-problem-set", True), (sys.base_prefix,) * 2 + (True,)]
        for place in filter(os.path.exists, SYSTEM):
            if os.path.islink(place):
                (root / place[1:]).symlink_to(os.readlink(place))
            else:
                self.binds.append((place, place, place not in ("/proc", "/dev")))
        for _, place, _ in self.binds:
            (root / place[1:]).mkdir(parents=True, exist_ok=True)
        for folder in ("source", "submission", "results"):
            (self.autograder / folder).mkdir(parents=True)
        (root / "tmp").mkdir()
        (root / "tmp").chmod(0o1777)
        root.chmod(0o755)
        with zipfile.ZipFile(archive) as zipped:
            zipped.extractall(self.source)
        for path in (self.source, *self.source.rglob("*")):  # as setup.sh leaves them
            path.chmod(0o700 if path.is_dir() else 0o600)
        shutil.copy(self.source / "run_autograder", self.autograder)
        (self.autograder / "run_autograder").chmod(0o755)

    def hand_in(self, *files: Path | tuple[str, bytes], read_only: bool = False) -> None:
        """Put files, or names with contents, in the place of what was handed in before."""
        submission = self.autograder / "submission"
        shutil.rmtree(submission)
        submission.mkdir()
        for file in files:
            if isinstance(file, Path):
                shutil.copy(file, submission)
            else:
                (submission / file[0]).parent.mkdir(parents=True, exist_ok=True)
                (submission / file[0]).write_bytes(file[1])
        inside = "/autograder/submission"
        self.binds = [bind for bind in self.binds if bind[1] != inside]
        if read_only:
            self.binds.append((str(submission), inside, True))

    def run(self, *command: str, namespaces: bool = False) -> subprocess.CompletedProcess:
        """Run a command in the container; by default, run_autograder's."""
        lines = ["set -e", "mount --make-rprivate /"]
        lines.append(f"mount --bind '{self.root}' '{self.root}'")
        for place, inside, read_only in self.binds:
            target = f"{self.root}{inside}"
            lines.append(f"mount --rbind '{place}' '{target}'")
            if read_only:
                lines.append(f"mount -o remount,bind,ro '{target}'")
        program = " ".join(command or ["/autograder/run_autograder"])
        if namespaces:  # none can be made in a changed root, so the root of all is exchanged
            (self.root / "old").mkdir(exist_ok=True)
            lines += [f"cd '{self.root}'", "pivot_root . old", "umount -l /old", f"exec {program}"]
        else:
            drop = "setpriv --bounding-set=-sys_admin --"
            lines.append(f"exec {drop} chroot '{self.root}' {program}")
        return subprocess.run(
            ["unshare", "--mount", "--net", "--ipc", "--", "sh", "-c", "\n".join(lines)],
            capture_output=True,
            text=True,
            env={"PATH": "/usr/bin:/bin:/usr/sbin:/sbin"},
        )
