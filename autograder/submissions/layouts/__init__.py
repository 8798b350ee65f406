"""How platforms lay out what students handed in: a module each, and what a folder is taken for.

A platform's layout reads one folder and says who is in it, or None. Plain folders come last.
"""

from collections.abc import Mapping

from autograder.submissions.layouts import (
    blackboard,
    canvas,
    github,
    gradescope,
    moodle,
    nbgrader,
    plain,
)
from autograder.submissions.layouts.origin import Layout, Origin, Parcel
from autograder.submissions.layouts.plain import SeveralPeople
from autograder.submissions.tree import Folder

__all__ = ["Layout", "Origin", "Parcel", "SeveralPeople", "take"]

PLATFORMS = (gradescope, moodle, blackboard, canvas, github, nbgrader)
DEEPEST = 3


def take(folder: Folder, problems: Mapping[str, tuple[str, ...]]) -> Layout:
    """What a folder of submissions is, and who is in it. Raises SeveralPeople.

    problems : other names that each problem goes by
    """
    return of_platforms(folder, 0) or plain.read(folder, problems)


def of_platforms(folder: Folder, depth: int) -> Layout | None:
    """The folder as a platform's download, or as several, one for each assignment."""
    for platform in PLATFORMS:
        found = platform.read(folder)
        if found is not None:
            return found
    inner = [one for one in folder.folders if one.folders or one.files]
    if depth == DEEPEST or not inner:
        return None
    taken = [of_platforms(one, depth + 1) for one in inner]
    if any(one is None for one in taken):
        return None
    names = dict.fromkeys(one.name for one in taken)
    parcels = [parcel for one in taken for parcel in one.parcels]
    strays = [stray for one in taken for stray in one.strays]
    strays += [(file, file.trouble or "lies beside the downloads") for file in folder.files]
    return Layout(", ".join(names), parcels, strays)
