"""What `make gradescope` makes: for each problem the zip that an instructor uploads.

It holds this project as far as the problem needs it, exact pins, and two scripts.
"""

import json
import re
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

from autograder import PROJECT, SHIPPED, WORK
from autograder.problems import Problem, catalogue
from autograder.submissions import archive

FOLDER = WORK / "build" / "gradescope"
TEMPLATES = Path(__file__).parent / "templates"
SCRIPTS = ("setup.sh", "run_autograder")
ROOTS = (
    *("numpy", "scipy", "matplotlib", "matplotlib-inline", "ipython"),
    *("nbformat", "jupytext", "pydantic", "jinja2"),
)
OTHERS = re.compile(
    r"autograder/integrations/(?!(__init__|visible|gradescope/\w+)\.py$)"
)  # not needed


def build(problem: Problem, visibility: str, folder: Path = FOLDER) -> Path:
    """Write `folder/<problem>.zip`, the same to the byte each time; returns its path."""
    files = {f"project/{name}": content for name, content in project_files(problem.name).items()}
    files |= {name: (TEMPLATES / name).read_bytes() for name in SCRIPTS}
    settings = {"problem": problem.name, "visibility": visibility}
    files["settings.json"] = (json.dumps(settings, indent=1) + "\n").encode()
    files["requirements.txt"] = "".join(f"{pin}\n" for pin in pins()).encode()
    path = folder / f"{problem.name}.zip"
    archive.write(path, files, executable=frozenset(SCRIPTS))
    return path


def project_files(problem: str) -> dict[str, bytes]:
    """The files of this project that grading the problem needs, by relative name."""
    others = [re.escape(name) for name in catalogue.names() if name != problem]
    other = re.compile(rf"/({'|'.join(others)})(/|\.\w+$)") if others else None
    found = {}
    folders = {"autograder": PROJECT, "reference": PROJECT, "solutions": SHIPPED}
    for room, folder in folders.items():
        for name, content in archive.files_below(folder / room).items():
            name = f"{room}/{name}"
            strange = OTHERS.match(name) or (other and other.search(f"/{name}"))
            if "__pycache__" in name or strange:
                continue
            found[name] = content
    return found


def pins() -> list[str]:
    """The exact versions of what grading imports, and of all that this needs in turn.

    Versions are those of requirements.lock; which ones are needed, the installed packages say.
    """
    lock = (SHIPPED / "requirements.lock").read_text(encoding="utf-8")
    versions = {
        normal(name): (name, version)
        for name, version in re.findall(r"^([\w.-]+)==(\S+)$", lock, re.MULTILINE)
    }
    needed, waiting = set(), [Requirement(name) for name in ROOTS]
    while waiting:
        requirement = waiting.pop()
        name = normal(requirement.name)
        if name in needed:
            continue
        needed.add(name)
        for text in metadata.requires(name) or []:
            further = Requirement(text)
            if further.marker is None or further.marker.evaluate({"extra": ""}):
                waiting.append(further)
    return [f"{versions[name][0]}=={versions[name][1]}" for name in sorted(needed)]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
