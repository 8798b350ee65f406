"""GitHub Classroom, `gh classroom clone student-repos`: `hw1-submissions/hw1-<login>/...`.

The folder of one assignment, or the one above it with several.
"""

from autograder.submissions.layouts.origin import Layout, Origin, Parcel
from autograder.submissions.tree import Folder

NAME = "repositories of GitHub Classroom"
ENDING = "-submissions"


def read(folder: Folder) -> Layout | None:
    """The layout, or None if it is another one."""
    inside = [folder] if is_assignment(folder) else list(filter(is_assignment, folder.folders))
    if not inside:
        return None
    parcels, strays = [], []
    for assignment in inside:
        start = assignment.name.removesuffix(ENDING) + "-"
        for one in assignment.folders:
            login = one.name.removeprefix(start)
            parcels.append(Parcel(Origin(login, "", (login,)), list(one.everything())))
        strays += [(file, "lies beside the repositories") for file in assignment.files]
    beside = [f for f in folder.folders if f not in inside] if folder not in inside else []
    strays += [(f, "lies beside the repositories") for one in beside for f in one.everything()]
    return Layout(NAME, parcels, strays)


def is_assignment(folder: Folder) -> bool:
    """Whether it holds repositories whose names begin with the assignment's."""
    start = folder.name.removesuffix(ENDING) + "-"
    called = [one.name.startswith(start) for one in folder.folders]
    return folder.name.endswith(ENDING) and any(called)
