"""The report's contract, and that it is written whole or not at all."""

import json
import os

import jsonschema
import pytest

from autograder import PROJECT
from autograder.batch import assessment
from autograder.results import write_whole
from autograder.results.report import Report, json_schema
from autograder.submissions.submission import Submission

KEYS = [
    *("schema", "student", "problem", "language", "status", "score", "max_score", "written"),
    *("late", "adjusted", "notebook_sha256", "content_sha256", "grader", "seed", "sandbox"),
    *("seconds", "notices", "questions"),
]


@pytest.fixture
def report(tmp_path):
    missing = Submission("ada", "problem1", tmp_path / "nothing.ipynb")
    return assessment.failure(missing, "bubblewrap", "a reason").report


def test_the_keys_are_the_contract(report):
    """Other people's scripts read these names in this order."""
    assert list(json.loads(report.to_json())) == KEYS
    assert json.loads(report.to_json())["schema"] == 2


def test_a_report_is_read_back(report):
    """What is written can be read, and is the same."""
    assert Report.from_json(report.to_json()) == report


def test_the_schema_is_published():
    """docs/report.schema.json is the model's; `make schema` writes it anew."""
    published = json.loads((PROJECT / "docs" / "report.schema.json").read_text(encoding="utf-8"))
    assert published == json_schema()


def test_a_report_fits_the_published_schema(report):
    """Other people validate with it, in any language."""
    jsonschema.validate(json.loads(report.to_json()), json_schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**json.loads(report.to_json()), "status": "maybe"}, json_schema())


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": 1}', '{"schema": 2, "score": "x"}'])
def test_other_files_are_no_reports(text):
    """A truncated or foreign file is refused with ValueError, so that its notebook is graded."""
    with pytest.raises(ValueError):
        Report.from_json(text)


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    """A full disk must not destroy what was there."""
    path = tmp_path / "report.json"
    write_whole(path, "old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
