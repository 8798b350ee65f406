"""What the name of a file says: which problem, which version, and what else stands in it.

One pass over the name, without regular expressions that could try anything twice.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

WORD = re.compile(r"[^\W\d_]++(?:['\u2019][^\W\d_]++)*+|\d++")
LONGEST = 300  # letters of a name that are looked at; file systems take fewer bytes
# What people and programs add to a name when there is a second file; says nothing of who it is.
WORDS_OF_A_COPY = """
copy of kopie von copie de copia kopia final finale version v ver neu new rev revised fixed last
latest done complete completed finished submission submitted abgabe attempt draft updated corrected
solution solutions answer answers notebook
"""
OF_A_COPY = frozenset(WORDS_OF_A_COPY.split())
DOUBLED = (".txt", ".json", ".zip")  # what browsers and mail programs put behind `.ipynb`


@dataclass(frozen=True)
class Said:
    """What a name says.

    problem : the problem, or None if it names none, or several
    numbers : the numbers behind it, which count versions; higher is later
    rest : the other words, in order
    exact : whether it is the name that was asked for, to the letter
    other : whether it names a problem of another number
    """

    problem: str | None
    numbers: tuple[int, ...] = ()
    rest: tuple[str, ...] = ()
    exact: bool = False
    other: bool = False

    @property
    def person(self) -> str:
        """The words that are no word about versions: in a flat folder, who handed it in."""
        return " ".join(word for word in self.rest if word not in OF_A_COPY)


def words(name: str) -> list[str]:
    """The words and numbers of a name, in small letters; numbers without leading zeros."""
    folded = unicodedata.normalize("NFKC", name[:LONGEST]).casefold()
    return [str(int(w)) if w.isdecimal() else w for w in WORD.findall(folded)]


def stem_of(name: str) -> str:
    """The name without its ending, also without a doubled one: `problem1.ipynb.txt`."""
    for ending in DOUBLED:
        if name.lower().endswith(f".ipynb{ending}"):
            name = name[: -len(ending)]
    return PurePosixPath(name).stem if name.strip("./") else name


def read(name: str, problems: Mapping[str, tuple[str, ...]]) -> Said:
    """What the name of a file says.

    problems : other names that each problem goes by, by the name that was asked for
    """
    stem = stem_of(name)
    found = words(stem)
    said = {}
    for problem, others in problems.items():
        for called in (problem, *others):
            place = place_of(words(called), found)
            if place is not None and problem not in said:
                said[problem] = place
    if len(said) != 1:
        kinds = {words(problem)[0] for problem in problems if words(problem)}
        other = any(w in kinds and n.isdecimal() for w, n in zip(found, found[1:], strict=False))
        return Said(None, rest=tuple(w for w in found if not w.isdecimal()), other=other)
    ((problem, (start, end)),) = said.items()
    numbers = tuple(int(w) for w in found[end:] if w.isdecimal())
    others = (*found[:start], *found[end:])
    rest = tuple(w for w in others if not w.isdecimal())
    return Said(problem, numbers, rest, name == f"{problem}.ipynb")


def place_of(wanted: list[str], found: list[str]) -> tuple[int, int] | None:
    """Where some words stand one after the other among others: (from, to)."""
    size = len(wanted)
    starts = range(len(found) - size + 1) if size else ()
    return next(((i, i + size) for i in starts if found[i : i + size] == wanted), None)
