"""Identical notebooks: graded once, and everybody's report is what it would have been alone."""

import json
import re
from pathlib import Path

import nbformat
import numpy as np
import pytest

from autograder.batch import assessment, class_run
from autograder.batch.groups import handed_on
from autograder.feedback.copies import among, released_content
from autograder.grading import grader
from autograder.release import student_notebook
from autograder.results.report import Report
from autograder.submissions import Submission
from autograder.submissions.content import digest
from tests import synthetic_class
from tests.autograder.submissions.downloads import find

CODE = """
def is_stable(J):
    raise KeyError(J)
print("printed by everybody")
"""


def notebook(code=CODE, outputs=(), text="words"):
    cells = [nbformat.v4.new_markdown_cell(text), nbformat.v4.new_code_cell(code)]
    cells[1].outputs = [nbformat.v4.new_output("stream", text=words) for words in outputs]
    cells[1].execution_count = len(outputs) or None
    return nbformat.v4.new_notebook(cells=cells)


def hand_in(folder: Path, student: str, made, name="problem1.ipynb") -> None:
    (folder / student).mkdir(parents=True)
    (folder / student / name).write_text(nbformat.writes(made))


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """Three of one content, one of them under an odd name; one whose code differs."""
    folder = tmp_path_factory.mktemp("room")
    hand_in(folder / "class", "ada", notebook(outputs=["secret of ada"]))
    hand_in(folder / "class", "bob", notebook(), "problem1 (1).ipynb")
    hand_in(folder / "class", "cy", notebook(CODE + "\nx = 1"))
    hand_in(folder / "class", "dee", notebook(outputs=["dee's", "two"]))
    return folder


def grade(room, results) -> dict[str, assessment.Outcome]:
    found, missing = find(room / "class", ["problem1"])
    outcomes = class_run.grade_all(found, results, "bubblewrap", 2, lambda outcome: None)
    class_run.write_class(outcomes, missing, results)
    return {outcome.submission.student: outcome for outcome in outcomes}


def files(results) -> dict[str, str]:
    """Reports and pages, but for the seconds."""
    found = sorted([*results.glob("*/*.json"), *results.glob("*/*.html")])
    return {
        str(path.relative_to(results)): re.sub(r'"seconds": [0-9.]+', "", path.read_text())
        for path in found
    }


def test_each_has_what_it_would_have_had_alone(room, tmp_path):
    """Graded once for three; reports and pages are those of three gradings, byte for byte."""
    outcomes = grade(room, tmp_path / "together")
    assert [bool(outcomes[name].seconds) for name in ("ada", "bob", "cy", "dee")] == [
        *(True, False, True, False)
    ]
    found, _ = find(room / "class", ["problem1"])
    for submission in found:
        assessment.grade_one(submission, tmp_path / "alone", "bubblewrap")
    together, alone = files(tmp_path / "together"), files(tmp_path / "alone")
    assert len(together) == 8
    assert together == alone
    assert "graded the file 'problem1 (1).ipynb'" in together["bob/problem1.json"]
    assert "problem1 (1)" not in together["dee/problem1.html"] + together["ada/problem1.html"]
    for name in ("ada", "bob", "dee"):
        page = together[f"{name}/problem1.html"]
        assert "printed by everybody" in page
        assert "secret of ada" not in page
        assert re.findall(r"[Ff]eedback for (\w+)", page) == [name, name]


def test_a_run_that_is_taken_up_again(room, tmp_path):
    """Only who is missing is graded; the class page knows them all, however they were graded."""
    first = grade(room, tmp_path)
    page = (tmp_path / "class.html").read_text()
    assert "<strong>The same notebook, problem1: 3</strong>" in page
    for name in ("bob", "dee"):
        (tmp_path / name / "problem1.json").unlink()
    again = grade(room, tmp_path)
    assert [o.fresh for o in again.values()].count(True) == 2
    assert bool(again["bob"].seconds) != bool(again["dee"].seconds)
    assert {n: o.score for n, o in again.items()} == {n: o.score for n, o in first.items()}
    assert (tmp_path / "class.html").read_text() == page


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (notebook(outputs=["a", "b"]), True),
        (notebook(CODE + " "), False),
        (notebook(text="other words"), False),
        (nbformat.v4.new_notebook(cells=notebook().cells[::-1]), False),
        (nbformat.v4.new_notebook(cells=notebook().cells[1:]), False),
        (nbformat.v4.new_notebook(cells=notebook().cells, metadata={"colab": {"name": "x"}}), True),
        (
            nbformat.v4.new_notebook(
                cells=notebook().cells, metadata={"language_info": {"name": "R"}}
            ),
            False,
        ),
    ],
)
def test_what_makes_a_content(other, same):
    """Cells, their types and order, and an odd language; no outputs, counts, ids or settings."""
    parse = Submission("", "problem1", Path()).parse
    one, two = (digest(parse(nbformat.writes(n).encode())) for n in (notebook(), other))
    assert (one == two) == same


def test_one_text_as_code_and_as_words():
    """A cell that was code and is text now is another content."""
    parse = Submission("", "problem1", Path()).parse
    made = notebook()
    before = digest(parse(nbformat.writes(made).encode()))
    made.cells[1] = nbformat.v4.new_markdown_cell(made.cells[1].source)
    assert digest(parse(nbformat.writes(made).encode())) != before


def test_a_file_that_changes_meanwhile(room, tmp_path):
    """A file that is no longer what it was when the class was read is not given another's marks."""
    first, other = (find(room / "class", ["problem1"])[0][i] for i in (0, 2))
    graded = grader.Graded(synthetic_class.report("ada", "problem1", "graded", 1.0, rng()))
    content = digest(first.parse(first.read()))
    graded.report = graded.report.model_copy(update={"content_sha256": content})
    assert handed_on(graded, first, other) is None
    gone = Submission("bob", "problem1", tmp_path / "gone.ipynb")
    assert handed_on(graded, first, gone) is None
    elsewhere = Submission("bob", "problem2", first.path)
    assert handed_on(graded, first, elsewhere) is None


def test_a_failure_is_not_handed_on(room, monkeypatch):
    """If the grader fails on one, the next of the same content is graded; its marks are shared."""
    asked = []

    def fails_once(submission, sandbox, run):
        asked.append(submission.student)
        if len(asked) == 1:
            raise MemoryError
        report = synthetic_class.report(submission.student, "problem1", "graded", 1.0, rng())
        content = digest(submission.parse(submission.read()))
        return grader.Graded(report.model_copy(update={"content_sha256": content}))

    monkeypatch.setattr(grader, "grade", fails_once)
    found, _ = find(room / "class", ["problem1"])
    group = (found[0], found[1], found[3])
    statuses = [graded.report.status for _, graded in assessment.grade(group, "bubblewrap")]
    assert asked == ["ada", "bob"]
    assert statuses == ["error", "graded", "graded"]


def rng():
    return np.random.default_rng(0)


def test_untouched_releases_are_called_that(tmp_path):
    """Nobody copied from anybody who hands in what was handed out; one is enough to be named."""
    (tmp_path / "ada").mkdir()
    released = json.loads((student_notebook.ASSIGNMENTS / "problem1.ipynb").read_text())
    for number, cell in enumerate(cell for cell in released["cells"] if "outputs" in cell):
        cell["execution_count"] = number
    (tmp_path / "ada" / "problem1.ipynb").write_text(json.dumps(released))
    (submission,), _ = find(tmp_path, ["problem1"])
    content = digest(submission.parse(submission.read()))
    assert content == released_content("problem1")

    def report(student, content) -> Report:
        made = synthetic_class.report(student, "problem1", "graded", 1.0, rng())
        return made.model_copy(update={"content_sha256": content})

    mine = [report("ada", content), report("bob", "1"), report("cy", "2"), report("dee", "1")]
    mine.append(synthetic_class.report("eve", "problem1", "unreadable", 1.0, rng()))
    found = [([r.student for r in c.reports], c.released) for c in among(mine)]
    assert found == [(["bob", "dee"], False), (["ada"], True)]
    assert released_content("problem9") is None
