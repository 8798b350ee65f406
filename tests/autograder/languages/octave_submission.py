"""The worked MATLAB edition as a submission, for tests that run the real Octave."""

import shutil
from pathlib import Path

import pytest

from autograder.checks import Ask, Wrong
from autograder.interview import Interview
from autograder.languages import OCTAVE
from autograder.problems import SOLUTIONS, catalogue, data
from autograder.release import editions

needs_octave = pytest.mark.skipif(
    shutil.which("octave-cli") is None, reason="GNU Octave is not installed (make octave)"
)


def worked_cells(problem: str, folder: Path = SOLUTIONS) -> list[str]:
    """The code cells of the MATLAB edition that marks depend on."""
    cells = editions.read(folder / f"{problem}.m").cells
    code = [cell for cell in cells if cell.cell_type == "code"]
    return [c.source for c in code if c.metadata.get("role") != "demo" or "function" in c.source]


def interview(problem: str, cells: list[str], sandbox: str = "bubblewrap") -> Interview:
    limits, functions = catalogue.limits(problem), catalogue.functions(problem)
    return Interview(cells, limits, sandbox, data.mounts(), OCTAVE, functions)


def lost(problem: str, under_way: Interview, seed: int = 7) -> dict[str, str]:
    """Why each hidden check fails that does."""
    reasons = {}
    for check in catalogue.suite(problem).checks:
        try:
            check.run(Ask(under_way, seed, check))
        except Wrong as wrong:
            reasons[check.name] = wrong.reason
    return reasons
