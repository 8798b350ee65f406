"""What is no notebook is unreadable for a reason that people understand; odd ones are graded."""

import os
import re
import socket

import nbformat
import pytest

from autograder.grading import grader
from autograder.submissions import Submission
from tests.autograder.submissions.downloads import find
from tests.threats.attack import everything, grade, honest
from tests.threats.notebooks import as_bytes, odd_notebooks

pytestmark = pytest.mark.threat("Not a notebook")


@pytest.mark.parametrize("name", odd_notebooks())
def test_an_odd_notebook(name, quick_limits, tmp_path):
    """Graded and run, or unreadable with a reason; never a traceback."""
    content, expected = odd_notebooks()[name]
    path = tmp_path / "problem1.ipynb"
    path.write_bytes(as_bytes(content))
    graded = grader.grade(Submission("s", "problem1", path))
    if expected == "graded":
        assert graded.report.status == "graded"
        printed = [text for _, run in graded.cells for _, text in run.texts]
        assert "it ran\n" in printed or "it ran" not in str(content)
    else:
        assert (graded.report.status, graded.report.score) == ("unreadable", 0)
        assert expected in graded.report.notices[0].text
    assert "Traceback" not in everything(graded)


def a_folder(path):
    path.mkdir()


def a_fifo(path):
    os.mkfifo(path)


def a_socket(path):
    with socket.socket(socket.AF_UNIX) as server:
        os.chdir(path.parent)
        server.bind(path.name)


def a_link_inside(path):
    (path.parent / "other").write_text("{}")
    path.symlink_to("other")


def a_link_outside(path):
    path.symlink_to("/etc/passwd")


def a_link_to_nothing(path):
    path.symlink_to("nothing")


def a_link_to_itself(path):
    path.symlink_to(path)


def a_hard_link(path):
    os.link(secret_file(path), path)


def secret_file(path):
    secret = path.parent.parent / "secret"
    secret.write_text("root:canary:0")
    return secret


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (a_folder, "a folder or a device"),
        (a_fifo, "a folder or a device"),
        (a_socket, "a folder or a device"),
        (a_link_inside, "a link to another place"),
        (a_link_outside, "a link to another place"),
        (a_link_to_nothing, "a link to another place"),
        (a_link_to_itself, "a link to another place"),
        (a_hard_link, "a hard link"),
    ],
)
def test_no_plain_file(make, reason, tmp_path, monkeypatch):
    """Only a plain file is opened, and nothing of another file is quoted."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ada").mkdir()
    make(tmp_path / "ada" / "problem1.ipynb")
    ((submission,), _) = find(tmp_path, ["problem1"])
    graded = grader.grade(submission)
    assert graded.report.status == "unreadable"
    assert reason in graded.report.notices[0].text
    assert "root:" not in everything(graded)


def test_linked_folders(tmp_path):
    """A student's folder, or one in it, that leads to another student's is not followed."""
    (tmp_path / "ada" / "hw1").mkdir(parents=True)
    (tmp_path / "ada" / "hw1" / "problem1.ipynb").write_text("{}")
    (tmp_path / "mallory").symlink_to("ada")
    (tmp_path / "oscar").mkdir()
    (tmp_path / "oscar" / "hw1").symlink_to("../ada/hw1")
    found, empty = find(tmp_path, ["problem1"])
    assert [s.student for s in found] == ["ada", "mallory", "oscar"]
    for submission in found[1:]:
        assert "a link" in grader.grade(submission).report.notices[0].text
    assert empty == []


@pytest.mark.parametrize(
    "error", [PermissionError(13, "Permission denied"), OSError(5, "I/O error")]
)
def test_an_unreadable_file(error, tmp_path, monkeypatch):
    """Whatever the system says about a file is told, and nobody else is disturbed."""
    path = tmp_path / "problem1.ipynb"
    path.write_text("{}")

    def refuse(*args, **kwargs):
        raise error

    monkeypatch.setattr("autograder.submissions.submission.os.open", refuse)
    report = grader.grade(Submission("s", "problem1", path)).report
    assert report.told == [f"the file cannot be read ({error.strerror})"]


def test_an_unreadable_folder(tmp_path, monkeypatch):
    """A student's folder that cannot be listed is unreadable, and the next one is found."""
    for student in ("ada", "bob"):
        (tmp_path / student).mkdir()
        (tmp_path / student / "problem1.ipynb").write_text("{}")
    listed = type(tmp_path).iterdir

    def iterdir(path):
        if path.name == "ada":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(type(tmp_path), "iterdir", iterdir)
    found, _ = find(tmp_path, ["problem1"])
    assert [s.student for s in found] == ["ada", "bob"]


NAMES = [
    "two words",
    "José Ångström",
    "日本 🧠",
    'it\'s "quoted"',
    "new\nline",
    '=HYPERLINK("mailto:x","y")',
    "+1-2@3",
    "<script>alert(1)<\\script><img src=x onerror=alert(1)>",
    "a%2Fb#c?d&e",
    "$(touch x) `x` ;x|x",
    "\x1b[31mred",
    "-rf",
    "..hidden..",
    "grades.csv",
    "class.html",
    "x" * 250,
    "CON",
    "trailing space ",
]


def test_hostile_names(tmp_path, quick_limits):
    """Names of folders are names and nothing else: unique, printable, kept apart from our files."""
    for name in NAMES:
        if name not in (".", ".."):
            (tmp_path / name).mkdir()
            (tmp_path / name / "problem1.ipynb").write_text("no JSON")
    broken = os.fsencode(tmp_path) + b"/caf\xe9"
    os.mkdir(broken)
    with open(broken + b"/problem1.ipynb", "wb") as file:
        file.write(b"no JSON")
    found, _ = find(tmp_path, ["problem1"])
    shown = [name for name in NAMES if not name.startswith(".")]
    assert len({s.student for s in found}) == len(shown) + 1
    for submission in found:
        report = grader.grade(submission).report
        assert report.status == "unreadable"
        assert len(os.fsencode(report.student)) < 255
        assert report.student not in ("grades.csv", "class.html")
        assert report == type(report).from_json(report.to_json())
    assert "caf\\xe9" in {s.student for s in found}


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("problem1.ipynb", True),
        ("problem1 (1).ipynb", True),
        ("Problem1.ipynb", True),
        ("problem1-Copy1.ipynb", True),
        ("problem1_2.ipynb", True),
        ("problem1 copy.ipynb", True),
        ("problem12.ipynb", False),
        ("my problem1.ipynb", True),
        ("Copy of problem1.ipynb", True),
        ("mueller_problem1_FINAL_v2.ipynb", True),
        ("problem1.ipynb.txt", True),
        ("problem1.txt", False),
        ("problem2.ipynb", False),
    ],
)
def test_nearly_the_right_name(name, taken, tmp_path):
    """A browser's or Jupyter's copy is graded and told of; another problem is not taken for it."""
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / name).write_text("{}")
    ((submission,), _) = find(tmp_path, ["problem1"])
    assert (submission.path.name, not submission.refused) == (name, taken)
    assert bool(submission.notices) == (taken and name != "problem1.ipynb")


def test_the_latest_copy(tmp_path):
    """Of several copies, the one with the highest number counts: 10 after 9."""
    (tmp_path / "ada").mkdir()
    for number in (2, 10, 9):
        (tmp_path / "ada" / f"problem1 ({number}).ipynb").write_text("{}")
    ((submission,), _) = find(tmp_path, ["problem1"])
    assert submission.path.name == "problem1 (10).ipynb"


def test_a_foreign_kernel_is_mentioned(tmp_path, quick_limits):
    """Who wonders about a mark of zero reads that the notebook is in R."""
    content, _ = odd_notebooks()["kernel of R"]
    path = tmp_path / "problem1.ipynb"
    path.write_bytes(as_bytes(content))
    report = grader.grade(Submission("s", "problem1", path)).report
    assert report.told == ["the notebook says that its language is 'R', not Python"]


# Notebooks that students have edited where they should not. Honest answers keep their points.


def test_edited_cells(tmp_path, quick_limits):
    """Deleted, doubled, moved and rewritten check cells cost nothing and earn nothing."""
    answer = honest()
    wrong = "def spectrum(J):\n    return J[0]"
    cells = [
        "assert is_stable(np.zeros((2, 2)))",  # before the answer: it raises
        answer,
        "assert is_stable(np.zeros((2, 2)))\n" * 3,
        "print('score: 27')",
        wrong,
        "assert True  # spectrum is right",
        answer,  # the question a second time
        "import warnings; warnings.warn('odd')\nimport sys; print('more', file=sys.stderr)",
    ]
    report = grade(cells, tmp_path).report
    assert {q.id for q in report.questions if q.score == q.max_score} == {"1d"}
    assert report.score == 3


def test_edited_metadata(tmp_path, quick_limits):
    """Points, ids and locks in the metadata of cells are not looked at."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(honest())])
    notebook.cells[0].metadata = {
        "nbgrader": {"grade": True, "points": 1000, "grade_id": "1d-check-1", "locked": False},
        "score": 27,
        "question": "1e",
    }
    notebook.metadata = {"points": 1000, "kernelspec": {"name": "gone", "language": "python"}}
    path = tmp_path / "problem1.ipynb"
    path.write_text(nbformat.writes(notebook))
    report = grader.grade(Submission("s", "problem1", path)).report
    assert (report.score, report.max_score) == (3, 27)
    assert not report.notices


def test_another_problem_under_this_name(tmp_path, quick_limits):
    """A notebook of other functions is graded, and every question says what is missing."""
    report = grade(["def rate_network(): pass"], tmp_path).report
    first = [question.checks[0].message for question in report.questions]
    assert report.score == 0
    assert all(re.match("There is no function `.+` when all cells have run.", m) for m in first)
