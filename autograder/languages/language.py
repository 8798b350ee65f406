"""The record of a language, and Python's, in which nothing has to be translated."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from autograder.sandbox import Limits

RETURNED = "return"  # stands among the names of arguments for what a function returns


class Signature(NamedTuple):
    """The names of a function's arguments in Python's order, and the sources of their defaults."""

    names: tuple[str, ...]
    defaults: Mapping[str, str]


@dataclass(frozen=True)
class Functions:
    """What a problem says about the functions that it asks for.

    positions : of a function, which arguments are positions of units or columns, counted from 0
    """

    signatures: Mapping[str, Signature] = field(default_factory=dict)
    positions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


NO_FUNCTIONS = Functions()


class Call(NamedTuple):
    """What crosses the border for a call: arguments, and the seed that is set before it, if any."""

    arguments: object
    seed: int | None = None


@dataclass(frozen=True)
class Language:
    """One language; this class is Python's, others translate.

    kernels : what the names of its kernels and of the language in a notebook begin with
    kernelspec : what released notebooks say: name, display_name, language
    ending : of its scripts
    comment : what begins a comment
    program : what has to be on the PATH to run it, or None if it is always there
    stub : what stands in the place of a solution, where nbgrader knows none for the language
    beside : files that are released beside the notebooks, which use them
    nothing : what a student is told whose function returns nothing; completes "`f` ..."
    warm : whether its process may be forked from the warm interpreter, where /proc is empty
    """

    name: str
    title: str
    kernels: tuple[str, ...]
    kernelspec: Mapping[str, str]
    ending: str
    comment: str
    program: str | None = None
    install: str = ""
    stub: str | None = None
    beside: tuple[Path, ...] = ()
    nothing: str | None = None
    warm: bool = True

    def call(self, name: str, args: tuple, kwargs: dict, functions: Functions) -> Call:
        """The arguments of a call as they stand in this language."""
        return Call((args, kwargs))

    def answer(self, name: str, value: object, functions: Functions) -> object:
        """The value that a function or a variable has in Python's terms."""
        return value

    def functions_first(self, source: str) -> tuple[list[str], str]:
        """Functions of a script that may stand behind their use, and the script without them."""
        return [], source

    def prompt(self, source: str) -> tuple[str, str] | None:
        """The line that names the function of an answer, and what it is; None to say it as Python.

        source : of the cell of the answer
        """
        return None

    def notebook_cell(self, source: str) -> str:
        """A code cell of a source as it stands in a notebook."""
        return source

    def limits(self, limits: Limits) -> Limits:
        """What a submission may use, from what one in Python may use."""
        return limits

    def mounts(self) -> tuple[str, ...]:
        """Options of bubblewrap that show its interpreter, where that is not among the system's."""
        return ()

    def words(self, text: str) -> str:
        """A sentence for its students, made from the one that names Python's words."""
        return text

    def missing(self) -> str | None:
        """What to install before submissions in this language can be graded here, or None."""
        if self.program is None or shutil.which(self.program):
            return None
        return f"{self.title} is not installed here ({self.program} is not found): {self.install}"


PYTHON = Language(
    "python",
    "Python",
    ("python", "ipython", "xpython"),
    {"display_name": "Python 3", "language": "python", "name": "python3"},
    ".py",
    "#",
)
