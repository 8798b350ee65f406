"""Folders as people make them: a folder per student at any depth, or files with names in them."""

from collections import Counter
from collections.abc import Mapping

from autograder.languages import LANGUAGES
from autograder.submissions import names
from autograder.submissions.layouts.origin import Layout, Origin, Parcel
from autograder.submissions.tree import File, Folder

NAME = "plain folders"
SCRIPTS = tuple(language.ending for language in LANGUAGES.values())
GRADABLE = (".ipynb", ".ipynb.txt", ".ipynb.json", *SCRIPTS)
OF_A_VERSION = names.OF_A_COPY | {"old", "older", "backup", "try", "test", "scratch", "homework"}


class SeveralPeople(Exception):
    """One "student" holds the notebooks of several; names them."""


def read(folder: Folder, problems: Mapping[str, tuple[str, ...]]) -> Layout:
    """The students of a folder. Raises SeveralPeople."""
    level, path = folder, []
    while True:
        inside = [one for one in level.folders if gradable(one)]
        many = [one for one in inside if people_below(one, problems)]
        if not is_one_too_high(inside, many):
            break
        if len(level.folders) > 1:
            sections = [one for one in level.folders if one.folders or one.files]
            level = Folder(level.name, level.path, level.shown)
            level.folders = [inner for section in sections for inner in section.folders]
            level.files = [file for section in sections for file in section.files]
            path.append("<part>")
        else:
            path.append(level.folders[0].name)
            level = level.folders[0]
    for one in many:
        told = ", ".join(map(ascii, people_below(one, problems)))
        raise SeveralPeople(
            f"{one.shown} holds the notebooks of several people ({told}), and would be graded as "
            "one student. Give each of them a folder beside the other students'."
        )
    parcels = [Parcel(origin(one.name), list(one.everything())) for one in level.folders]
    loose, strays = loose_files(level, bool(inside), problems)
    where = "/".join([*path, "<student>"])
    return Layout(f"{NAME}, {where}", parcels + loose, strays)


def origin(name: str) -> Origin:
    return Origin(name, "", (name,))


def gradable(folder: Folder) -> list[File]:
    """The notebooks and scripts below a folder."""
    return list(filter(is_gradable, folder.everything()))


def is_gradable(file: File) -> bool:
    return not file.trouble and file.name.lower().endswith(GRADABLE)


def people_below(folder: Folder, problems: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The people who seem to have folders in this one, or further below; none, or several."""
    here = people_in(folder, problems)
    if here or any(is_gradable(file) for file in folder.files):
        return here
    return next(filter(None, (people_below(one, problems) for one in folder.folders)), [])


def people_in(folder: Folder, problems: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The folders in a folder that seem to be of different people: they hold the same problem."""
    held: dict[str, set[str]] = {}
    for one in folder.folders:
        words = {word for word in names.words(one.name) if not word.isdecimal()}
        if words <= OF_A_VERSION or names.read(one.name, problems).problem:
            continue  # a version, a date, or a problem: no person's name
        for file in gradable(one):
            if not file.name.endswith(SCRIPTS):
                problem = names.read(file.name, problems).problem or file.name
                held.setdefault(problem, set()).add(one.name)
    together = [people for people in held.values() if len(people) > 1]
    return sorted(set().union(*together))


def is_one_too_high(inside: list[Folder], many: list[Folder]) -> bool:
    """Whether the folders here are parts of the class, or assignments, and not students.

    inside : those with notebooks; many : those that seem to hold several people
    """
    if not many or 2 * len(many) < len(inside):
        return False
    if any(is_gradable(file) for one in inside for file in one.files):
        return False
    called = Counter(inner.name for one in inside for inner in one.folders if gradable(inner))
    return len(called) == called.total() or len(called) > len(inside) or len(inside) == 1


def loose_files(
    level: Folder, has_students: bool, problems: Mapping[str, tuple[str, ...]]
) -> tuple[list[Parcel], list[tuple[File, str]]]:
    """Files beside the students' folders: whose they are, their names may say."""
    parcels, strays = [], []
    people = {}
    for file in level.files:
        if file.trouble and file.trouble.startswith("is a link"):
            parcels.append(Parcel(origin(file.name), [file]))
            continue
        said = names.read(file.name, problems)
        is_work = file.name.lower().endswith((*GRADABLE, ".html", ".pdf")) and not file.trouble
        if file.name.endswith(SCRIPTS) and said.problem is None:
            is_work = False  # a module, as far as its name says
        people.setdefault(said.person if is_work else None, []).append(file)
    alone = set(people) <= {"", None} and not has_students
    for person, files in people.items():
        if person or (person == "" and alone):
            parcels.append(Parcel(origin(person or level.name), files))
        elif person is None and alone and parcels == [] and "" in people:
            people[""] += files  # what lies beside the one student's notebook
        else:
            strays += [(f, f.trouble or "lies beside the students' folders") for f in files]
    return parcels, strays
