"""The interview: cells, then questions, and a culprit that costs itself only."""

import numpy as np
import pytest

from autograder.interview.outputs import Shown, error_text
from autograder.interview.session import Interview, Options, Unanswered, View
from autograder.sandbox.inside.wire import Opaque, Seed, Source
from autograder.sandbox.limits import Limits
from autograder.submissions import Notice

QUICK = Limits(cell_seconds=2, call_seconds=2, submission_seconds=60)


def interview(*cells, limits=QUICK) -> Interview:
    return Interview(cells, limits, "bubblewrap")


def call(asked, name, *args, **options):
    return asked.call(name, args, {}, Options(**options)).value


def test_values_and_calls():
    """Arrays, numbers, functions and generators go in; plain data comes out."""
    cells = [
        "import numpy as np\nx = np.arange(6.).reshape(2, 3)\nd = {0.5: (1, x)}",
        "def f(a, phi, rng): a += 1; return phi(a), rng.integers(9)",
    ]
    with interview(*cells) as asked:
        np.testing.assert_array_equal(asked.value("x", View()), np.arange(6.0).reshape(2, 3))
        assert asked.value("d", View(key=0.5, item=0)) == 1
        np.testing.assert_array_equal(
            asked.value("x", View(rows=(1, None, None), columns=[0])), [[3]]
        )
        answer = asked.call("f", (np.ones(2), Source("lambda x: 2 * x"), Seed(1)), {}, Options())
        np.testing.assert_array_equal(answer.value[0], [4, 4])
        assert answer.changed == ("0",)
        assert len(answer.generators) == 1


@pytest.mark.parametrize(
    ("code", "kind", "reason"),
    [
        ("", "missing", "There is no function `f` when all cells have run."),
        ("f = 3", "missing", "There is no function `f` when all cells have run."),
        ("def f(): raise NotImplementedError", "missing", "`f` is not filled in yet."),
        (
            "def f(): return 1 / 0",
            "raised",
            "`f` raised ZeroDivisionError: division by zero (line 1)",
        ),
        ("def f(a): pass", "raised", "`f` raised TypeError: f() missing 1 required positional"),
        ("def f(): __import__('os')._exit(1)", "stopped", "`f` ended the Python process."),
        (
            "def f():\n while True: pass",
            "stopped",
            "`f` took too long and was stopped (after 2 s).",
        ),
        (
            "def f(): return {n: 'x' * 9999 for n in range(999)}",
            "refused",
            "too large to be looked at",
        ),
    ],
)
def test_no_answer(code, kind, reason):
    """Why there is no answer is a sentence for the student."""
    with interview(code) as asked, pytest.raises(Unanswered) as caught:
        call(asked, "f")
    assert caught.value.kind == kind
    assert reason in caught.value.reason
    assert caught.value.stopped == (kind == "stopped")


CULPRITS = {
    "exit": "import os; os._exit(0)",
    "loop": "while True: pass",
    "crash": "import ctypes; ctypes.string_at(0)",
    "kill": "import os; os.kill(os.getpid(), 9)",
    "memory": "hoard = []\nwhile True: hoard.append(bytearray(10**7))",
}


@pytest.mark.parametrize("name", CULPRITS)
def test_a_culprit_among_the_cells(name):
    """The cells before and after it run, and the questions are answered."""
    limits = Limits(cell_seconds=2, memory=200 * 2**20, address_space=2**40)
    with interview("x = 1", CULPRITS[name], "y = x + 1", limits=limits) as asked:
        stopped = [run.stopped is not None for run in asked.runs]
        assert stopped == [False, True, False]
        assert asked.value("y", View()) == 2


def test_a_culprit_among_the_calls():
    """After a call that ends the process, all cells run again and the next call is answered."""
    cells = ["x = [1]", "def f(): x.append(2); __import__('os')._exit(0)", "def g(): return len(x)"]
    with interview(*cells) as asked:
        with pytest.raises(Unanswered):
            call(asked, "f")
        assert call(asked, "g") == 1
        assert asked.notices == [Notice(kind="stopped", text="`f` ended the Python process")]


def test_time_of_the_whole_submission():
    """When it is over nothing more is started, and every cell and question says so."""
    limits = Limits(cell_seconds=1, submission_seconds=2)
    with interview(*["while True: pass"] * 4, "x = 1", limits=limits) as asked:
        assert "was not run: the time for the whole submission is over" in asked.runs[4].stopped
        with pytest.raises(
            Unanswered, match="Not asked: the time for the whole submission is over"
        ):
            asked.value("x", View())


def test_restarts_end():
    """A notebook that ends its process over and over is given up."""
    cells = [f"import os; os._exit({n})" for n in range(6)]
    with interview(*cells, "x = 1", limits=Limits(restarts=3)) as asked:
        assert [run.stopped.split()[0] for run in asked.runs] == ["ended"] * 4 + ["was"] * 3
        with pytest.raises(Unanswered, match="started again too often"):
            asked.value("x", View())


def test_limits_of_the_tree_are_told():
    """A bound that was reached without stopping the cell is a remark about it."""
    code = "import os, time\nfor _ in range(30):\n    if os.fork() == 0:\n        time.sleep(9)"
    limits = Limits(processes=10, cell_seconds=2)
    with interview(
        f"try:\n {code.replace(chr(10), chr(10) + ' ')}\nexcept OSError: pass", limits=limits
    ) as asked:
        (run,) = asked.runs
        assert any(
            "more than the 10 processes" in text for text in [*run.reached, str(run.stopped)]
        )


def test_what_cells_show():
    """Text, errors and pictures in order, each bounded."""
    draw = (
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\nprint('x' * 10**6)\n1 / 0"
    )
    with interview(draw) as asked:
        (run,) = asked.runs
    assert len(run.pictures) == 1
    assert run.error == "ZeroDivisionError: division by zero (line 5)"
    assert sum(len(text) for _, text in run.texts) <= QUICK.cell_output


ITEMS = [
    {"kind": "stdout", "text": "a"},
    {"kind": ["x"], "text": {"b": 1}},
    {"text": "\ud800"},
    "no item",
    None,
    {"kind": "picture", "png": {"$array": ["|u1", [4], 0]}},
    {"kind": "picture", "png": "x"},
]


def test_forged_outputs():
    """Whatever a reply claims, what is kept of it is text and PNG pictures, so many and no more."""
    shown = Shown(Limits(cell_output=10, kept_output=15))
    run = shown.read({"items": ITEMS * 1000, "error": ["x"]}, b"GIF8")
    assert "".join(text for _, text in run.texts) == "a{'b': 1}?"
    assert run.pictures == []
    assert run.error == "an error that could not be read"
    again = shown.read({"items": [{"text": "123456789"}], "error": None}, b"")
    assert again.texts == []
    for reply in ({}, {"items": 5}, {"items": {"a": 1}, "error": 0}):
        assert shown.read(reply, b"").texts == []


@pytest.mark.parametrize(
    ("error", "text"),
    [
        ({"type": "E", "message": "m", "line": 3}, "E: m (line 3)"),
        ({"type": "E", "message": "a\n b\t\x1b[2J\x07", "line": True}, "E: a b ?[2J?"),
        ({"type": None, "message": None}, "None"),
        ({"type": ["x"], "message": {"y": "\udfff"}, "line": 10**9}, "['x']: {'y': '\\udfff'}"),
        ({"type": "x" * 999, "message": "y" * 9999}, "x" * 60 + ": " + "y" * 300),
        ("text", "an error that could not be read"),
    ],
)
def test_an_error_is_one_line(error, text):
    """What a report quotes is one short line that a terminal prints as it is."""
    assert error_text(error) == text


def test_answers_are_plain_data():
    """Objects come out as the names of their types."""
    with interview("class A: pass\nvalue = [A(), print, {1}]") as asked:
        value = asked.value("value", View())
    assert [v.type_name for v in value if isinstance(v, Opaque)] == [
        "A",
        "builtin_function_or_method",
        "set",
    ]


PLOT = """
import matplotlib.pyplot as plt
def plot():
    fig, ax = plt.subplots()
    ax.plot([1, 2])
    return ax
"""


def test_the_picture_of_a_figure():
    """It is drawn when it is asked for, of the last figure; where there is none, there is none."""
    with interview(PLOT) as asked:
        assert asked.picture() is None
        asked.call("plot", (), {}, Options(figure=True))
        assert asked.picture().startswith(b"\x89PNG")
        assert asked.notices == []


def test_no_cell_is_run_again_for_a_picture():
    """When the process has been stopped, its figure is gone, and nothing is started for it."""
    with interview(PLOT, "import os\ndef end():\n    os._exit(0)") as asked:
        asked.call("plot", (), {}, Options(figure=True))
        with pytest.raises(Unanswered):
            asked.call("end", (), {}, Options())
        spent = dict(asked.seconds)
        assert asked.picture() is None
        assert asked.seconds == spent


@pytest.mark.parametrize("body", ["1 / 0", "return None", "file.write(b'GIF89a')"])
def test_a_picture_that_cannot_be_drawn(body):
    """A figure that does not draw itself as it should costs nothing but its picture."""
    spoil = f"import matplotlib.figure\ndef spoiled(self, file, **kwargs):\n    {body}\n"
    spoil += "matplotlib.figure.Figure.savefig = spoiled"
    with interview(PLOT, spoil) as asked:
        asked.call("plot", (), {}, Options(figure=True))
        assert asked.picture() is None
        assert asked.call("plot", (), {}, Options(figure=True)).value.lines


def test_files_beside_the_notebook():
    """Modules and small data are there, again after a restart, and never before the system's."""
    files = {
        "helpers.py": b"def twice(x):\n    return 2 * x\n",
        "numpy.py": b"raise SystemExit\n",
        "colorsys.py": b"raise SystemExit\n",
        "data/small.csv": b"1,2,3",
        "../outside.txt": b"x",
    }
    source = """
import colorsys, helpers, numpy, os
numbers = [helpers.twice(int(n)) for n in open("data/small.csv").read().split(",")]
def again():
    return numbers + [numpy.arange(3).sum()]
def gone():
    os._exit(1)
"""
    with Interview([source], QUICK, "bubblewrap", beside=files) as asked:
        assert call(asked, "again") == [2, 4, 6, 3]
        with pytest.raises(Unanswered):
            call(asked, "gone")
        assert call(asked, "again") == [2, 4, 6, 3]
