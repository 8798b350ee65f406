"""Who handed something in, and when, as the layouts of the platforms tell it."""

from dataclasses import dataclass, field
from datetime import datetime

from autograder.submissions.tree import File, Folder


@dataclass(frozen=True)
class Origin:
    """One hand-in of one person.

    person : unique on the platform, and what the student is called without a roster
    name : as people say it; empty if unknown
    ids : all that a roster may know the person by: numbers, login, e-mail
    order : larger is later; empty if the platform does not say
    together : further people of the same group
    """

    person: str
    name: str = ""
    ids: tuple[str, ...] = ()
    order: tuple = ()
    when: datetime | None = None
    late: bool = False
    together: tuple["Origin", ...] = ()


@dataclass
class Parcel:
    """The files of one hand-in; `text` is whether they were typed into the platform itself."""

    origin: Origin
    files: list[File] = field(default_factory=list)
    text: bool = False


@dataclass
class Layout:
    """What a folder was taken for, who is in it, and what belongs to nobody (with the reason)."""

    name: str
    parcels: list[Parcel]
    strays: list[tuple[File, str]] = field(default_factory=list)


def entries(folder: Folder) -> list[tuple[str, list[File]]]:
    """What lies flat in a folder: each file, and each zip with the files in it."""
    flat = [(file.name, [file]) for file in folder.files if not file.trouble]
    return flat + [(f"{z.name}.zip", list(z.everything())) for z in folder.folders if z.zipped]


def made(name: str, parcels: list[Parcel], strays: list[File], most: int) -> Layout | None:
    """The layout if enough of the entries have its pattern: at least one, and half of them."""
    if not parcels or 2 * len(parcels) < most:
        return None
    return Layout(name, parcels, [(file, f"has no name of {name}") for file in strays])
