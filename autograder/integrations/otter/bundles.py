"""What `make otter` makes: for each problem a student bundle and an autograder zip.

The real `otter assign` makes them. Afterwards they are made reproducible (otter writes the time
into names and random ids into cells), and searched for anything that students must not get.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat

from autograder import WORK
from autograder.integrations.otter import source_notebook
from autograder.problems import BEGIN, END, Problem, data
from autograder.release import handout, student_notebook
from autograder.submissions import archive

FOLDER = WORK / "build" / "otter"
NOT_FOR_STUDENTS = (BEGIN, END, "Rubric", "Model answer", "hidden=True")

README = """# {title}

Open `{name}.ipynb` in Jupyter, fill in what says YOUR CODE HERE or YOUR ANSWER HERE, and run
`grader.check` below each question. Hand in the notebook itself, under its name.

On your own machine:

    pip install -r requirements.txt

In Google Colab: upload `{name}.ipynb`, run its first code cell, and choose `{name}.zip` when you
are asked for it.
"""


class OtterError(Exception):
    """`otter assign` failed, or made something that would give a solution away."""


def build(problem: Problem, folder: Path = FOLDER) -> Path:
    """Make `folder/<problem>` with `student`, its zip, and `autograder.zip`; returns it.

    Raises OtterError or ReleaseError, and leaves what was there before.
    """
    with tempfile.TemporaryDirectory(prefix="otter-") as temporary:
        made = assign(problem, Path(temporary))
        student = made / "student"
        (student / "requirements.txt").write_text(requirements(), encoding="utf-8")
        readme = README.format(title=problem.title, name=problem.name)
        (student / "README.md").write_text(readme, encoding="utf-8")
        path = student / f"{problem.name}.ipynb"
        notebook = settled(path)
        student_notebook.refuse_leaks(problem, notebook)
        refuse_leaks(student)
        archive.write(made / f"{problem.name}.zip", archive.files_below(student))
        (zipped,) = (made / "autograder").glob("*-autograder_*.zip")
        archive.write(made / "autograder.zip", archive.read(zipped))
        settled(made / "autograder" / f"{problem.name}.ipynb")
        shutil.move(made / "autograder" / f"{problem.name}.ipynb", made / "solution.ipynb")
        shutil.rmtree(made / "autograder")
        target = folder / problem.name
        shutil.rmtree(target, ignore_errors=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(made, target)
    return target


def assign(problem: Problem, folder: Path) -> Path:
    """Run `otter assign` in `folder`; returns the folder that it has made."""
    files = data.copy(problem.name, folder)
    (folder / "requirements.txt").write_text(requirements(), encoding="utf-8")
    nbformat.write(source_notebook.notebook(problem, files), folder / f"{problem.name}.ipynb")
    command = [sys.executable, "-m", "otter", "assign", f"{problem.name}.ipynb", "made"]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if result.returncode != 0:
        raise OtterError(f"otter assign failed for {problem.name}:\n{result.stderr[-2000:]}")
    return folder / "made"


def requirements() -> str:
    """What students install: as for the plain release, and otter-grader."""
    return f"{handout.requirements()}{source_notebook.requirement()}\n"


def settled(path: Path) -> nbformat.NotebookNode:
    """The notebook, rewritten so that a second build gives the same: names for unnamed cells."""
    notebook = nbformat.read(path, as_version=4)
    ours = re.compile(r"(text|start|\d+[a-z]-\w+)(-\w+)*")
    unnamed = (cell for cell in notebook.cells if not ours.fullmatch(cell.id))
    for number, cell in enumerate(unnamed, 1):
        cell.id = f"otter-{number}"
    nbformat.write(notebook, path)
    return notebook


def refuse_leaks(student: Path) -> None:
    """Raise OtterError if a file of the student bundle holds a word that only instructors see."""
    for path in sorted(student.rglob("*")):
        if path.suffix not in (".ipynb", ".py", ".md", ".txt", ".json"):
            continue
        text = path.read_text(encoding="utf-8")
        for word in NOT_FOR_STUDENTS:
            if word in text:
                raise OtterError(f"{path.name} of the student bundle holds {word!r}")
