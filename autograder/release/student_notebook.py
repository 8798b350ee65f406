"""The notebook that students get: nbgrader's own release step on the source of a problem."""

import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat

from autograder.problems import ASSIGNMENTS, BEGIN, END, Problem, between_markers


class ReleaseError(Exception):
    """A release could not be made, or would give something away."""


def build(problem: Problem) -> str:
    """The student notebook as text. Raises ReleaseError if nbgrader fails or a solution is left."""
    return nbformat.writes(made(problem)) + "\n"


def made(problem: Problem) -> nbformat.NotebookNode:
    """The student notebook. Raises ReleaseError if nbgrader fails or a solution is left."""
    with tempfile.TemporaryDirectory(prefix="release-") as folder:
        source = Path(folder, "source", problem.name, f"{problem.name}.ipynb")
        source.parent.mkdir(parents=True)
        nbformat.write(problem.notebook(), source)
        if stub := problem.language.stub:
            stubs = {problem.language.kernelspec["language"]: stub}
            config = f"c = get_config()\nc.ClearSolutions.code_stub = {stubs!r}\n"
            Path(folder, "nbgrader_config.py").write_text(config, encoding="utf-8")
        command = [sys.executable, "-m", "nbgrader", "generate_assignment", problem.name]
        command += ["--course-dir", folder, "--create", "--no-db"]
        result = subprocess.run(command, capture_output=True, text=True, cwd=folder)
        released = Path(folder, "release", problem.name, f"{problem.name}.ipynb")
        if result.returncode != 0 or not released.is_file():
            raise ReleaseError(
                f"nbgrader could not release {problem.name}:\n{result.stderr[-2000:]}"
            )
        notebook = nbformat.read(released, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.execution_count, cell.outputs = None, []
    refuse_leaks(problem, notebook)
    nbformat.validate(notebook)
    return notebook


def refuse_leaks(problem: Problem, notebook: nbformat.NotebookNode) -> None:
    """Raise ReleaseError if what stood between solution markers can be found in the notebook.

    That is: any line of it in its own cell, or two lines in a row in any other cell (a single
    line, such as the label of an axis, may rightly occur elsewhere).
    """
    released = {cell.id: stripped_lines(cell.source) for cell in notebook.cells}
    for worked in problem.notebook().cells:
        solution = solution_lines(worked.source)
        for name, lines in released.items():
            left = set(solution) & set(lines) if name == worked.id else set()
            left |= set(zip(solution, solution[1:], strict=False)) & set(
                zip(lines, lines[1:], strict=False)
            )
            if left or any(word in line for line in lines for word in (BEGIN, END)):
                raise ReleaseError(
                    f"{problem.name}, cell {worked.id}: its solution can still be read in the "
                    f"release, in cell {name}: {[*left][:1]}"
                )


def stripped_lines(source: str) -> list[str]:
    lines = [line.strip() for line in source.splitlines()]
    return [line for line in lines if line not in ("", "end")]  # which gives nothing away


def solution_lines(source: str) -> list[str]:
    """The lines between the solution markers."""
    return stripped_lines(between_markers(source))


def write(problem: Problem, folder: Path = ASSIGNMENTS) -> Path:
    """Build the student notebook into `folder` and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{problem.name}.ipynb"
    path.write_text(build(problem), encoding="utf-8")
    return path
