"""What platforms give, made small: folders and zips with notebooks of two little problems."""

import io
import json
import zipfile
from pathlib import Path

from autograder.submissions import intake
from autograder.submissions.look import Signs, look

SIGNS = {
    "problem1": Signs(frozenset({"f1", "f2", "f3"}), frozenset({"# Problem 1"}), 3),
    "problem2": Signs(frozenset({"g1", "g2", "g3"}), frozenset({"# Problem 2"}), 3),
}
PROBLEMS = dict.fromkeys(SIGNS, ())


def notebook(problem="problem1", words="", filled=True) -> bytes:
    """A notebook of a problem; `words` tell one from another."""
    body = "    return 1" if filled else "    # YOUR CODE HERE\n    raise NotImplementedError()"
    names = sorted(SIGNS[problem].functions) if problem in SIGNS else []
    code = [f"def {name}(x):\n{body}" for name in names] + [f"# {words}"]
    cells = [
        {"cell_type": "code", "source": s, "metadata": {}, "outputs": [], "execution_count": None}
        for s in code
    ]
    document = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
    return json.dumps(document).encode()


def zipped(files: dict[str, bytes]) -> bytes:
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return page.getvalue()


def lay(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def cells(paths):
    return ((path, look(path, SIGNS)) for path in paths)


def taken(path: Path, problems=None, **more) -> dict[tuple[str, str], str]:
    """(student, problem) -> the file that was taken, or why none was."""
    with intake.opened(path, problems or PROBLEMS, cells, **more) as found:
        rows = {(n, r.problem): r.file.shown for n, r in found.rows if r.taken}
        refused = {(s.student, s.problem): s.refused for s in found.submissions if s.refused}
        assert {(s.student, s.problem) for s in found.submissions} == {*rows, *refused}
        return {**rows, **refused, **{(name, ""): "nothing" for name in found.missing}}


def both_ways(tmp_path: Path, files: dict[str, bytes], **more) -> dict:
    """The same from a folder and from a zip of it."""
    folder = lay(tmp_path / "download", files)
    (tmp_path / "download.zip").write_bytes(zipped(files))
    from_folder, from_zip = taken(folder, **more), taken(tmp_path / "download.zip", **more)
    assert from_folder == from_zip
    return from_folder


def find(folder: Path, problems: list[str]):
    """(submissions, students who handed nothing in), by the names of files alone."""
    with intake.opened(folder, dict.fromkeys(problems, ())) as found:
        return found.submissions, found.missing
