"""Which grader this is: version, and a digest of all that decides about a mark of one problem.

A change in another problem, in an export, in a page or in the command line decides about nothing,
and so regrades nothing.
"""

import functools
import hashlib
import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from autograder import PROJECT
from autograder.problems import catalogue

# Rooms that decide, besides the problem itself.
DECIDING = ("sandbox", "submissions", "languages", "interview", "checks", "grading")
ENDINGS = (".py", ".m", ".jl")  # the desks of other languages are written in them
PACKAGES = ("numpy", "scipy", "matplotlib")
IMPORT = re.compile(
    r"^\s*(?:from\s+(reference[\w.]*)\s+import\s+(\([^)]*\)|[^\n]*)|import\s+(reference[\w.]*))",
    re.MULTILINE,
)


@functools.cache
def grader_identity(problem: str) -> str:
    """For example `0.1.0+5f2c91d0a3b4`: reports of another identity are graded anew."""
    versions = " ".join(f"{name} {metadata.version(name)}" for name in PACKAGES)
    digest = hashlib.sha256(versions.encode())
    for name, path in sorted(deciding_files(problem).items()):
        digest.update(f"{name}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return f"{version()}+{digest.hexdigest()[:12]}"


@functools.cache
def whole_identity() -> str:
    """The same for all problems together: two machines that say it give the same marks."""
    every = " ".join(f"{name} {grader_identity(name)}" for name in catalogue.names())
    return f"{version()}+{hashlib.sha256(every.encode()).hexdigest()[:12]}"


def deciding_files(problem: str) -> dict[str, Path]:
    """The files that decide about a mark of this problem, by a name that no place changes."""
    package = Path(catalogue.package_of(problem).__file__).parent
    grader = Path(__file__).parent.parent
    found = {f"{problem}/{path.relative_to(package)}": path for path in package.rglob("*.py")}
    found |= {f"problems/{path.name}": path for path in (grader / "problems").glob("*.py")}
    for room in DECIDING:
        for ending in ENDINGS:
            for path in (grader / room).rglob(f"*{ending}"):
                found[str(path.relative_to(grader))] = path
    for path in science(package):
        found[str(path.relative_to(PROJECT))] = path
    source = catalogue.source_path(problem)
    return {**found, f"{problem}/source/{source.name}": source}


def science(package: Path) -> set[Path]:
    """The modules of `reference` that a package of checks uses, also through each other."""
    found: set[Path] = set()
    waiting = [*package.rglob("*.py"), *(PROJECT / "autograder" / "checks").glob("*.py")]
    while waiting:
        for path in imported(waiting.pop().read_text(encoding="utf-8")):
            if path not in found:
                found.add(path)
                waiting.append(path)
    return found


def imported(source: str) -> Iterator[Path]:
    """The files of `reference` that stand in the import lines of a module."""
    for module, names, plain in IMPORT.findall(source):
        stem = PROJECT.joinpath(*(module or plain).split("."))
        below = [stem / name for name in re.findall(r"\w+", names)]
        for candidate in (stem, *below):
            for path in (candidate.with_suffix(".py"), candidate / "__init__.py"):
                if path.is_file():
                    yield path


def version() -> str:
    try:
        return metadata.version("rnn-problem-set")
    except metadata.PackageNotFoundError:
        return "0.0.0"
