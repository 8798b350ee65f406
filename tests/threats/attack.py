"""An attack: a small file of cells with a sentence on top, and what must come of it.

Lines of the head after the sentence, all optional:

    # earns: 1d, 1a 1.5    questions that its honest answers are worth, with points if not full
    # notice: text         what the report must say about it
    # message: text        what the reason of a failed check must say
    # slow                 it takes more than a few seconds

What the sandbox refuses is attempted with `attempt(what, function)`, which prints HELD or GOT.
Other attacks print "tried" when they have done their worst: it tells the test that they ran.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import nbformat

from autograder.feedback.pages import student_page
from autograder.grading import grader
from autograder.problems import catalogue
from autograder.submissions.submission import Submission

HERE = Path(__file__).parent

TOOLS = '''
def attempt(what, function):
    try:
        got = function()
    except BaseException as error:
        print("HELD", what, type(error).__name__)
    else:
        nothing = got is None or got is False or got in ("", b"", [], 0)
        print(f"HELD {what}" if nothing else f"GOT {what}: {got!r}")


def take_over(**ours):
    """Answer the grader's requests ourselves; returns one that answers as it would have."""
    import copy
    import gc

    desk = next(found for found in gc.get_objects() if type(found).__name__ == "Desk")
    theirs = copy.copy(desk)
    vars(desk).update(ours)
    return theirs


FUNCTIONS = """linear_fixed_points velocity jacobian is_stable random_connectivity spectrum
plot_spectrum find_fixed_point plot_fixed_point currents_from_rates rates_from_currents
ei_connectivity""".split()
'''


@dataclass
class Attack:
    """One file of `points/`, `secrets/` or `stopping/`."""

    path: Path
    head: dict[str, str] = field(default_factory=dict)

    @cached_property
    def source(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def options(self) -> dict[str, str]:
        head = re.match(r"(#[^%\n]*\n)+", self.source)[0]
        return dict(re.findall(r"^# (earns|notice|message|slow):? ?(.*)$", head, re.MULTILINE))

    def cells(self, places: dict[str, str]) -> list[str]:
        source = re.sub(rf"\b({'|'.join(places)})\b", lambda found: places[found[0]], self.source)
        return [TOOLS, honest(), *re.split(r"^# %%.*\n", source, flags=re.MULTILINE)]

    def earns(self) -> dict[str, float]:
        """Points by question of the honest answers in it."""
        full = {question.id: question.points for question in catalogue.read("problem1").questions}
        earned = dict.fromkeys(full, 0.0) | {"1d": full["1d"]}
        for item in filter(None, self.options.get("earns", "").split(", ")):
            name, *points = item.split()
            earned[name] = float(points[0]) if points else full[name]
        return earned


def honest() -> str:
    """A right answer to 1d, which an attack in another place must not cost."""
    cells = catalogue.read("problem1").cells
    answer = next(c.source for c in cells if (c.question, c.role) == ("1d", "answer"))
    return f"import numpy as np\n\n{answer}"


def attacks(kind: str) -> list[Attack]:
    return [Attack(path) for path in sorted((HERE / kind).glob("*.py"))]


def grade(cells: list[str], folder: Path, sandbox: str = "bubblewrap") -> grader.Graded:
    """Grade a notebook of these code cells."""
    path = folder / "attack.ipynb"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
    path.write_text(nbformat.writes(notebook), encoding="utf-8")
    return grader.grade(Submission("mallory", "problem1", path), sandbox)


def shown(graded: grader.Graded) -> str:
    """All that the cells have printed."""
    return "\n".join(text for _, run in graded.cells for _, text in run.texts)


def everything(graded: grader.Graded) -> str:
    """All that people will see of it: the report and the page."""
    return graded.report.to_json() + student_page(graded)
