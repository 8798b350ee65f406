"""Canvas, "Download Submissions": one flat folder.

`lovelaceada_12345_678901_problem1.ipynb`: the sorted name without spaces and punctuation, the
user's number, the number of the attached file, which grows with time, and the file's own name.
`LATE` stands behind the name. What was typed in ends in `_12345_text.html`.
"""

from dataclasses import replace

from autograder.submissions.layouts.origin import Layout, Origin, Parcel, entries, made
from autograder.submissions.tree import Folder

NAME = "a Canvas download"
TYPED = ("text.html", "link.html")


def read(folder: Folder) -> Layout | None:
    """The layout, or None if it is another one."""
    found, strays = [], []
    for name, files in entries(folder):
        parsed = parse(name)
        if parsed is None:
            strays += files
            continue
        origin, own = parsed
        if len(files) == 1 and files[0].name == name:
            files = [replace(files[0], name=own)]
        found.append(Parcel(origin, files, text=own in TYPED))
    return made(NAME, found, strays, len(found) + len(strays))


def parse(name: str) -> tuple[Origin, str] | None:
    """Who handed a file in, and its own name."""
    parts = name.split("_")
    for place in range(1, len(parts) - 1):
        user, number = parts[place], parts[place + 1]
        if not (user.isascii() and user.isdigit()):
            continue
        typed = number in TYPED and place + 2 == len(parts)
        if not typed and not (number.isascii() and number.isdigit() and place + 2 < len(parts)):
            return None
        late = parts[place - 1] == "LATE" and place > 1
        called = "_".join(parts[: place - late])
        own = number if typed else "_".join(parts[place + 2 :])
        order = () if typed else (int(number[:20]),)
        origin = Origin(f"{called}_{user}", called, (user, called), order, late=late)
        return origin, own
    return None
