"""Notebooks read without trust; the odd ones by name are in `tests/threats/test_notebooks.py`."""

import copy
import json
import os
import random

import nbformat
import pytest

from autograder.problems import catalogue
from autograder.release import student_notebook
from autograder.submissions import Submission
from autograder.submissions.notebook import Unreadable
from tests.autograder.submissions.downloads import find


@pytest.fixture
def submission(tmp_path):
    return Submission("ada", "problem1", tmp_path / "problem1.ipynb")


@pytest.fixture(scope="module")
def released():
    return student_notebook.build(catalogue.read("problem1"))


def test_a_release_comes_through(submission, released):
    """Cells, their kinds, sources and names are those of the notebook that was handed out."""
    notebook = submission.parse(released.encode())
    original = nbformat.reads(released, 4)
    assert [(c.cell_type, c.source) for c in notebook.cells] == [
        (c.cell_type, c.source) for c in original.cells
    ]
    names = [c.metadata.get("grade_id") for c in notebook.cells]
    assert names == [c.metadata.get("nbgrader", {}).get("grade_id") for c in original.cells]


def test_nothing_else_comes_along(submission, released):
    """Outputs, attachments and other metadata are left behind."""
    document = json.loads(released)
    for cell in document["cells"]:
        cell["metadata"]["evil"] = cell["attachments"] = {"text/html": "<canary>"}
    notebook = submission.parse(json.dumps(document).encode())
    assert "canary" not in json.dumps(notebook)


def test_students_and_their_notebooks(tmp_path):
    """Hidden folders are none; who handed nothing in is told, and only they."""
    for path in ("ada/problem1.ipynb", "bob/hw1/problem1.ipynb", ".x/problem1.ipynb", "eve/a.txt"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("{}")
    (tmp_path / "zoe").mkdir()
    found, empty = find(tmp_path, ["problem1", "problem2"])
    own = [(s.student, s.problem) for s in found]
    assert own == [("ada", "problem1"), ("bob", "problem1"), ("eve", "problem1")]
    assert "no notebook" in found[2].refused and empty == ["zoe"]


def test_names_stay_apart(tmp_path):
    """Two folders never share a name, not even after an odd one was made printable."""
    for name in (b"caf\xe9", b"caf\\xe9", b"grades.csv", b"grades.csv (student)"):
        folder = bytes(tmp_path) + b"/" + name
        os.mkdir(folder)
        open(folder + b"/problem1.ipynb", "w").close()
    found, _ = find(tmp_path, ["problem1"])
    assert len({s.student for s in found}) == 4


def mutated(text: str, rng: random.Random) -> bytes:
    """A notebook with something changed in its bytes or in its structure."""
    if rng.random() < 0.5:
        data = bytearray(text.encode())
        for _ in range(rng.choice([1, 1, 3, 30])):
            place, kind = rng.randrange(len(data)), rng.random()
            if kind < 0.4:
                data[place] = rng.randrange(256)
            elif kind < 0.7:
                del data[place : place + rng.choice([1, 10, 1000])]
            else:
                data[place:place] = rng.choice([b"\x00", b"{", b"]", b'"', b"\xff", b"\\ud800"])
        return bytes(data)
    document = json.loads(text)
    odd = [None, 0, -1, 4.5, "", "x", [], {}, [None], {"a": {}}, True, 10**30, "\ud800"]
    for _ in range(rng.choice([1, 2, 5])):
        place = document
        while True:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            if not keys:
                break
            key = rng.choice(keys)
            if isinstance(place[key], dict | list) and place[key] and rng.random() < 0.8:
                place = place[key]
                continue
            if rng.random() < 0.3:
                del place[key]
            else:
                place[key] = copy.deepcopy(rng.choice(odd))
            break
    return json.dumps(document).encode()


def parses_or_refuses(submission, content):
    try:
        notebook = submission.parse(content)
    except Unreadable as error:
        assert error.reason.isprintable()
        assert error.content == content
        return
    for cell in notebook.cells:
        assert cell.cell_type in ("code", "markdown")
        cell.source.encode()
    json.dumps(notebook, default=lambda notice: notice.model_dump())


def test_mutated_releases(submission, released):
    """A fixed sample of the fuzzing below."""
    rng = random.Random(1)
    for _ in range(150):
        parses_or_refuses(submission, mutated(released, rng))


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_mutated_releases_at_length(submission, released):
    """A release with anything exchanged is read or refused with a printable reason."""
    rng = random.Random(2)
    for _ in range(10_000):
        parses_or_refuses(submission, mutated(released, rng))
