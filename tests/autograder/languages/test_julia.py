"""Julia behind the border: the same hidden checks, asked of a submission that Julia runs."""

import ast
import inspect

import numpy as np
import pytest

from autograder.checks import Ask, Wrong
from autograder.interview import Options, Unanswered, View
from autograder.languages import JULIA, RETURNED, Functions, Signature, julia
from autograder.problems import catalogue
from autograder.sandbox.inside import figures, typed, wire
from tests.autograder.languages.julia_submission import interview, needs_julia, worked_cells

PROBLEMS = [
    pytest.param(name, marks=() if name == "problem1" else pytest.mark.slow)
    for name in catalogue.names()
]


@needs_julia
@pytest.mark.parametrize("problem", PROBLEMS)
def test_the_worked_edition_loses_nothing(problem):
    """Every hidden check, unchanged, passes on the worked Julia script inside the wall."""
    with interview(problem, worked_cells(problem)) as under_way:
        assert [run.error or run.stopped for run in under_way.runs if run.error] == []
        lost = {}
        for check in catalogue.suite(problem).checks:
            try:
                check.run(Ask(under_way, 7, check))
            except Wrong as wrong:
                lost[check.name] = wrong.reason
        assert lost == {}


@pytest.mark.parametrize("problem", catalogue.names())
def test_every_function_that_checks_hand_over_is_known(problem):
    """A new Source in a check can be said in Julia."""
    for check in catalogue.suite(problem).checks:
        for node in ast.walk(ast.parse(inspect.getsource(inspect.getmodule(check.run)))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Source":
                assert julia.function(getattr(node.args[0], "value", "lambda x: x - 1e-7"))


def test_functions_are_said_in_julia():
    """Operators, constants and functions of numpy; what has no counterpart is refused."""
    assert julia.function("np.tanh") == "tanh"
    assert julia.function("lambda x: (np.tanh(x) + 1) / 2") == "x -> ((tanh(x) + 1) / 2)"
    assert julia.function("lambda x: np.maximum(-x, 0.0) ** 2") == "x -> (max((-x), 0.0) ^ 2)"
    with pytest.raises(ValueError, match="no counterpart"):
        julia.function("lambda x: x[0]")


def test_arguments_with_a_default_go_by_name():
    """Also when the check gives them by position, and the generator where it comes after them."""
    of = Functions({"f": Signature(("x", "I", "rng"), {"I": "0.0"})})
    (args, keywords), seed = JULIA.call("f", (1.0, 2), {"rng": wire.Seed(3)}, of)
    assert args == (1.0,) and seed is None
    assert keywords["I"] == 2 and keywords["rng"].seed == 3


def test_units_are_counted_from_one():
    """Positions among arguments and answers are shifted."""
    of = Functions({"f": Signature(("units",), {})}, {"f": ("units", RETURNED)})
    (((units,), _), _) = JULIA.call("f", ([0, 4],), {}, of)
    assert units.tolist() == [1, 5]
    assert JULIA.answer("f", np.array([1, 5]), of).tolist() == [0, 4]


def test_what_only_julia_sends_is_read():
    """Tuples stay tuples, numbers without dimensions are numbers, generators travel as seeds."""
    sent = bytes([10, 2, 0, 0, 0]) + typed.encode(True) + typed.encode(2.5)
    pieces = iter([sent])
    buffer = bytearray(next(pieces))

    def take(n):
        taken = bytes(buffer[:n])
        del buffer[:n]
        return taken

    assert typed.decode(take) == (True, 2.5)
    assert typed.encode(wire.Seed(7)) == bytes([6, 7, 0, 0, 0])


def test_figures_are_drawn_from_their_description():
    """Points, steps, bars, images and lines across the Axes all reach the picture."""
    axes = {name: "a $b" for name in ("xlabel", "ylabel", "title")}
    axes |= {"xscale": "linear", "yscale": "log", "xlim": [0, 3], "ylim": [0.1, 9]}
    axes |= {"unit_ratio": np.nan, "legend": ["p"], "position": [0.1, 0.1, 0.8, 0.8]}
    axes["lines"] = [
        {
            "xy": [[1, 0], [1, 1]],
            "spans": "y",
            "marker": "",
            "style": "--",
            "label": "",
            "color": "red",
        }
    ]
    axes["points"] = [{"xy": [[1, 2]], "label": "p", "color": "no colour"}]
    axes["bars"] = [[0, 0, 1, 2]]
    axes["steps"] = [{"values": [1, 2], "edges": [0, 1, 2], "label": "", "color": "black"}]
    axes["images"] = [{"data": np.eye(2), "x": [0, 1], "y": [0, 1]}]
    described = figures.described(axes)
    assert described["points"][0]["label"] == "p" and described["lines"][0]["spans"] == "y"
    assert figures.png([axes]).startswith(b"\x89PNG")


CELLS = [
    "x = 3\nfor k in 1:2\n    x += k\n    println(k)\nend\nx",
    "a = 1;\nb = undefined_thing + a;",
    "a = 1;\nb = (;",
    'function f(x)\n    y = 1\n    error("bad $x")\nend;',
    'include("FigureAxes.jl")\nusing .FigureAxes\nax = Axes(xlabel="x"); display(ax); ax',
    '@assert 1 == 2 "two is not one"',
    'function unfilled(x)\n    # YOUR CODE HERE\n    error("No Answer Given!")\nend;',
    "nothing_at_all(x) = nothing; twice(x) = 2 * x; m = Dict(0.01 => reshape(1:16, 4, 4));",
    "deep(n) = deep(n + 1) + 1;",
    "overwrite!(x) = (x[1] = 7; sum(x)); two(x) = (x, [x, 1]); late() = eval(:(new() = 5));",
    "drawn(rng, n) = randn(rng, n, n);",
    "world() = (late(); Base.invokelatest(new)); ageing() = (eval(:(newer() = 5)); newer());",
    "clash(x::Int, y) = 1; clash(x, y::Int) = 2; calls_clash(x) = clash(x, x);",
]


@pytest.fixture(scope="module")
def under_way():
    with interview("problem1", CELLS) as started:
        yield started


def error_of(under_way, name, *args):
    with pytest.raises(Unanswered) as caught:
        under_way.call(name, args, {}, Options())
    return caught.value


@needs_julia
def test_cells_show_what_a_notebook_would(under_way):
    """Prints, the last value and figures are among the outputs; loops reach the cell's names."""
    assert under_way.runs[0].texts == [("stdout", "1\n2\n6\n")]
    assert len(under_way.runs[4].pictures) == 2
    assert under_way.value("x", View()) == 6


@needs_julia
def test_errors_name_the_line_of_the_cell(under_way):
    """Undefined names, syntax and failed checks are told with the line of the student's cell."""
    assert under_way.runs[1].error.startswith("UndefVarError: ")
    assert under_way.runs[1].error.endswith("(line 2)")
    assert under_way.runs[2].error.startswith("syntax error: ")
    assert under_way.runs[5].error == "AssertionError: two is not one (line 1)"
    assert error_of(under_way, "f", 1.5).reason == "`f` raised ErrorException: bad 1.5 (line 3)"


@needs_julia
def test_calls_that_give_no_answer_are_told_in_words(under_way):
    """Missing, unfilled, unfit arguments and nothing returned are told apart."""
    assert error_of(under_way, "absent", 1.0).kind == "missing"
    assert error_of(under_way, "unfilled", 1.0).reason == "`unfilled` is not filled in yet."
    assert "MethodError: no method matching f(" in error_of(under_way, "f", 1.0, 2.0).reason
    assert "returns nothing" in error_of(under_way, "nothing_at_all", 1.0).reason


@needs_julia
@pytest.mark.parametrize(
    ("name", "args", "kind"),
    [
        ("deep", (1,), "StackOverflowError"),
        ("ageing", (), "MethodError"),
        ("calls_clash", (1,), "MethodError"),
    ],
)
def test_mistakes_of_julia_are_the_students_errors(under_way, name, args, kind):
    """Endless recursion, world age and ambiguous methods end the call, and never the desk."""
    assert error_of(under_way, name, *args).reason.startswith(f"`{name}` raised {kind}")
    assert under_way.call("world", (), {}, Options()).value == 5, "and the next one is answered"


@needs_julia
def test_values_there_and_back(under_way):
    """Numbers, matrices, empty and complex ones come back as they went; keys and rows are found."""
    for value in (2.5, 3, np.arange(6.0).reshape(2, 3), np.zeros((0, 3)), 1 + 2j):
        answer = under_way.call("twice", (value,), {}, Options()).value
        assert np.array_equal(answer, np.multiply(2, value)) and np.shape(answer) == np.shape(value)
    rows = under_way.value("m", View(key=0.01, rows=(1, 3, None)))
    assert np.array_equal(rows, [[2, 6, 10, 14], [3, 7, 11, 15]])
    assert under_way.value("m", View(key=0.01, reduce="shape")) == (4, 4)
    with pytest.raises(Unanswered, match="key 7"):
        under_way.value("m", View(key=7.0))


@needs_julia
def test_changed_arguments_and_several_results(under_way):
    """A call that writes into its argument is told; a tuple comes back as one."""
    assert under_way.call("overwrite!", (np.ones(3),), {}, Options()).changed == ("0",)
    value = under_way.call("two", (1.5,), {}, Options()).value
    assert value[0] == 1.5 and isinstance(value, tuple)


@needs_julia
def test_the_numbers_that_julia_draws(under_way):
    """What follows a seed can be had, as a matrix or a vector would be filled with it."""
    numbers = under_way.draws(5, 6)
    drawn = under_way.call("drawn", (wire.Seed(5), 2), {}, Options()).value
    assert np.array_equal(drawn, numbers[:4].reshape(2, 2, order="F"))
