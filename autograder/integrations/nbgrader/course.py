"""A ready nbgrader course directory: source, configuration, release, gradebook.

Everything in it is made by nbgrader's own commands, and goes on with them.
"""

import os
import subprocess
import sys
from pathlib import Path

import nbformat

from autograder.integrations.nbgrader.cells import closed
from autograder.problems import Problem, catalogue, data

CONFIG = '''"""Configuration of nbgrader for this course; every nbgrader command here reads it."""

import os
from pathlib import Path

from autograder.integrations.nbgrader import configure

root = Path(__file__).resolve().parent if "__file__" in globals() else Path.cwd()
config = get_config()  # noqa: F821 (nbgrader provides it)
configure(config, root)
config.CourseDirectory.course_id = "rnn"
config.Exchange.root = os.environ.get("NBGRADER_EXCHANGE", str(root / "exchange"))

# The gradebook is gradebook.db in this folder. For PostgreSQL set:
#   export NBGRADER_DB_URL=postgresql+psycopg2://user:password@host/database
if "NBGRADER_DB_URL" in os.environ:
    config.CourseDirectory.db_url = os.environ["NBGRADER_DB_URL"]
'''


class CourseError(Exception):
    """A command of nbgrader failed while the course was made; holds what it said."""


def build(folder: Path) -> None:
    """Make the course. A course that is there keeps its submissions, marks and configuration.

    Raises CourseError if nbgrader refuses a step.
    """
    folder.mkdir(parents=True, exist_ok=True)
    exchange = folder / "exchange"
    exchange.mkdir(exist_ok=True)
    exchange.chmod(0o777)
    if not (folder / "nbgrader_config.py").exists():
        (folder / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
    names = catalogue.names()
    for name in names:
        source = folder / "source" / name
        source.mkdir(parents=True, exist_ok=True)
        nbformat.write(course_notebook(catalogue.read(name)), source / f"{name}.ipynb")
        data.copy(name, source)
    # Few commands for all problems: most of what a command takes is the start of nbgrader.
    for pattern in patterns(names):
        nbgrader(folder, "generate_assignment", pattern, "--create", "--force")
    missing = [name for name in names if not (folder / "release" / name).exists()]
    if missing:
        raise CourseError(f"nbgrader made no release of {', '.join(missing)}")


def patterns(names: list[str]) -> list[str]:
    """Patterns of a shell that match these names and no others: `problem[123]`."""
    ends: dict[str, str] = {}
    for name in names:
        ends[name[:-1]] = ends.get(name[:-1], "") + name[-1]
    return [f"{stem}[{end}]" for stem, end in ends.items()]


def course_notebook(problem: Problem) -> nbformat.NotebookNode:
    """The worked notebook whose check cells give nothing away and nothing for free."""
    notebook = problem.notebook()
    for cell in notebook.cells:
        if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("grade"):
            cell.source = closed(cell.source)
    return notebook


def nbgrader(folder: Path, *arguments: str) -> str:
    """Run an nbgrader command in the course and return what it logged."""
    command = [sys.executable, "-m", "nbgrader", *arguments]
    # nbgrader calls `alembic`, which stands beside this Python, by its bare name
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment)
    if result.returncode != 0:
        raise CourseError(f"nbgrader {' '.join(arguments)} failed:\n{result.stderr[-2000:]}")
    return result.stderr
