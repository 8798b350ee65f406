"""MATLAB behind the border: the same hidden checks, asked of a submission that Octave runs."""

import ast
import inspect

import nbformat
import numpy as np
import pytest

from autograder import languages
from autograder.grading import grader
from autograder.interview import Options, Unanswered, View
from autograder.languages import OCTAVE, Functions, Signature, fitted, octave, values
from autograder.problems import catalogue
from autograder.sandbox.inside import wire
from autograder.submissions import Submission, key_of
from tests.autograder.languages.octave_submission import (
    interview,
    lost,
    needs_octave,
    worked_cells,
)

PROBLEMS = [
    pytest.param(name, marks=() if name == "problem1" else pytest.mark.slow)
    for name in catalogue.names()
]


@needs_octave
@pytest.mark.parametrize("problem", PROBLEMS)
def test_the_worked_edition_loses_nothing(problem):
    """Every hidden check, unchanged, passes on the worked MATLAB script inside the wall."""
    with interview(problem, worked_cells(problem)) as under_way:
        assert [run.error or run.stopped for run in under_way.runs if run.error] == []
        assert lost(problem, under_way) == {}


@pytest.mark.parametrize("problem", catalogue.names())
def test_every_function_that_checks_hand_over_has_a_handle(problem):
    """A new Source in a check needs its counterpart in MATLAB."""
    for check in catalogue.suite(problem).checks:
        for node in ast.walk(ast.parse(inspect.getsource(inspect.getmodule(check.run)))):
            called = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Source"
            # What a check puts together from parts is tried by the worked edition above.
            if called and isinstance(node.args[0], ast.Constant):
                assert node.args[0].value in octave.HANDLES


VELOCITY = Functions(
    {"velocity": Signature(("x", "J", "phi", "h"), {"phi": "np.tanh", "h": "0.0"})}
)


def test_arguments_go_by_position_and_gaps_are_filled():
    """What is left out before an argument that is given gets its default; nothing goes by name."""
    x, J = np.ones(2), np.eye(2)
    arguments, seed = OCTAVE.call("velocity", (x, J), {"h": 3}, VELOCITY)
    assert seed is None and len(arguments) == 4
    assert arguments[2].text == "@tanh" and type(arguments[3]) is float


def test_a_generator_becomes_a_seed():
    """MATLAB draws from what rng(seed) has set, so no argument stands for the generator."""
    functions = Functions({"draw": Signature(("N", "rng", "balanced"), {})})
    arguments, seed = OCTAVE.call("draw", (3, wire.Seed(5), True), {}, functions)
    assert arguments == [3.0, True] and seed == 5


def test_units_are_counted_from_one():
    """Positions among arguments and answers are shifted, and come as a row to loop over."""
    functions = Functions({"f": Signature(("units",), {})}, {"f": ("units", languages.RETURNED)})
    ((units,), _) = OCTAVE.call("f", ([0, 4],), {}, functions)
    assert units.tolist() == [[1.0, 5.0]]
    assert np.asarray(OCTAVE.answer("f", np.array([[1.0, 5.0]]), functions)).tolist() == [[0, 4]]


def test_a_column_is_a_vector_only_where_one_is_asked_for():
    """N-by-1 and 1-by-N are fine for (N,), and N-by-1 stays a basis of one column."""
    column = values.from_matrix(np.ones((3, 1)))
    assert fitted(column, (3,)).shape == (3,)
    assert fitted(column, (3, None)).shape == (3, 1)
    assert fitted(values.from_matrix(np.ones((1, 1))), (1, 1)).shape == (1, 1)
    assert fitted(np.ones((3, 1)), (3,)).shape == (3, 1), "Python's arrays are what they are"


CELLS = [
    "x = 3\nfprintf('%d\\n', 1:2)",
    "a = 1;\nb = undefined_thing + a;",
    "a = 1;\nb = (;",
    "y = late(2)\nfunction y = late(x)\n  y = 2 * x;\nend",
    "clear all; close all; clc\nz = late(3);",
    "%%file g.m\nfunction y = g(x)\n y = h(x);\nend\n"
    "function z = h(x)\n error('bad:thing', 'h\\nis bad')\nend",
    "function nothing(x)\nend\nfunction y = unset(x)\nend\nfunction x = twice(x)\n x = 2 * x;\nend",
    "figure; plot([1 2 3]); xlabel('time'); figure; bar([1 2]);",
    "m = containers.Map('KeyType', 'double', 'ValueType', 'any'); m(0.01) = magic(4);",
    "assert(1 == 2, 'two is not one')",
    "function y = unfilled(x)\n% YOUR CODE HERE\nerror('No Answer Given!')\nend",
]


@pytest.fixture(scope="module")
def under_way():
    with interview("problem1", CELLS) as started:
        yield started


def error_of(under_way, name, *args):
    with pytest.raises(Unanswered) as caught:
        under_way.call(name, args, {}, Options())
    return caught.value


@needs_octave
def test_cells_show_what_a_notebook_would(under_way):
    """Results without a semicolon, prints and figures are among the outputs of their cell."""
    assert under_way.runs[0].texts == [("stdout", "x = 3\n1\n2\n")]
    assert under_way.runs[3].texts == [("stdout", "y = 4\n")], "a function may follow its use"
    assert len(under_way.runs[7].pictures) == 2


@needs_octave
def test_errors_name_the_line_of_the_cell(under_way):
    """Undefined names and parse errors are told with the line of the student's own cell."""
    assert under_way.runs[1].error.endswith("(line 2)") and "undefined" in under_way.runs[1].error
    assert under_way.runs[2].error.startswith("parse error: ")
    assert under_way.runs[2].error.endswith("(line 2)")
    assert under_way.runs[9].error == "AssertionError: two is not one (line 1)"


@needs_octave
def test_clear_all_forgets_no_function(under_way):
    """Scripts begin with `clear all; close all; clc`; their functions are still there after it."""
    assert under_way.runs[4].error is None
    assert under_way.value("z", View()) == 6


@needs_octave
def test_calls_that_give_no_answer_are_told_in_words(under_way):
    """Missing, unfilled, raising, and returning nothing are told apart."""
    assert error_of(under_way, "absent", 1.0).kind == "missing"
    assert error_of(under_way, "unfilled", 1.0).reason == "`unfilled` is not filled in yet."
    assert error_of(under_way, "g", 1.0).reason == "`g` raised bad:thing: h is bad (line 6)"
    assert "returns nothing" in error_of(under_way, "nothing", 1.0).reason
    assert "undefined" in error_of(under_way, "unset", 1.0).reason


@needs_octave
def test_parts_of_stored_values(under_way):
    """A key of a map, its rows and its shape cross without the whole."""
    assert under_way.value("m", View(key=0.01, reduce="shape")) == (4, 4)
    rows = under_way.value("m", View(key=0.01, rows=(1, 3, None)))
    assert np.array_equal(rows, [[5, 11, 10, 8], [9, 7, 6, 12]])
    with pytest.raises(Unanswered, match="key 7"):
        under_way.value("m", View(key=7.0))


@needs_octave
@pytest.mark.parametrize("value", [2.5, np.arange(6.0).reshape(2, 3), np.zeros((0, 3)), 1 + 2j])
def test_values_there_and_back(under_way, value):
    """Numbers, matrices, empty ones and complex ones come back as they went."""
    answer = under_way.call("twice", (value,), {}, Options()).value
    assert np.array_equal(answer, np.multiply(2, value)) and np.shape(answer) == np.shape(value)


def handed_in(folder, kernel: dict, *cells: str) -> Submission:
    notebook = nbformat.v4.new_notebook(metadata=kernel)
    notebook.cells = [nbformat.v4.new_code_cell(cell) for cell in cells]
    path = folder / "problem1.ipynb"
    nbformat.write(notebook, path)
    return Submission("mia", "problem1", path)


TRANSPOSED = """function v = velocity(x, J, phi, h)
  if nargin < 3, phi = @tanh; end
  if nargin < 4, h = 0; end
  v = -x + J' * phi(x) + h;
end"""
KERNELS = [
    {"kernelspec": {"name": "octave", "display_name": "Octave", "language": "octave"}},
    {"kernelspec": {"name": "jupyter_matlab_kernel", "display_name": "MATLAB"}},
    {"language_info": {"name": "matlab"}},
]


@needs_octave
@pytest.mark.parametrize("kernel", KERNELS)
def test_a_notebook_is_graded_in_its_language(tmp_path, kernel):
    """Both kernels' notebooks are seen; a named mistake is found and told in MATLAB's words."""
    report = grader.grade(handed_in(tmp_path, kernel, TRANSPOSED)).report
    assert (report.status, report.language, report.told) == ("graded", "octave", [])
    (question,) = (q for q in report.questions if q.id == "1b")
    hints = [check.hint for check in question.checks if check.hint]
    assert {hint.name for hint in hints} == {"transposed"}
    assert "J * phi(x)" in hints[0].text and "@" not in hints[0].text


def test_without_octave_there_is_no_mark(tmp_path, monkeypatch):
    """Where Octave is missing the report is an error that says what to install."""
    monkeypatch.setenv("PATH", str(tmp_path))
    report = grader.grade(handed_in(tmp_path, KERNELS[0], TRANSPOSED)).report
    assert (report.status, report.score, report.questions) == ("error", 0, ())
    assert "`make octave`" in report.told[0]


def test_the_same_cells_in_two_languages_are_two_contents(tmp_path):
    """No report of a Python notebook is handed on to an equal one that says it is MATLAB's."""
    python = handed_in(tmp_path, {}, "x = 1")
    first = key_of(python)
    assert first != key_of(handed_in(tmp_path, KERNELS[0], "x = 1"))


DIVIDED_BY_N = "function J = random_connectivity(N, g)\n  J = g / N * randn(N);\nend"
UNBALANCED = """function J = ei_connectivity(N, f, sE, sI, m, balanced)
  excitatory = (1:N) <= round(f * N);
  deviation = (sE * excitatory + sI * ~excitatory) / sqrt(N);
  average = (m * excitatory - f * m / (1 - f) * ~excitatory) / sqrt(N);
  J = randn(N) .* deviation + average;
end"""


@needs_octave
def test_mistakes_that_draw_are_named(tmp_path):
    """A named mistake draws the numbers that the student's randn drew after the same seed."""
    report = grader.grade(handed_in(tmp_path, KERNELS[0], DIVIDED_BY_N, UNBALANCED)).report
    named = {c.hint.name for q in report.questions for c in q.checks if c.hint}
    assert {"divided_by_N", "never_balanced"} <= named
