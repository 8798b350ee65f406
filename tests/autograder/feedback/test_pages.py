"""The pages: what students read is complete, escaped and self-contained."""

import base64
import hashlib
import re

import pytest

from autograder.batch import assessment
from autograder.feedback import pages
from autograder.grading import grader
from autograder.results import marks
from autograder.submissions.submission import Submission
from tests.sample_class import SUBMISSIONS


@pytest.fixture(scope="module")
def chen():
    one = Submission("chen", "problem1", SUBMISSIONS / "chen" / "problem1.ipynb")
    return grader.grade(one, run="all")


def test_the_page_has_sentence_reason_hint_and_figure(chen):
    """Everything a student needs to see why a point was lost."""
    page = pages.student_page(chen)
    assert "gives dx/dt of every unit" in page
    assert "entries are wrong" in page
    assert "J[i, j] leads from unit j to unit i" in page
    assert "<strong>What happened:</strong> J is applied transposed." in page
    assert page.count("It is the same mistake as above.") >= 2
    assert "<code>velocity(x, J, phi=np.tanh, h=0.0)</code> The right-hand side of (1)" in page


def test_the_page_begins_with_what_cost_most(chen):
    """The three questions that lost most points, the worst first, each with its reason."""
    start = pages.student_page(chen).split('id="first">')[1].split("</section>")[0]
    assert re.findall(r"<strong>(\d\w)</strong>", start) == ["1b", "1d", "1e"]
    assert "compared with 1, as for a map in discrete time" in start


def test_a_picture_shows_the_mistake_beside_the_right_answer(chen):
    """The spectrum of the matrix with the wrong variance, one stable network, one velocity."""
    page = pages.student_page(chen)
    assert "The spectrum of the random matrix: yours and the right one" in page
    assert "The network that was judged wrongly: its eigenvalues" in page
    assert "your values against the right ones" in page
    assert "reach about 1.1 times as far out as the right ones" in page


def test_notices_name_the_cells_by_their_first_line(chen):
    """A "cell 33" says nothing in a notebook without numbers."""
    page = pages.student_page(chen)
    first = "# One network, five starts"
    sources = [source for source, _ in chen.cells]
    place = next(i for i, source in enumerate(sources) if source.startswith(first))
    number = chen.numbers[place]
    assert f"cell {number} raised RuntimeError: no fixed point found" in page
    assert f"cell {number} begins with <code>{first}" in page
    assert "An error ends its own cell" in page


def test_the_page_needs_nothing_else(chen):
    """It opens offline: no script, no link to another host."""
    page = pages.student_page(chen)
    assert not re.search(r"<script|https?://|<link", page)
    assert "default-src 'none'" in page


def test_no_hidden_source_is_shown(chen):
    """The feedback has the sentences of the checks, and no line of their code."""
    page = pages.student_page(chen)
    for secret in ("ask.call", "ask.rng", "expect_close", "new_seed", str(grader.SEED)):
        assert secret not in page


HOSTILE = '<script>alert("x")</script>'


def test_hostile_names_are_escaped(tmp_path):
    """A name, a message or an output with markup is shown as text."""
    submission = Submission(HOSTILE, "problem1", tmp_path / "nothing.ipynb")
    graded = assessment.failure(submission, "bubblewrap", HOSTILE)
    run = grader.CellRun(texts=[("stdout", HOSTILE)], error=HOSTILE)
    graded.cells.append((HOSTILE, run))
    for page in (pages.student_page(graded), pages.class_page([graded.report], [HOSTILE])):
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


def test_links_stay_inside_of_the_results():
    """A student called javascript:... or ../.. is a folder below, and nothing else."""
    assert pages.folder("javascript:alert(1)") == "./javascript%3Aalert%281%29"
    assert pages.folder("../../etc") == "./..%2F..%2Fetc"
    assert pages.folder('"><b>') == "./%22%3E%3Cb%3E"


def test_only_our_own_script_may_run(chen):
    """The class page sorts its tables; the policy names the digest of that one script."""
    page = pages.class_page([chen.report], [])
    script = re.search(r"<script>(.*?)</script>", page, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert page.count("<script") == 1
    assert f"script-src &#39;sha256-{digest}&#39;" in page or f"'sha256-{digest}'" in page


def test_a_grader_fault_is_no_zero(tmp_path):
    """The student reads that there is no mark yet, and the class page that it needs attention."""
    lost = Submission("lost", "problem1", tmp_path / "nothing.ipynb")
    graded = assessment.failure(lost, "bubblewrap", "why")
    assert "there is no mark yet" in pages.student_page(graded)
    assert "0 / 27" not in pages.class_page([graded.report], [])


def test_the_class_page_counts_mistakes(chen):
    """What to say in class: the mistakes and how many made them."""
    page = pages.class_page([chen.report, chen.report], [])
    assert "1b, transposed: 2 of 2 students" in page
    assert page.count("J is applied transposed. J[i, j] leads from unit j to unit i") == 2


def test_the_class_page_names_copies(chen):
    """Who handed in the same notebook; names are escaped there, too."""
    other = chen.report.model_copy(update={"student": HOSTILE})
    page = pages.class_page([chen.report, other], [])
    part = page.split("<strong>The same notebook, problem1: 2</strong>")[1].split("</details>")[0]
    assert 'href="./chen/problem1.html">chen</a>' in part
    assert "&lt;script&gt;alert" in part
    alone = pages.class_page([chen.report], [])
    assert "The same notebook" not in alone and "Handed in as released" not in alone


def test_marks_change_the_page_and_nothing_else_on_it(chen):
    """Written answers are marked after the page was made; the rest stays byte for byte."""
    before = pages.student_page(chen)
    assert "Up to 7 more points for your written answers" in before
    mark = marks.Mark(question="1a", points=0.5, comment=f"Say why. {HOSTILE} \\1")
    own = marks.Marks(student="chen", problem="problem1", marks=(mark,))
    after = pages.with_marks(before, chen.report, own)
    assert "Written answers: 0.5 of 7 points" in after
    assert "6 still to be marked" in after
    assert "1a: 0.5 of 1. Say why. &lt;script&gt;" in after
    assert "\\1" in after
    assert pages.WRITTEN.sub("", after) == pages.WRITTEN.sub("", before)
    assert pages.student_page(chen, own) == after


def test_backquotes_become_code():
    """Function names are set as code, and only they."""
    assert str(pages.code("see `f(x) < 1` & more")) == "see <code>f(x) &lt; 1</code> &amp; more"
