"""Which demonstrations are left out: only those that nothing can depend on."""

import nbformat
import pytest

from autograder.grading import grader
from autograder.problems import catalogue
from autograder.sandbox.inside.needed import skipped
from autograder.submissions import Submission
from tests.sample_class import SUBMISSIONS

SETUP = "import numpy as np\nimport matplotlib.pyplot as plt\nx0 = np.ones(3)\nrng = None"
STEP = "def step(x):\n    y = x + 1\n    return y"
DEMO = "shown = step(x0)\nprint(shown)"


def left_out(*others, demo=DEMO, step=STEP, variables=()):
    """Whether a demonstration between these cells is left out."""
    codes = [SETUP, step, demo, *others]
    return skipped(codes, [2], variables, [0]) == [2]


def test_a_demonstration_that_only_shows_is_left_out():
    """It binds a name that nobody looks up, and calls a function that changes nothing."""
    assert left_out()
    assert left_out("assert step(x0).shape == (3,)")
    assert left_out("shown = 2\nprint(shown)")
    assert left_out("print([shown for shown in range(3)])")


@pytest.mark.parametrize(
    "other",
    [
        "print(shown)",
        "def later():\n    return shown",
        "later = lambda: shown",
        "if x0[0] > 1:\n    shown = 3\nprint(shown)",
        "for shown in []:\n    pass\nprint(shown)",
        "shown += 1",
        "print([shown for x in x0])",
        "del shown",
    ],
)
def test_what_is_looked_up_later_is_needed(other):
    """Also in functions, in branches, and where another binding is not sure."""
    assert not left_out(other)


def test_variables_that_checks_ask_for_are_needed():
    """They are declared by the problem."""
    assert not left_out(variables=("shown",))


@pytest.mark.parametrize(
    "step",
    [
        "def step(x):\n    x += 1\n    return x",
        "def step(x):\n    y = x\n    y[0] = 1\n    return y",
        "def step(x):\n    y = x.T\n    y[0] = 1\n    return y",
        "def step(x):\n    y = np.asarray(x)\n    y[0] = 1\n    return y",
        "def step(x):\n    np.add(x, 1, out=x)\n    return x",
        "def step(x):\n    np.fill_diagonal(x, 0)\n    return x",
        "def step(x):\n    x.sort()\n    return x",
        "def inner(x):\n    x[:] = 0\ndef step(x):\n    inner(x)\n    return x",
        "def step(x):\n    for part in x:\n        part[0] = 1\n    return x",
    ],
)
def test_functions_that_write_into_arguments(step):
    """What they are handed is changed by the demonstration, and x0 is looked up later."""
    assert not left_out("print(x0)", step=step)
    assert left_out("x0 = 1\nprint(x0)", step=step)


@pytest.mark.parametrize(
    "step",
    [
        "calls = []\ndef step(x):\n    calls.append(x)\n    return x",
        "def step(x):\n    global count\n    count = 1\n    return x",
        "def step(x, seen={}):\n    seen[1] = x\n    return x",
        "def step(x):\n    step.last = x\n    return x",
        "def step(x):\n    return x + np.random.randn()",
        "def step(x):\n    plt.rcParams['font.size'] = 3\n    return x",
        "def step(x):\n    return somewhere(x)",
        "step = np.sin",
        "def step(x):\n    return x\nstep = step",
    ],
)
def test_functions_that_act_on_more(step):
    """State of their own, of everybody, or what nothing is known of: the demonstration runs."""
    assert not left_out(step=step)


@pytest.mark.parametrize(
    "other",
    [
        "globals()['x']",
        "exec('y = 1')",
        "get_ipython()",
        "print(_)",
        "print(Out)",
        "from os import *",
        "import sys",
        "%timeit 1",
        "def f(:",
        "class A:\n    pass",
        "@print\ndef f():\n    pass",
        "print(step.__globals__)",
        "print = 1",
    ],
)
def test_what_is_dynamic_runs_everything(other):
    """Names that are looked up or made in ways that do not stand in the source."""
    assert not left_out(other)


def test_what_a_needed_demonstration_needs_is_needed():
    """To a fixed point: one demonstration uses the names of another."""
    codes = [SETUP, STEP, "first = step(x0)", "second = first + 1", "print(second)"]
    assert skipped(codes, [2, 3], ()) == []
    assert skipped(codes, [2, 3, 4], ()) == [2, 3, 4]


@pytest.mark.parametrize("code", ["(" * 5000, "x = " + "-" * 100_000 + "1", "\0", "é" * 10])
def test_odd_code_is_survived(code):
    """Deep nesting and bytes that are no source: everything runs."""
    assert isinstance(skipped([SETUP, DEMO, code], [1], ()), list)


def handed_in(folder, notebook, name):
    folder.mkdir(exist_ok=True)
    nbformat.write(notebook, folder / f"{name}.ipynb")
    return Submission("s", name, folder / f"{name}.ipynb")


@pytest.mark.parametrize(
    ("name", "most"), [("problem1", 5), pytest.param("problem2", 9, marks=pytest.mark.slow)]
)
def test_the_worked_notebook_leaves_out_demonstrations(name, most, tmp_path):
    """And gets all points, as with all cells."""
    one = handed_in(tmp_path, catalogue.read(name).notebook(), name)
    needed = grader.grade(one)
    assert needed.report.score == needed.report.max_score
    assert needed.skipped >= most


def same(one):
    """The grading of a submission with what is needed, and with all cells, is the same."""
    needed, every = grader.grade(one, run="needed").report, grader.grade(one, run="all").report
    assert needed.questions == every.questions
    assert needed.score == every.score and needed.status == every.status


@pytest.mark.parametrize("student", ["chen", "dana", "hiro"])
def test_the_sample_class_gets_the_same_marks(student):
    """With all cells and with those that are needed."""
    same(Submission(student, "problem1", SUBMISSIONS / student / "problem1.ipynb"))


@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    sorted(SUBMISSIONS.glob("*/problem[123].ipynb")),
    ids=lambda p: f"{p.parent.name}-{p.stem}",
)
def test_the_whole_sample_class_gets_the_same_marks(path):
    """Every notebook of it."""
    same(Submission(path.parent.name, path.stem, path))


def test_a_name_that_is_missed_after_all(tmp_path):
    """Found by a way that this does not see: everything runs, and the answer comes."""
    notebook = catalogue.read("problem1").notebook()
    demo = next(c for c in catalogue.read("problem1").cells if c.role == "demo")
    for cell in notebook.cells:
        if "def velocity(" in cell.source:
            cell.source += "\n\nspectrum_too = eval"
    one = handed_in(tmp_path, notebook, "problem1")
    graded = grader.grade(one)
    assert demo and graded.skipped == 0
    assert graded.report.score == graded.report.max_score
