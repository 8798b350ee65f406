"""A confined process, and the only way to it."""

from autograder.sandbox import bubblewrap, machine, warm
from autograder.sandbox.bubblewrap import SandboxMissing, find_bubblewrap
from autograder.sandbox.file_tree import SCRATCH
from autograder.sandbox.limits import Limits
from autograder.sandbox.process import Gone, Process, Starved, isolation

__all__ = [
    "Gone",
    "Limits",
    "Process",
    "SCRATCH",
    "SandboxMissing",
    "Starved",
    "bubblewrap",
    "find_bubblewrap",
    "isolation",
    "machine",
    "warm",
]
