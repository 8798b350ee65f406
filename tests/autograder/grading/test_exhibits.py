"""What a student sees beside the right answer: a drawing, the words under it, and no number."""

import re

import numpy as np
import pytest

from autograder.checks.ask import Ask, Drawn, Name, Seed
from autograder.checks.comparisons import expect_close, expect_same_set
from autograder.checks.declaration import Wrong
from autograder.checks.exhibits import Pair, Plane, Values
from autograder.feedback import drawing, patterns
from autograder.grading.exhibits import make
from autograder.problems import catalogue, worked
from tests.autograder import in_process

RNG = np.random.default_rng(0)
VECTOR, MATRIX, PATH = RNG.normal(size=20), RNG.normal(size=(6, 6)), RNG.normal(size=(60, 3))
DIAGONAL = np.eye(6)


@pytest.mark.parametrize(
    ("yours", "right", "said"),
    [
        (-VECTOR, VECTOR, "opposite sign"),
        (2.5 * VECTOR, VECTOR, "one and the same factor, about 2.5"),
        (MATRIX.T, MATRIX, "transposed"),
        (VECTOR + 1, VECTOR, "off by one and the same amount"),
        (np.roll(VECTOR, 3), VECTOR, "in another order"),
        (np.abs(VECTOR), VECTOR, "the wrong sign"),
        (np.zeros(20), VECTOR, "All of your values are equal"),
        (np.vstack([PATH[:1] + 1, PATH[:-1]]), PATH, "one row too late"),
        (np.vstack([PATH[1:], PATH[:1] + 1]), PATH, "one row too early"),
        (MATRIX + DIAGONAL, MATRIX, "Only the diagonal of your matrix is wrong"),
        (MATRIX + 1 - DIAGONAL, MATRIX, "Only the diagonal of your matrix is right"),
        (np.where(np.arange(20) < 5, 9.0, VECTOR), VECTOR, "15 of 20 of your values are right"),
        (PATH + np.linspace(0, 1, 60)[:, None], PATH, "leave the right path on the way"),
        (RNG.normal(size=20), VECTOR, "hardly at all"),
        (VECTOR, np.zeros(20), "All right values are zero"),
        (VECTOR + 0.3 * RNG.normal(size=20), VECTOR, None),
    ],
)
def test_a_pattern_is_named(yours, right, said):
    """What the eye would see in the picture is said aloud, and nothing is said by chance."""
    found = patterns.describe(yours, right)
    assert said in found if said else found == ""


@pytest.mark.parametrize(
    ("yours", "said"),
    [
        (lambda z: z.real + 0j, "All of your values are real"),
        (lambda z: 3 * z, "3 times as far out"),
        (lambda z: z - 1, "lie beside the right ones"),
        (lambda z: z, ""),
    ],
)
def test_a_pattern_of_eigenvalues_is_named(yours, said):
    """The reach and the centre of a cloud of complex numbers."""
    right = np.linalg.eigvals(RNG.normal(size=(40, 40)))
    found = patterns.describe_plane(yours(right), right)
    assert said in found if said else found == ""


STRANGE = [
    Values("x", np.full(5, 1e300), np.arange(5.0)),
    Values("x", np.arange(5.0), np.full(5, -1e-300)),
    Values("x", np.zeros((4, 4)), np.zeros((4, 4))),
    Values("x", np.arange(5) + 1e-7, np.arange(5)),
    Values("x", np.arange(90.0).reshape(30, 3) * 1e200, np.zeros((30, 3))),
    Values("x", np.arange(2000), np.arange(2000) + 1),
    Plane("x", np.zeros(5), np.zeros(5)),
    Plane("x", np.full(5, 1e200j), np.arange(5) * 1j, radius=1.0, border=1.0),
    Plane("x", None, np.arange(4) + 0j, border=1.0),
]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("strange", STRANGE)
def test_strange_answers_are_drawn(strange):
    """Enormous, constant or equal values make a picture too, and no warning."""
    drawn = drawing.draw(strange)
    assert "nan" not in drawn.svg and "inf" not in drawn.svg
    assert len(drawn.svg) < 40_000
    numbers = [float(n) for n in re.findall(r"[ML](-?[\d.e+]+)", drawn.svg)]
    assert all(abs(n) < 1000 for n in numbers)


def test_small_errors_are_seen():
    """An error of a hundredth lies on the line to the eye, so the error itself is drawn."""
    caption = drawing.draw(Values("x", VECTOR + 1e-2 * VECTOR**2, VECTOR)).caption
    assert "how far each entry is off" in caption
    assert "crosses lie on the line" in drawing.draw(Values("x", VECTOR**2, VECTOR)).caption


def test_trying_again_and_again_gives_no_number_away():
    """Who is nearly right sees no error any more that could be subtracted in the next try."""
    first, second = (
        drawing.draw(Values("x", VECTOR + error * VECTOR**2, VECTOR)) for error in (1e-6, 1e-5)
    )
    assert "no picture shows the difference" in first.caption
    assert first.svg == second.svg


def test_no_number_of_an_instance_is_written_down():
    """Places are tenths of a pixel: no coordinate gives an entry to four digits."""
    right = RNG.normal(size=30)
    svg = drawing.draw(Values("x", right + 1, right)).svg
    assert not re.search(r"\d+\.\d\d", svg)


def test_comparisons_bring_what_is_shown():
    """Elementwise and as a set: the check says nothing about pictures, and yet there is one."""
    for compare, kind in ((expect_close, Values), (expect_same_set, Plane)):
        with pytest.raises(Wrong) as caught:
            compare(VECTOR + 1, VECTOR, "The answer")
        shown = caught.value.exhibit()
        assert isinstance(shown, kind)
        assert np.allclose(shown.yours, VECTOR + 1) and np.allclose(shown.right, VECTOR)


def exhibits_of(problem, name):
    """What a student with one named mistake is shown, by question and check."""
    suite = catalogue.suite(problem)
    mistake = next(m for m in suite.mistakes if m.name == name)
    namespace = in_process.worked_namespace(problem)
    exec(mistake.source(), namespace)
    question = next(q for q in catalogue.read(problem).questions if q.id == mistake.question)
    shown = {}
    interview = in_process.InProcess(namespace)
    result = in_process.grader.ask_question(question, suite, interview, exhibits=shown)
    return result, shown


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("transposed", Values),
        ("modulus_for_real_part", Plane),
        ("variance_g_over_N", Plane),
        ("circle_of_radius_one", Pair),
        ("units_for_histogram", Pair),
        ("only_one_step", Values),
    ],
)
def test_a_mistake_is_shown_once(name, kind):
    """One picture for each mistake of a question, however many checks it fails."""
    result, shown = exhibits_of("problem1", name)
    assert [type(found) for found in shown.values()] == [kind]
    failed = {check.name for check in result.checks if check.status == "failed"}
    assert {check for _, check in shown} <= failed


def test_a_right_answer_is_shown_nothing():
    """Pictures cost time and room: only what failed has one."""
    suite = catalogue.suite("problem1")
    shown = {}
    interview = in_process.InProcess(in_process.worked_namespace("problem1"))
    for question in catalogue.read("problem1").questions:
        in_process.grader.ask_question(question, suite, interview, exhibits=shown)
    assert shown == {}


@pytest.mark.parametrize("problem", catalogue.names())
def test_the_worked_functions_are_at_hand(problem):
    """Every function that draws is there, without running what the notebook computes."""
    functions = worked.functions(problem)
    source = "\n".join(
        cell.source for cell in catalogue.read(problem).cells if cell.role == "answer"
    )
    drawing_ones = re.findall(r"def (plot_\w+)\(", source)
    assert drawing_ones and set(drawing_ones) <= set(functions)


def test_the_right_figure_is_drawn_for_the_same_input():
    """A PNG of the worked function; the same call is drawn once."""
    first = worked.figure("problem1", "plot_spectrum", (MATRIX, 1.0), {})
    assert first.startswith(b"\x89PNG")
    assert worked.figure("problem1", "plot_spectrum", (MATRIX.copy(), 1.0), {}) is first
    assert worked.figure("problem1", "no_such_function", (MATRIX,), {}) is None


def test_a_variable_of_the_notebook_is_not_drawn():
    """It would be the notebook's own answer."""
    assert worked.figure("problem1", "plot_fixed_point", (Name("x"),), {}) is None


def test_a_picture_is_never_worth_a_mark():
    """Whatever goes wrong in making one, the check has its result and the page no picture."""

    def broken():
        raise ZeroDivisionError

    check = catalogue.suite("problem1").checks[0]
    ask = Ask(None, 0, check)
    assert make("problem1", ask, broken) is None
    ask.drawn = Drawn("plot_spectrum", ("not a matrix", Seed(1)), {}, None)
    assert make("problem1", ask, None) is None
