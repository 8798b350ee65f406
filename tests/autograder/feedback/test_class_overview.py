"""The class: how hard each question is, what to say, who needs somebody."""

import numpy as np

from autograder.feedback import class_overview, item_analysis
from autograder.results import marks
from autograder.results.report import CheckResult, Hint, QuestionResult
from autograder.submissions import Notice
from tests import synthetic_class


def hint(name):
    return Hint(kind="mistake", name=name, text=f"The hint of {name}.")


def report(student, shares, status="graded", notices=(), mistakes=()):
    """A report of problem1 with these shares of the points, one question each of two points."""
    checks = [
        CheckResult(name=m, says="", status="failed", points=1.0, hint=hint(m)) for m in mistakes
    ]
    questions = tuple(
        QuestionResult(
            id=f"1{letter}",
            title=letter,
            score=2 * share,
            max_score=2.0,
            written_max=float(letter == "a"),
            checks=tuple(checks) if letter == "b" else (),
        )
        for letter, share in zip("abcdefgh", shares, strict=False)
    )
    rng = np.random.default_rng(0)
    made = synthetic_class.report(student, "problem1", status, 1.0, rng)
    score = sum(question.score for question in questions)
    return made.model_copy(update={"questions": questions, "score": score, "notices": notices})


def test_difficulty_and_discrimination():
    """By hand: a question that follows the rest tells students apart, a reversed one does not."""
    strength = np.linspace(0, 1, 11)
    reports = [report(f"s{i}", (s, float(s > 0.5), 1 - s, 1.0)) for i, s in enumerate(strength)]
    first, right, reversed_, easy = item_analysis.items(reports)
    assert (first.full, first.partial, first.none) == (1, 9, 1)
    assert np.isclose(first.difficulty, 0.5)
    rest = [2 * float(s > 0.5) + 2 * (1 - s) + 2 for s in strength]
    assert np.isclose(first.discrimination, np.corrcoef(strength, rest)[0, 1])
    assert right.full == 5 and right.none == 6
    assert reversed_.discrimination < 0 and "is it clear?" in reversed_.remark
    assert (easy.difficulty, easy.discrimination, easy.remark) == (1.0, None, "")


def test_few_students_say_nothing_about_a_question():
    """A correlation over nine is noise."""
    few = [report(f"s{i}", (i / 9, i / 9)) for i in range(9)]
    assert [item.discrimination for item in item_analysis.items(few)] == [None, None]


def test_mistakes_are_ranked_by_students():
    """A student counts once for each; equals stand in a fixed order; the hint is the sentence."""
    reports = [
        report("a", (1, 0), mistakes=("no_leak", "transposed")),
        report("b", (1, 0), mistakes=("no_leak", "no_leak")),
        report("c", (1, 0), mistakes=("phi_forgotten",)),
    ]
    room = class_overview.look(reports, [], {})
    assert [(m.name, m.students) for m in room.reteach] == [
        ("no leak", 2),
        ("phi forgotten", 1),
        ("transposed", 1),
    ]
    assert room.reteach[0].says == "The hint of no_leak."
    assert [item.id for _, item in room.hardest] == ["1b"]


def test_who_needs_somebody():
    """Every reason has its students, and a clean report is nobody's business."""
    stopped = Notice(kind="stopped", text="cell 5 took too long and was stopped after 20 s")
    raised = Notice(kind="raised", text="cell 5 raised MemoryError: stopped, out of memory")
    fault = Notice(kind="grader", text="the grader failed")
    page = Notice(kind="unreadable", text="it is a web page")
    reports = [
        report("clean", (1,)),
        report("stopped", (1,), notices=(stopped,)),
        report("noticed", (1,), notices=(raised,)),
        report("empty", (0,)),
        report("lost", (), status="error", notices=(fault,)),
        report("page", (), status="unreadable", notices=(page,)),
    ]
    groups = class_overview.look(reports, [], {}).attention
    assert {g.title: [r.student for r, _ in g.reports] for g in groups} == {
        "The grader failed": ["lost"],
        "Not a notebook": ["page"],
        "Stopped": ["stopped"],
        "Nothing earned": ["empty"],
        "Something to know": ["noticed"],
    }


def test_totals_have_written_points_and_no_failures():
    """A mark of a person counts; a failure of the grader is no 0; nothing handed in is no mark."""
    reports = [report("ada", (1, 1)), report("lost", (), status="error")]
    mark = marks.Mark(question="1a", points=0.5)
    own = marks.Marks(student="ada", problem="problem1", marks=(mark,))
    room = class_overview.look(reports, ["nobody"], {("ada", "problem1"): own})
    assert [(row.student, row.total, row.waiting) for row in room.rows] == [
        ("ada", 4.5, 0),
        ("lost", None, 0),
        ("nobody", None, 0),
    ]
    assert class_overview.look(reports, [], {}).waiting == [("problem1", "1a", 1, 1)]
