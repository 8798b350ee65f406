"""The pages: what students read is complete, escaped and self-contained."""

import re

import pytest

from autograder import batch, grading, pages
from autograder.submission import Submission
from tests.sample_class import SUBMISSIONS


@pytest.fixture(scope="module")
def chen():
    return grading.grade(Submission("chen", "problem1", SUBMISSIONS / "chen" / "problem1.ipynb"))


def test_the_page_has_sentence_reason_hint_and_figure(chen):
    """Everything a student needs to see why a point was lost."""
    page = pages.student_page(chen)
    assert "gives dx/dt of every unit" in page
    assert "entries are wrong" in page
    assert "J[i, j] leads from unit j to unit i" in page
    assert "What your plotting function of question 1e drew" in page
    assert page.count("data:image/png;base64,") >= 3


def test_the_page_needs_nothing_else(chen):
    """It opens offline: no script, no link to another host."""
    page = pages.student_page(chen)
    assert not re.search(r"<script|https?://|<link", page)
    assert "default-src 'none'" in page


def test_no_hidden_source_is_shown(chen):
    """The feedback has the sentences of the checks, and no line of their code."""
    page = pages.student_page(chen)
    for secret in ("ask.call", "ask.rng", "expect_close", "new_seed", str(grading.SEED)):
        assert secret not in page


HOSTILE = '<script>alert("x")</script>'


def test_hostile_names_are_escaped(tmp_path):
    """A name, a message or an output with markup is shown as text."""
    submission = Submission(HOSTILE, "problem1", tmp_path / "nothing.ipynb")
    graded = batch.failure(submission, "bubblewrap", HOSTILE)
    run = grading.CellRun(texts=[("stdout", HOSTILE)], error=HOSTILE)
    graded.cells.append((HOSTILE, run))
    for page in (pages.student_page(graded), pages.class_page([graded.report], [HOSTILE])):
        assert "<script>" not in page
        assert "&lt;script&gt;" in page


def test_a_grader_fault_is_no_zero(tmp_path):
    """The student reads that there is no mark yet, and the class page that it needs attention."""
    lost = Submission("lost", "problem1", tmp_path / "nothing.ipynb")
    graded = batch.failure(lost, "bubblewrap", "why")
    assert "there is no mark yet" in pages.student_page(graded)
    assert "0 / 27" not in pages.class_page([graded.report], [])


def test_the_class_page_counts_mistakes(chen):
    """What to say in class: the mistakes and how many made them."""
    page = pages.class_page([chen.report, chen.report], [])
    assert "1b: transposed (2)" in page


def test_backquotes_become_code():
    """Function names are set as code, and only they."""
    assert str(pages.code("see `f(x) < 1` & more")) == "see <code>f(x) &lt; 1</code> &amp; more"
