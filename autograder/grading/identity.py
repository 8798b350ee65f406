"""Which grader this is: version, and a digest of all that decides about a mark."""

import functools
import hashlib
from importlib import metadata
from pathlib import Path

import numpy
import scipy

from autograder import PROJECT

DECIDING = ("autograder", "reference", "solutions")


@functools.cache
def grader_identity() -> str:
    """For example `0.1.0+5f2c91d0a3b4`: reports of another identity are graded anew."""
    digest = hashlib.sha256(f"numpy {numpy.__version__} scipy {scipy.__version__}".encode())
    for folder in DECIDING:
        for path in sorted(Path(PROJECT, folder).rglob("*.py")):
            digest.update(str(path.relative_to(PROJECT)).encode() + path.read_bytes())
    return f"{version()}+{digest.hexdigest()[:12]}"


def version() -> str:
    try:
        return metadata.version("rnn-problem-set")
    except metadata.PackageNotFoundError:
        return "0.0.0"
