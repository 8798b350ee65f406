"""Blackboard, "Assignment File Download": flat files, and a text about each attempt.

`Homework 1_alovelace_attempt_2027-03-01-10-15-22_problem1.ipynb`, and the same without the file's
name and with `.txt`, which begins with `Name: Ada Lovelace (alovelace)`.
"""

import re
from dataclasses import replace
from datetime import datetime

from autograder.submissions.layouts.origin import Layout, Origin, Parcel, entries, made
from autograder.submissions.tree import File, Folder

NAME = "a Blackboard download"
SIGN = "_attempt_"
TIME = "%Y-%m-%d-%H-%M-%S"
WHO = re.compile(r"^Name:[ \t]*([^\n(]{1,200})\(([^()\n]{1,100})\)", re.MULTILINE)


def read(folder: Folder) -> Layout | None:
    """The layout, or None if it is another one."""
    found, strays, about = [], [], {}
    flat = entries(folder)
    for name, files in flat:
        head, when, own = parse(name) or ("", None, None)
        if when and own == ".txt":
            about[head, when] = who(files[0])
    for name, files in flat:
        parsed = parse(name)
        if parsed is None:
            strays += files
            continue
        head, when, own = parsed
        login, called = about.get((head, when)) or (head.rpartition("_")[2], "")
        origin = Origin(login, called, (login, called), (when.timestamp(),), when)
        if own == ".txt":
            found.append(Parcel(origin))
            continue
        if len(files) == 1 and files[0].name == name:
            files = [replace(files[0], name=own)]
        found.append(Parcel(origin, files))
    return made(NAME, found, strays, len(found) + len(strays))


def parse(name: str) -> tuple[str, datetime, str] | None:
    """What stands in front, when it was handed in, and the file's own name."""
    head, sign, tail = name.rpartition(SIGN)
    if not sign or "_" not in head:
        return None
    try:
        when = datetime.strptime(tail[:19], TIME)
    except ValueError:
        return None
    return head, when, tail[19:].removeprefix("_")


def who(file: File) -> tuple[str, str] | None:
    """(login, name) as the text about an attempt says."""
    try:
        with open(file.path, encoding="utf-8", errors="replace") as text:
            match = WHO.search(text.read(2000))
    except OSError:
        return None
    return (match[2].strip(), match[1].strip()) if match else None
