"""The data that students have beside their notebooks, and where these find it in the sandbox."""

import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from autograder.problems import catalogue
from autograder.problems.declaration import DataFile
from autograder.problems.source import SourceError


def files(problem: str) -> tuple[DataFile, ...]:
    """The data files of a problem that are there."""
    return tuple(file for file in catalogue.declaration(problem).data if file.path.exists())


def every(problems: Iterable[str]) -> tuple[DataFile, ...]:
    """The data files of several problems that are there, each once."""
    return tuple(dict.fromkeys(file for problem in problems for file in files(problem)))


def mounts() -> tuple[str, ...]:
    """Options of bubblewrap that put all data there, where it is built.

    No mark depends on it; a notebook without its data goes on with a stand-in. All problems see
    it, as they do in the students' own folder; so one warm interpreter serves them all.
    """
    from autograder.sandbox import SCRATCH

    options = []
    for file in every(catalogue.names()):
        options += ["--ro-bind", str(file.path), f"{SCRATCH}/{file.name}"]
    return tuple(options)


def copy(problem: str, folder: Path) -> list[str]:
    """Put the data of a problem beside its notebook in `folder`; returns the names."""
    for file in files(problem):
        (folder / file.name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file.path, folder / file.name)
    return [file.name for file in files(problem)]


def make(problem: str) -> None:
    """Make the data files of a problem, in the words of what makes them.

    Raises SourceError if one cannot be made.
    """
    for file in catalogue.declaration(problem).data:
        command = [sys.executable, "-m", file.maker, "--out", str(file.path)]
        if subprocess.run(command).returncode != 0:
            raise SourceError(f"{problem}: {file.name} cannot be made by {file.maker}")
