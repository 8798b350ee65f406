"""What `make classroom` makes: the students' template repository, and the instructor's workflows.

Nothing of the first knows a hidden check; the second belongs into the instructor's repository.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path

from autograder import WORK
from autograder.problems import catalogue
from autograder.release import handout, student_notebook

FOLDER = WORK / "build" / "classroom"
TEMPLATES = Path(__file__).parent / "templates"
PLACEHOLDER = "OWNER/GRADER"

HAND_IN = """
## Handing in

Commit and push. Every push is graded by checks that are not in this repository; the page of the
run (Actions on GitHub, Pipelines on GitLab) has your points and hints, and the feedback page for
download. What counts is the last push before the deadline.
"""


def build(grader: str, folder: Path = FOLDER, problems: Sequence[str] = ()) -> None:
    """Make `folder/student` and `folder/instructor`.

    problems : those that go into the repository; all of them if none is named
    grader : owner/name of the repository in which the instructor keeps the reusable workflow
    Raises ReleaseError if a release would give something away.
    """
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(TEMPLATES, folder)
    student, names = folder / "student", problems or catalogue.names()
    released = [student_notebook.write(catalogue.read(name), student) for name in names]
    for name, content in handout.contents(released).items():
        path = student / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    with open(student / "README.md", "a", encoding="utf-8") as readme:
        readme.write(HAND_IN)
    workflow = student / ".github" / "workflows" / "grade.yml"
    workflow.write_text(workflow.read_text(encoding="utf-8").replace(PLACEHOLDER, grader))
