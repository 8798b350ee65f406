"""Gradescope, "Export Submissions": `submission_metadata.yml` and a folder per submission.

The metadata is written by Ruby, so its keys begin with a colon and some values have tags.
"""

from datetime import datetime

import yaml

from autograder.submissions.layouts.origin import Layout, Origin, Parcel
from autograder.submissions.tree import Folder

NAME = "a Gradescope export"
METADATA = "submission_metadata.yml"
LARGEST = 200 * 1024**2


class Plain(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """A safe reader that takes the values of Ruby's own types for what they are written as."""


def untagged(loader: yaml.Loader, _: str, node: yaml.Node) -> object:
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return loader.construct_scalar(node)


Plain.add_multi_constructor("!", untagged)


def read(folder: Folder) -> Layout | None:
    """The layout, or None if it is another one."""
    about = next((f for f in folder.files if f.name == METADATA and not f.trouble), None)
    if about is None:
        return None
    known = metadata(about.path)
    found, strays = [], [(f, "is no submission") for f in folder.files if f is not about]
    for one in folder.folders:
        origins = people(known.get(one.name))
        if origins:
            origin, *others = origins
            first = Origin(*_fields(origin), together=tuple(others))
            found.append(Parcel(first, list(one.everything())))
        else:
            reason = f"stands in no line of {METADATA}"
            strays += [(file, reason) for file in one.everything()]
    return Layout(NAME, found, strays)


def _fields(origin: Origin) -> tuple:
    return origin.person, origin.name, origin.ids, origin.order, origin.when, origin.late


def metadata(path) -> dict:
    """What the metadata says of each submission; nothing if it cannot be read."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            found = yaml.load(file.read(LARGEST), Plain)
    except (OSError, yaml.YAMLError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def people(about: object) -> list[Origin]:
    """Who handed a submission in: one, or a group."""
    about = {str(k).lstrip(":"): v for k, v in about.items()} if isinstance(about, dict) else {}
    when = about.get("created_at")
    when = when if isinstance(when, datetime) else None
    found = []
    submitters = about.get("submitters")
    for one in submitters if isinstance(submitters, list) else []:
        if not isinstance(one, dict):
            continue
        texts = {str(k).lstrip(":"): str(v) for k, v in one.items() if v is not None}
        name, email, sid = (texts.get(key, "") for key in ("name", "email", "sid"))
        person = email or sid or name
        if person:
            order = (when.timestamp(),) if when else ()
            found.append(Origin(person, name, (email, sid, name), order, when))
    return found
