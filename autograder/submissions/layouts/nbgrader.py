"""nbgrader: `submitted/<student>/<assignment>/<problem>.ipynb`, with a `timestamp.txt` beside it.

The course's folder, or its `submitted` itself.
"""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from autograder.submissions.layouts.origin import Layout, Origin, Parcel
from autograder.submissions.tree import File, Folder

NAME = "an nbgrader course"
STAMP = "timestamp.txt"


def read(folder: Folder) -> Layout | None:
    """The layout, or None if it is another one."""
    inner = next((f for f in folder.folders if f.name == "submitted"), None)
    is_course = any(f.name in ("nbgrader_config.py", "gradebook.db") for f in folder.files)
    if inner is not None and (is_course or stamped(inner)):
        folder = inner
    elif not stamped(folder):
        return None
    parcels = []
    for student in folder.folders:
        for assignment in student.folders:
            files = list(assignment.everything())
            when = next((stamp(f) for f in files if f.name == STAMP), None)
            order = (when.timestamp(),) if when else ()
            own = [file for file in files if file.name != STAMP]
            origin = Origin(student.name, "", (student.name,), order, when)
            parcels.append(Parcel(origin, own))
        if student.files or not student.folders:
            parcels.append(Parcel(Origin(student.name, "", (student.name,)), student.files))
    return Layout(NAME, parcels, [(file, "lies beside the students") for file in folder.files])


def stamped(folder: Folder) -> bool:
    """Whether some `<student>/<assignment>` below has a time stamp."""
    inner = (assignment for student in folder.folders for assignment in student.folders)
    return any(file.name == STAMP for assignment in inner for file in assignment.files)


def stamp(file: File) -> datetime | None:
    """The time that nbgrader wrote: `2027-03-01 10:15:22.123456 Europe/Berlin`, or with ` UTC`."""
    try:
        with open(file.path, encoding="utf-8", errors="replace") as text:
            day, clock, *zone = text.read(100).split()
        naive = datetime.fromisoformat(f"{day} {clock}")
        return naive.replace(tzinfo=ZoneInfo(zone[0]) if zone and zone[0] != "UTC" else UTC)
    except (OSError, ValueError, KeyError):
        return None
