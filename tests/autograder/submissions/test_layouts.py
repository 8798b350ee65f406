"""The downloads of platforms: everybody under their own id, every file explained."""

import pytest

from autograder.submissions import intake
from tests.autograder.submissions.downloads import (
    PROBLEMS,
    both_ways,
    cells,
    lay,
    notebook,
    taken,
    zipped,
)

ONE, TWO = notebook("problem1"), notebook("problem2")


def test_canvas(tmp_path):
    """Flat names with numbers: two of one name stay apart, the later attempt counts."""
    files = {
        "lovelaceada_12345_678901_problem1.ipynb": notebook(words="first"),
        "lovelaceada_LATE_12345_678950_problem1-2.ipynb": notebook(words="second"),
        "müllerjürg_22_678903_problem1.ipynb": ONE,
        "müllerjürg_23_678904_problem1.ipynb": ONE,
        "obrienpat_LATE_24_678905_Copy of problem1.ipynb": ONE,
        "textonly_25_text.html": b"<p>sorry</p>",
        "zipper_26_678906_homework.zip": zipped({"hw/problem1.ipynb": ONE, "hw/h.py": b"x = 1"}),
    }
    found = both_ways(tmp_path, files)
    assert found["lovelaceada_12345", "problem1"].endswith("problem1-2.ipynb")
    assert found["zipper_26", "problem1"].endswith("homework.zip/hw/problem1.ipynb")
    assert "typed into the platform" in found["textonly_25", "problem1"]
    assert {"müllerjürg_22", "müllerjürg_23", "obrienpat_24"} <= {who for who, _ in found}
    with intake.opened(tmp_path / "download", PROBLEMS, cells) as whole:
        table = {row[3]: row for row in whole.table()}
        late = {s.student for s in whole.submissions if s.marked_late}
        beside = {s.student: [n for n, _ in s.beside] for s in whole.submissions if s.beside}
        assert "Canvas" in whole.line() and "2 marked late" in whole.line()
    assert set(files) - {"zipper_26_678906_homework.zip"} <= set(table)
    assert "earlier attempt" in table["lovelaceada_12345_678901_problem1.ipynb"][5]
    assert late == {"lovelaceada_12345", "obrienpat_24"}
    assert beside == {"zipper_26": ["h.py"]}


@pytest.mark.parametrize("flat", [True, False])
def test_moodle(flat, tmp_path):
    """Folders with `file`, `file_` and `onlinetext`, or flat files of the same pattern."""
    joint = "_" if flat else "/"
    files = {
        f"Ada Lovelace_120001_assignsubmission_file{joint}problem1.ipynb": ONE,
        f"Ada Lovelace_120001_assignsubmission_onlinetext{joint}onlinetext.html": b"<p>hi</p>",
        f"Jürg O'Müller_120002_assignsubmission_file{joint}Problem 1.ipynb": ONE,
        f"Eve Online_120003_assignsubmission_onlinetext{joint}onlinetext.html": b"<p>hi</p>",
    }
    if not flat:
        files["Bo Under_120004_assignsubmission_file_/deep/problem2.ipynb"] = TWO
    found = both_ways(tmp_path, files)
    assert set(found) >= {("Ada Lovelace_120001", "problem1"), ("Jürg O'Müller_120002", "problem1")}
    assert "typed into the platform" in found["Eve Online_120003", "problem1"]
    assert ("Bo Under_120004", "problem2") in found or flat


def test_blackboard(tmp_path):
    """The text beside an attempt tells login and name; the later attempt counts."""
    start = "Homework 1_a_lovelace_attempt_2027-03-0"
    files = {
        f"{start}1-10-15-22_problem1.ipynb": notebook(words="1"),
        f"{start}1-10-15-22.txt": b"Name: Ada Lovelace (a_lovelace)\nAssignment: Homework 1\n",
        f"{start}2-10-15-22_problem1.ipynb": notebook(words="2"),
        f"{start}2-10-15-22.txt": b"Name: Ada Lovelace (a_lovelace)\n",
        "Homework 1_ben_attempt_2027-03-01-09-00-00.txt": b"Name: Ben (ben)\n",
    }
    found = both_ways(tmp_path, files)
    assert found["a_lovelace", "problem1"].endswith("2-10-15-22_problem1.ipynb")
    assert found["ben", ""] == "nothing"


def test_gradescope(tmp_path):
    """People and groups as the metadata says, which is written by Ruby."""
    metadata = """---
submission_1:
  :submitters:
  - :name: Ada Lovelace
    :sid: '17'
    :email: ada@x.org
  :created_at: 2027-03-01 10:15:22.123456789 Z
  :score: !ruby/object:BigDecimal 18:0.1e2
submission_2:
  :submitters:
  - :name: Ben
    :email: ben@x.org
  - :name: Chen
    :email: chen@x.org
"""
    files = {
        "submission_metadata.yml": metadata.encode(),
        "submission_1/problem1.ipynb": ONE,
        "submission_2/problem1.ipynb": ONE,
    }
    found = both_ways(tmp_path, {f"assignment_5_export/{n}": d for n, d in files.items()})
    assert {who for who, _ in found} == {"ada@x.org", "ben@x.org", "chen@x.org"}


@pytest.mark.parametrize("above", ["", "submitted/", "course/submitted/"])
def test_nbgrader(above, tmp_path):
    """The folder `submitted`, or the course around it; times are nbgrader's."""
    stamp = b"2027-03-01 10:15:22.123456 Europe/Berlin"
    files = {
        f"{above}ada/problem1/problem1.ipynb": ONE,
        f"{above}ada/problem1/timestamp.txt": stamp,
        f"{above}ada/problem2/problem2.ipynb": TWO,
        f"{above}ben/problem1/problem1 (1).ipynb": ONE,
    }
    assert set(both_ways(tmp_path, files)) == {
        ("ada", "problem1"),
        ("ada", "problem2"),
        ("ben", "problem1"),
    }
    with intake.opened(tmp_path / "download", PROBLEMS, cells) as found:
        times = {s.handed_in for s in found.submissions}
    assert "2027-03-01T10:15:22.123456+01:00" in times


@pytest.mark.parametrize("above", ["", "clones/"])
def test_github_classroom_at_either_level(above, tmp_path):
    """The folder of an assignment, or the one above it: students by their login."""
    files = {
        f"{above}problem-set-submissions/problem-set-{who}/problem1.ipynb": ONE
        for who in ("ada-l", "ben", "chen")
    }
    lay(tmp_path / "d", files)
    for path in (tmp_path / "d", tmp_path / "d" / above / "problem-set-submissions"):
        assert {who for who, _ in taken(path)} == {"ada-l", "ben", "chen"}


@pytest.mark.parametrize("above", ["", "all/", "all/of them/"])
def test_plain_folders_of_any_depth(above, tmp_path):
    """A folder per student, however deep, also in parts of the class."""
    files = {f"{above}{who}/work/problem1.ipynb": ONE for who in ("ada", "ben")}
    files[f"{above}chen/problem2.ipynb"] = TWO
    assert {who for who, _ in both_ways(tmp_path, files)} == {"ada", "ben", "chen"}
    files = {f"{above}part {p}/{p}{who}/problem1.ipynb": ONE for p in "AB" for who in ("x", "y")}
    found = both_ways(tmp_path / "parts", files)
    assert {who for who, _ in found} == {"Ax", "Ay", "Bx", "By"}


def test_downloads_of_several_assignments(tmp_path):
    """One folder or zip for each assignment, beside one another."""
    files = {
        "hw1/ada_12_345_problem1.ipynb": ONE,
        "hw2.zip": zipped({"ada_12_399_problem2.ipynb": TWO, "ben_13_398_problem2.ipynb": TWO}),
    }
    found = both_ways(tmp_path, files)
    assert set(found) == {("ada_12", "problem1"), ("ada_12", "problem2"), ("ben_13", "problem2")}


def test_files_in_one_folder(tmp_path):
    """As they come by e-mail: who it is stands in the name."""
    files = {
        "mueller_problem1_FINAL_v2.ipynb": ONE,
        "problem1 schmidt.ipynb": ONE,
        "O'Neil - Copy of problem1.ipynb": ONE,
        "notes.txt": b"call them",
    }
    found = both_ways(tmp_path, files)
    assert {who for who, _ in found} == {"mueller", "schmidt", "o'neil"}


def test_one_students_folder(tmp_path):
    """A folder with one notebook per problem is one student, by the folder's name."""
    lay(tmp_path / "ada", {"problem1.ipynb": ONE, "problem2.ipynb": TWO, "helper.py": b"x = 1"})
    assert set(taken(tmp_path / "ada")) == {("ada", "problem1"), ("ada", "problem2")}


def test_several_people_in_one_student(tmp_path):
    """They are named, and nothing is graded under the first one's name."""
    files = {"ada/problem1.ipynb": ONE, "ben/problem1.ipynb": ONE}
    files |= {f"others/{who}/problem1.ipynb": ONE for who in ("chen", "dora")}
    lay(tmp_path / "d", files)
    with pytest.raises(intake.BadIntake, match="others .* several people .'chen', 'dora'."):
        taken(tmp_path / "d")


@pytest.mark.parametrize(
    ("files", "wanted"),
    [
        (["problem1.ipynb", "problem1 (1).ipynb"], "problem1.ipynb"),
        (
            ["problem1 (2).ipynb", "problem1 (10).ipynb", "problem1 (9).ipynb"],
            "problem1 (10).ipynb",
        ),
        (["problem1_v2.ipynb", "problem1_v3.ipynb"], "problem1_v3.ipynb"),
        (["Copy of problem1.ipynb"], "Copy of problem1.ipynb"),
        (["PROBLEM-01.ipynb"], "PROBLEM-01.ipynb"),
        (["problem1.ipynb.txt"], "problem1.ipynb.txt"),
        (["homework.ipynb"], "homework.ipynb"),
        (["old/problem1.ipynb", "problem1.ipynb"], "problem1.ipynb"),
        (["problem1_clean.ipynb", "problem1_mine.ipynb"], None),
        (["a/problem1.ipynb", "old/problem1.ipynb"], None),
    ],
)
def test_names_and_versions(files, wanted, tmp_path):
    """Near names are taken; of several the exact or the latest; else none, and it is told."""
    own = {f"ada/{name}": notebook(words=name) for name in files}
    found = both_ways(tmp_path, {**own, "ben/problem1.ipynb": ONE})["ada", "problem1"]
    if wanted:
        assert found == f"ada/{wanted}"
    else:
        assert "cannot be told" in found and all(n.split("/")[-1] in found for n in files)


def test_equal_candidates_and_untouched_ones(tmp_path):
    """Copies with the same cells are one; what was handed out is no rival of what was done."""
    files = {
        "ada/problem1_clean.ipynb": ONE,
        "ada/problem1_mine.ipynb": ONE,
        "ben/problem1.ipynb": notebook(filled=False),
        "ben/problem1_mine.ipynb": ONE,
    }
    found = both_ways(tmp_path, files)
    assert found["ben", "problem1"] == "ben/problem1_mine.ipynb"
    assert found["ada", "problem1"].startswith("ada/problem1_")


def test_cells_decide_before_names(tmp_path):
    """A problem 2 handed in as problem1.ipynb is problem 2, and the student reads it."""
    lay(tmp_path / "d", {"ada/problem1.ipynb": TWO, "ben/problem1.ipynb": ONE})
    with intake.opened(tmp_path / "d", PROBLEMS, cells) as found:
        ada, _ = found.submissions
    assert (ada.student, ada.problem) == ("ada", "problem2")
    assert "cells are those of problem2" in " ".join(notice.text for notice in ada.notices)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("problem1.html", b"<html>", "web page"),
        ("problem1.pdf", b"%PDF", "PDF"),
        ("solution.docx", b"PK", "Word"),
        ("work.7z", b"7z", "ordinary zip"),
        ("work.zip", b"PK and no more", "is damaged"),
        ("notes.txt", b"x", "no notebook"),
        ("other.ipynb", notebook("none"), "neither name nor cells"),
    ],
)
def test_what_is_no_notebook_is_answered(name, data, told, tmp_path):
    """Who handed in a file is never called "nothing handed in"."""
    lay(tmp_path / "d", {f"ada/{name}": data, "ben/problem1.ipynb": ONE})
    found = taken(tmp_path / "d")
    assert told in found["ada", "problem1"]
    assert set(found) == {("ada", "problem1"), ("ben", "problem1")}


def test_scripts_are_graded(tmp_path):
    """A `.py` in the place of a notebook is one; beside a notebook it is a module."""
    script = b"# %% [markdown]\n# some text\n# %%\ndef f1(x): pass\n# %%\ndef f2(x): pass\n"
    files = {
        "ada/problem1.py": script,
        "ben/problem1.ipynb": ONE,
        "ben/problem1.py": script,
        "ben/helpers.py": b"x = 1",
        "ben/data/small.csv": b"1,2",
    }
    lay(tmp_path / "d", files)
    with intake.opened(tmp_path / "d", PROBLEMS, cells) as found:
        ada, ben = found.submissions
        kinds = [(c.cell_type, c.source) for c in ada.parse(ada.read()).cells]
        beside = sorted(ben.files_beside())
    assert kinds[0] == ("markdown", "some text") and len(kinds) == 3
    assert beside == ["data/small.csv", "helpers.py", "problem1.py"]


def test_a_zip_in_a_zip(tmp_path):
    """It is unpacked, too, and its files have the whole way as their name."""
    inner = zipped({"problem1.ipynb": ONE})
    files = {"ada_1_2345_all.zip": zipped({"deep/inner.zip": inner})}
    found = both_ways(tmp_path, files)
    assert found == {("ada_1", "problem1"): "ada_1_2345_all.zip/deep/inner.zip/problem1.ipynb"}


def test_a_roster_names_people(tmp_path):
    """Who is known gets the roster's id, and who is expected and is not there is missing."""
    files = {"lovelaceada_12345_678901_problem1.ipynb": ONE, "xx_9_678902_problem1.ipynb": ONE}
    lay(tmp_path / "d", files)
    known = {"12345": "ada"}

    def who(origin):
        return next((known[i] for i in origin.ids if i in known), None)

    found = taken(tmp_path / "d", who=who, expected=["ada", "ben"])
    assert set(found) == {("ada", "problem1"), ("xx_9", "problem1"), ("ben", "")}
