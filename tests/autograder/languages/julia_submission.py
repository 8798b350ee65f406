"""The worked Julia edition as a submission, for tests that run the real Julia."""

from pathlib import Path

import pytest

from autograder.interview import Interview
from autograder.languages import JULIA
from autograder.problems import SOLUTIONS, catalogue, data
from autograder.release import editions

needs_julia = pytest.mark.skipif(
    JULIA.missing() is not None, reason="Julia is not installed (make julia)"
)


def worked_cells(problem: str, folder: Path = SOLUTIONS) -> list[str]:
    """The code cells of the Julia edition that marks depend on."""
    cells = editions.read(folder / f"{problem}.jl").cells
    code = [cell for cell in cells if cell.cell_type == "code"]
    return [cell.source for cell in code if cell.metadata.get("role") != "demo"]


def interview(problem: str, cells: list[str], sandbox: str = "bubblewrap") -> Interview:
    limits, functions = catalogue.limits(problem), catalogue.functions(problem)
    return Interview(cells, limits, sandbox, data.mounts(), JULIA, functions)
