"""Moodle, "Download all submissions": a folder for each, or flat files of the same pattern.

`Ada Lovelace_120001_assignsubmission_file/problem1.ipynb`, also `..._file_` and, for what was
typed in, `..._onlinetext_`. The number is that of the participant, as in the grading worksheet.
"""

from dataclasses import replace

from autograder.submissions.layouts.origin import Layout, Origin, Parcel, entries, made
from autograder.submissions.tree import Folder

NAME = "a Moodle download"
SIGN = "_assignsubmission_"


def read(folder: Folder) -> Layout | None:
    """The layout, or None if it is another one."""
    found, strays = [], []
    flat = entries(folder)
    for name, files in [*((f.name, None) for f in folder.folders if not f.zipped), *flat]:
        parsed = parse(name)
        if parsed is None:
            strays += files or []
            continue
        origin, kind, own = parsed
        if files is None:
            files = list(next(f for f in folder.folders if f.name == name).everything())
        elif len(files) == 1 and files[0].name == name and own:
            files = [replace(files[0], name=own)]
        found.append(Parcel(origin, files, text=kind == "onlinetext"))
    return made(NAME, found, strays, len(found) + len(strays))


def parse(name: str) -> tuple[Origin, str, str] | None:
    """Who handed it in, what kind of thing, and in a flat folder the name of the file."""
    head, sign, tail = name.partition(SIGN)
    called, _, number = head.rpartition("_")
    if not sign or not called or not (number.isascii() and number.isdigit()):
        return None
    kind, _, own = tail.partition("_")
    identifier = f"Participant {number}"
    return Origin(f"{called}_{number}", called, (number, identifier, called)), kind, own
