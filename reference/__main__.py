"""`python -m reference problem1`: print the expected answers, and draw the figures, of a problem.

Every module reference/problemN.py is a problem. It has `main(out: Path) -> None`, which prints
the answers and writes the figures into the existing folder `out`.
"""

import argparse
import importlib
import pkgutil
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import reference


def problems() -> list[str]:
    """Names of the problems that have expected answers, in the order of their numbers."""
    names = (module.name for module in pkgutil.iter_modules(reference.__path__))
    return sorted(filter(re.compile(r"problem\d+").fullmatch, names), key=lambda n: int(n[7:]))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; a wrong call exits with code 2."""
    parser = argparse.ArgumentParser(
        prog="python -m reference",
        description="Print the expected answers of a problem and draw its figures.",
    )
    parser.add_argument("problem", choices=problems(), help="which problem (%(choices)s)")
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="folder for the figures (default: build/reference/PROBLEM)",
    )
    options = parser.parse_args(arguments)
    out = options.out or Path("build", "reference", options.problem)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        parser.error(f"cannot make the folder {out}: {error.strerror}")
    importlib.import_module(f"reference.{options.problem}").main(out)
    print(f"\nFigures are in {out.resolve()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
