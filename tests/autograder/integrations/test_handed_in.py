"""Which notebook is graded of what was handed in to Gradescope."""

import io
import zipfile

import nbformat
import pytest

from autograder.integrations.gradescope import harness
from autograder.submissions import unpacking


def notebook_bytes(words=""):
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(words, id="a")])
    return nbformat.writes(made).encode()


def zip_bytes(**files):
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w", zipfile.ZIP_DEFLATED) as content:
        for name, data in files.items():
            content.writestr(name, data)
    return page.getvalue()


def find(tmp_path, **files):
    submission = tmp_path / "submission"
    for name, data in files.items():
        path = submission / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    submission.mkdir(exist_ok=True)
    (tmp_path / "unpacked").mkdir()
    found = harness.find(submission, "problem1", "ada", tmp_path / "unpacked")
    return found.read(), found.path.name, [notice.text for notice in found.notices]


def test_two_notebooks_the_right_name_counts(tmp_path):
    """A scratch notebook beside it costs nothing."""
    files = {"problem1.ipynb": notebook_bytes("right"), "scratch.ipynb": notebook_bytes()}
    assert find(tmp_path, **files) == (notebook_bytes("right"), "problem1.ipynb", [])


def test_two_notebooks_and_none_of_the_right_name(tmp_path):
    """Nothing is guessed: the student is told what to do."""
    files = {"a.ipynb": notebook_bytes(), "b.ipynb": notebook_bytes()}
    with pytest.raises(harness.NothingToGrade) as error:
        find(tmp_path, **files)
    assert str(error.value) == (
        "there are 2 notebooks ('a.ipynb', 'b.ipynb'), and neither name nor cells say of which "
        "problem. Hand in problem1.ipynb once more."
    )


def test_no_notebook(tmp_path):
    """A PDF is no notebook, and it is said so."""
    with pytest.raises(harness.NothingToGrade, match="a PDF was handed in"):
        find(tmp_path, **{"problem1.pdf": b"%PDF"})


def test_one_notebook_of_another_name(tmp_path):
    """It is graded, with a word about its name."""
    content, _, notices = find(tmp_path, **{"deep/down/hw.ipynb": notebook_bytes("it")})
    assert content == notebook_bytes("it")
    assert notices == ["graded the file 'hw.ipynb'; the name should be problem1.ipynb"]


def test_a_zip_inside(tmp_path):
    """It is unpacked, with or without a folder in it, and macOS's leavings are left out."""
    inner = {"work/problem1.ipynb": notebook_bytes("it"), "__MACOSX/problem1.ipynb": b"rubbish"}
    found = find(tmp_path, **{"all.zip": zip_bytes(**inner)})
    assert found == (notebook_bytes("it"), "problem1.ipynb", [])


def test_a_zip_that_wants_out(tmp_path):
    """Names with .. and links stay where they belong."""
    data = zip_bytes(**{"../../evil.ipynb": b"x", "/abs/problem1.ipynb": notebook_bytes("it")})
    assert find(tmp_path, **{"all.zip": data})[0] == notebook_bytes("it")
    outside = [path for path in tmp_path.rglob("evil.ipynb") if "unpacked" not in path.parts]
    assert outside == []


def test_a_zip_bomb(tmp_path):
    """What would become too large is left out, and nothing else is lost."""
    bomb = zip_bytes(**{"problem1.ipynb": b" " * (unpacking.STUDENT.content + 1)})
    files = {"all.zip": bomb, "problem1.ipynb": notebook_bytes("it")}
    content, _, notices = find(tmp_path, **files)
    assert content == notebook_bytes("it")
    assert notices == ["not graded: 'problem1.ipynb', which would make more than 100 MB of it"]


def test_a_damaged_zip(tmp_path):
    """It is no notebook either."""
    with pytest.raises(harness.NothingToGrade, match="'all.zip' is damaged"):
        find(tmp_path, **{"all.zip": b"PK\x03\x04 and no more"})
