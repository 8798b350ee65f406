"""Where Julia is, and what of it the sandbox shows.

`make julia` writes the folder `.julia` of the project: `command.json` and `environment.json` say
how Julia is started inside the sandbox, `installed.json` which version it is and from where it
comes, `desk.so` is the system image, `root` the system around a Julia made by debootstrap.
"""

import functools
import hashlib
import json
from pathlib import Path

from autograder import SHIPPED, WORK
from autograder.sandbox import inside

FOLDER = WORK / ".julia"
INSTALLED = "/julia"  # inside the sandbox, see `inside/julia.py`
GRADER = "/grader/julia"
DESK = Path(inside.__file__).parent / "julia_desk"
MODULES = tuple(SHIPPED / "solutions" / name for name in ("FigureAxes.jl", "MatFile.jl"))
STUBS = ("cpuinfo", "meminfo", "stat", "uptime")  # of /proc, without which Julia does not start


@functools.cache
def found() -> dict | None:
    """What `make julia` has written down about the installation, or None."""
    try:
        return json.loads((FOLDER / "installed.json").read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None


def mounts() -> tuple[str, ...]:
    """Options of bubblewrap that show Julia, the course's modules, and what it wants of /proc."""
    installed = found()
    if installed is None:
        return ()
    shown = {FOLDER: INSTALLED} | {Path(k): v for k, v in installed["mounts"].items()}
    shown |= {module: f"{GRADER}/modules/{module.name}" for module in MODULES}
    shown |= {DESK / "proc" / name: f"/proc/{name}" for name in STUBS}
    if installed.get("image") == fingerprint(installed["version"]):
        shown[FOLDER / "desk.so"] = f"{GRADER}/desk.so"
    options = [word for path, at in shown.items() for word in ("--ro-bind", str(path), at)]
    return (*options, "--symlink", installed["program"], "/proc/self/exe")


def fingerprint(version: str) -> str:
    """What a system image belongs to: a version of Julia, the desk, and the course's modules."""
    digest = hashlib.sha256(version.encode())
    for path in (*sorted(DESK.glob("*.jl")), *MODULES):
        digest.update(path.read_bytes())
    return digest.hexdigest()
