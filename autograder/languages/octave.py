"""MATLAB, run by GNU Octave.

A state is a column there, arguments go by position, every number is a double, units are counted
from 1, and random numbers are drawn from what `rng(seed)` has set before the call.
"""

import ast
import itertools
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from autograder.languages.language import RETURNED, Call, Functions, Language
from autograder.languages.matlab_words import words
from autograder.languages.values import from_matrix
from autograder.sandbox import inside
from autograder.sandbox.inside import matlab_source, wire

FUNCTION = re.compile(r"function\s+(?:(?:\[[^\]]*\]|\w+)\s*=\s*)?(\w+)")
# What MATLAB has and Octave 7 lacks, and is there when submissions run.
ADDED = Path(inside.__file__).parent / "octave_desk" / "compat"
ADDED_TO_OCTAVE = tuple(sorted(path.stem for path in ADDED.glob("*.m")))

GENERATOR = "rng"  # the argument that does not exist there
ROWS = ("amplitudes", "bins", "mean", "plastic", "units")  # vectors that are rows, not columns

# The functions that checks hand over.
HANDLES = {
    "np.tanh": "@tanh",
    "lambda x: x": "@(x) x",
    "lambda x: 1.0 * x": "@(x) 1 * x",
    "lambda x: x + 1": "@(x) x + 1",
    "lambda x: x + 1e-7": "@(x) x + 1e-7",
    "lambda x: x - 1e-7": "@(x) x - 1e-7",
    "lambda x: (np.tanh(x) + 1) / 2": "@(x) (tanh(x) + 1) / 2",
    "lambda x: np.maximum(x, 0.0)": "@(x) max(x, 0)",
}


@dataclass(frozen=True)
class Octave(Language):
    """The record of MATLAB and Octave."""

    def call(self, name: str, args: tuple, kwargs: dict, functions: Functions) -> Call:
        if name not in functions.signatures:
            return Call([there(value, "") for value in args])
        names, defaults = functions.signatures[name]
        given = {**dict(zip(names, args, strict=False)), **kwargs}
        seed = next((v.seed for v in given.values() if isinstance(v, wire.Seed)), None)
        for position in functions.positions.get(name, ()):
            if position in given:
                given[position] = np.asarray(given[position]) + 1
        names = [n for n in names if n != GENERATOR]
        last = max((names.index(n) for n in given if n in names), default=-1)
        ordered = [given[n] if n in given else default(defaults[n]) for n in names[: last + 1]]
        pairs = zip(names, ordered, strict=False)
        return Call([there(value, n) for n, value in pairs], seed)

    def answer(self, name: str, value: object, functions: Functions) -> object:
        value = here(value)
        if RETURNED in functions.positions.get(name, ()) and isinstance(value, float | np.ndarray):
            return value - 1 if isinstance(value, np.ndarray) else np.array([[value - 1]])
        return value

    def functions_first(self, source: str) -> tuple[list[str], str]:
        functions, rest = matlab_source.split(source)
        return [one.strip("\n") for one in functions.values()], rest

    def prompt(self, source: str) -> tuple[str, str] | None:
        head, *lines = source.split("\n")
        if not FUNCTION.match(head):
            return None
        comment = [line.strip() for line in lines]
        first = list(itertools.takewhile(lambda line: line.startswith("% "), comment))
        return head.removeprefix("function "), " ".join(line[2:] for line in first)

    def notebook_cell(self, source: str) -> str:
        """A function is saved as a file, which works in the kernels of Octave and of MathWorks."""
        function = FUNCTION.match(source)
        return f"%%file {function[1]}.m\n{source}" if function else source

    def words(self, text: str) -> str:
        return text if " raised " in text else words(text)  # what students wrote stays as it is


def default(source: str) -> object:
    """The value of an argument that is left out before others that are given."""
    return wire.Source(source) if source in HANDLES else ast.literal_eval(source)


def there(value: object, name: str) -> object:
    """An argument in MATLAB's terms; `name` is that of the argument."""
    if isinstance(value, wire.Source):
        return wire.Source(HANDLES[value.text])
    if isinstance(value, bool):
        return value
    if isinstance(value, int | np.integer):
        return float(value)
    if isinstance(value, list | tuple) and all(isinstance(x, int | float) for x in value):
        value = np.array(value, float)
    if isinstance(value, np.ndarray):
        value = value.astype(float) if value.dtype.kind in "iu" else value
        return value[None] if value.ndim == 1 and name in ROWS else value
    if isinstance(value, dict):
        return {key: there(item, "") for key, item in value.items()}
    return value


def here(value: object) -> object:
    """An answer in Python's terms: cells and several results are tuples, structs dictionaries."""
    if isinstance(value, np.ndarray):
        return from_matrix(value)
    if isinstance(value, list | tuple):
        return tuple(map(here, value))
    if isinstance(value, dict):
        return {key: here(item) for key, item in value.items()}
    return value


OCTAVE = Octave(
    "octave",
    "MATLAB (GNU Octave)",
    ("octave", "matlab", "jupyter_matlab", "imatlab", "xeus-octave", "xoctave"),
    {"display_name": "Octave", "language": "octave", "name": "octave"},
    ".m",
    "%",
    program="octave-cli",
    install="`make octave` installs it, or your system's package manager does (package octave)",
    nothing="returns nothing: is there an output in its `function` line, and does it get a value?",
)
