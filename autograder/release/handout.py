"""What students get, in one zip: notebooks, data, requirements, and a page that says how to start.

Built twice from the same files, it is the same to the byte.
"""

import re
import zipfile
from pathlib import Path

from autograder import SHIPPED
from autograder.problems import catalogue, data

FOLDER = "rnn-problem-set"
NEEDED = ("numpy", "scipy", "matplotlib", "jupyterlab")
EARLIEST = (1980, 1, 1, 0, 0, 0)


def write(path: Path, notebooks: list[Path]) -> None:
    """Write the zip of these released notebooks, with the data of Problem 3 where it is built."""
    write_files(path, contents(notebooks))


def write_files(path: Path, files: dict[str, bytes]) -> None:
    """Write a zip of these files, by name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{FOLDER}/{name}", EARLIEST)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)


def contents(notebooks: list[Path]) -> dict[str, bytes]:
    """The files of the zip by name."""
    files = {path.name: path.read_bytes() for path in notebooks}
    files["requirements.txt"] = requirements().encode()
    files["README.md"] = readme([path.stem for path in notebooks]).encode()
    for file in data.every(path.stem for path in notebooks):
        files[file.name] = file.path.read_bytes()
    return files


def requirements() -> str:
    """What students install, in the versions that the set was tested with."""
    lock = (SHIPPED / "requirements.lock").read_text(encoding="utf-8")
    pins = dict(re.findall(r"^([\w.-]+)==(.+)$", lock, re.MULTILINE))
    return "".join(f"{name}=={pins[name]}\n" for name in NEEDED)


def readme(names: list[str]) -> str:
    """One page: how to start on your own machine and in Colab."""
    titles = "\n".join(f"- `{name}.ipynb`: {catalogue.read(name).title}" for name in names)
    return f"""# Recurrent neural networks: the problem set

{titles}

Fill in what says YOUR CODE HERE or YOUR ANSWER HERE, run the check below each function, and hand
in the notebooks under their names. The notebooks say everything else.

## On your own machine

You need Python 3.11 or newer. In this folder:

    python -m venv .venv
    .venv/bin/pip install -r requirements.txt
    .venv/bin/jupyter lab

(On Windows: `.venv\\Scripts\\pip` and `.venv\\Scripts\\jupyter`.) Any environment with numpy, scipy
and matplotlib does as well.

## In Google Colab

Choose File > Upload notebook. Problem 3 also wants its data: open the folder symbol on the left,
make a folder `data`, and upload `data/pset_p3.mat` into it. Colab forgets uploads when a session
ends; download your notebook before you close the page.
"""
