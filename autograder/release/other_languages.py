"""What students of another language get: notebooks, the same as scripts, and a zip of all.

A script holds the cells of the notebook behind the marks of sections, so that it can be handed in
as well. Built twice from the same sources, everything is the same to the byte.
"""

import re
import shutil
from pathlib import Path

import nbformat

from autograder.languages import ADDED_TO_OCTAVE, Language
from autograder.problems import Problem, catalogue, data
from autograder.release import handout, student_notebook

ADDED = ", ".join(f"`{name}`" for name in ADDED_TO_OCTAVE)
FILE_CELL = re.compile(r"%%file [^\n]*\n")


def write(problem: Problem, folder: Path) -> list[Path]:
    """Write `<folder>/<language>/<problem>.ipynb` and the script; returns their paths."""
    folder = folder / problem.language.name
    folder.mkdir(parents=True, exist_ok=True)
    notebook = student_notebook.made(problem)
    paths = [folder / f"{problem.name}{ending}" for ending in (".ipynb", problem.language.ending)]
    paths[0].write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")
    paths[1].write_text(script(notebook, problem.language), encoding="utf-8")
    for file in problem.language.beside:
        shutil.copyfile(file, folder / file.name)
    return paths


def script(notebook: nbformat.NotebookNode, language: Language) -> str:
    """The notebook as a script with sections; texts are comments."""
    sections = []
    section = "%%" if language.comment == "%" else f"{language.comment} %%"
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            lines = [f"{language.comment} {line}".rstrip() for line in cell.source.split("\n")]
            sections.append(f"{section} [markdown]\n" + "\n".join(lines))
        else:
            sections.append(f"{section}\n" + FILE_CELL.sub("", cell.source, count=1))
    return "\n\n".join(sections) + "\n"


def write_zip(path: Path, released: list[Path], language: Language) -> None:
    """The zip of what was released in one language, with the data and a page of how to start."""
    files = {file.name: file.read_bytes() for file in (*released, *language.beside)}
    names = [file.stem for file in released if file.suffix == ".ipynb"]
    titles = "\n".join(f"- `{name}`: {catalogue.read(name).title}" for name in names)
    files["README.md"] = README[language.name].format(titles=titles, functions=ADDED).encode()
    for file in data.every(names):
        files[file.name] = file.path.read_bytes()
    handout.write_files(path, files)


README = {
    "octave": """# Recurrent neural networks: the problem set in MATLAB

{titles}

Each problem is there twice, with the same cells: as a notebook (`.ipynb`) and as a script (`.m`).
Choose one. Fill in what says YOUR CODE HERE or YOUR ANSWER HERE, run the check below each
function, and hand in the notebook or the script under its name.

## What you need

MATLAB R2021a or newer, or GNU Octave 7 or newer. No toolbox and no package.

- **The script in MATLAB** (R2024a or newer, which allows functions between other code): open it
  and run it section by section.
- **The notebook in MATLAB** (R2021a or newer): `pip install jupyter-matlab-proxy jupyterlab`.
- **In Octave**: run the script, or the notebook with `pip install octave_kernel jupyterlab`.

Give each problem a folder of its own, with a copy of `data` in that of Problem 3: the notebooks
save every function as a file beside them.

## What it is marked with

GNU Octave, and a few functions of MATLAB beside it that Octave 7 lacks: {functions}.
Functions of toolboxes are not there.
""",
    "julia": """# Recurrent neural networks: the problem set in Julia

{titles}

Each problem is there twice, with the same cells: as a notebook (`.ipynb`) and as a script (`.jl`).
Choose one. Fill in what says YOUR CODE HERE or YOUR ANSWER HERE, run the check below each
function, and hand in the notebook or the script under its name.

## What you need

Julia 1.5 or newer and its standard library; no package is needed and none is there when your work
is marked.

- **The notebook**: in Julia, `import Pkg; Pkg.add("IJulia")`, then `using IJulia; notebook()`. If
  Jupyter offers you another version of Julia than the notebook names, choose that.
- **The script**: run it as a whole (`julia problem1.jl`) or cell by cell in an editor.

Keep `FigureAxes.jl` (figures), `MatFile.jl` (MATLAB files) and `data` beside the notebooks: they
are read from there. Pluto notebooks are not taken, since their cells run in another order.

## What it is marked with

Julia 1.5.3. Random numbers that a newer version draws from a seed may differ from those that the
texts speak of; marks do not depend on them.
""",
}
