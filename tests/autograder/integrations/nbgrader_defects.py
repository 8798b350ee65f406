"""Notebooks with the defects of nbgrader's own test notebooks, each in a question of its own.

All of them are the worked notebook of Problem 1, as JSON, since some are no notebook any more.
"""

import json

import nbformat

from tests.sample_class import SUBMISSIONS

FORM = "YOUR ANSWER HERE"
PICTURE = {"figure.png": {"image/png": "iVBORw0KGgo="}}


def document():
    return json.loads((SUBMISSIONS / "ada" / "problem1.ipynb").read_text(encoding="utf-8"))


def place(cells, name):
    return next(i for i, cell in enumerate(cells) if cell.get("id") == name)


def metadata(**changes):
    """A change of nbgrader's metadata of a cell; None takes a key out."""

    def change(cells, i):
        mine = cells[i]["metadata"]["nbgrader"] | changes
        kept = {key: value for key, value in mine.items() if value is not None}
        cells[i]["metadata"]["nbgrader"] = kept

    return change


def turned(kind):
    """A cell turned into one of another type, as Jupyter does it."""

    def change(cells, i):
        cells[i]["cell_type"] = kind
        for key in ("outputs", "execution_count"):
            cells[i].pop(key, None)
            if kind == "code":
                cells[i][key] = [] if key == "outputs" else None

    return change


def duplicate(cells, i):
    cells.insert(i, json.loads(json.dumps(cells[i])))


def delete(cells, i):
    del cells[i]


def edit(cells, i):
    cells[i]["source"] = "print('all right')"


def without_metadata(cells, i):
    cells[i]["metadata"] = {}


def no_metadata_at_all(cells, i):
    del cells[i]["metadata"]


def task_cell_above(cells, i):
    task = {"task": True, "grade": True, "grade_id": "task1", "points": 10, "schema_version": 3}
    cells.insert(
        i, {"cell_type": "markdown", "metadata": {"nbgrader": task}, "source": "A task.", "id": "t"}
    )


def damaged_cell_above(cells, i):
    cells.insert(i, {"cell_type": "code", "metadata": [], "source": 7, "outputs": "none"})


def no_outputs(cells, i):
    del cells[i]["outputs"]


# name: (cell, change, what the instructor is warned of)
CHECKS = {
    "duplicate": ("1a-check-1", duplicate, "cell 1a-check-1 is there more than once"),
    "deleted": ("1b-check-1", delete, "cell 1b-check-1 was deleted; it is put back"),
    "edited": ("1c-check-1", edit, "the locked cell 1c-check-1 was edited; the original counts"),
    "points raised": ("1d-check-1", metadata(points=3000), None),
    "grade id no text": ("1e-check-1", metadata(grade_id=["1e"], grade="yes"), "cell 1e-check-1"),
    "grade id blank": ("1f-check-1", metadata(grade_id=""), "cell 1f-check-1 was deleted"),
    "turned into text": ("1g-check-1", turned("markdown"), "1g-check-1 was turned into another"),
    "schema too new": ("1h-check-1", metadata(schema_version=10), None),
}
OLD = {
    "schema 1": ("1a-check-1", metadata(schema_version=1, task=None), None),
    "schema 0, points as text": ("1b-check-1", metadata(schema_version=None, points="3"), None),
    "no grade id": ("1c-check-1", metadata(grade_id=None), "cell 1c-check-1 was deleted"),
    "unlocked, no grade": ("1d-check-1", metadata(locked=False, grade=False, points=None), None),
    "odd grade id": ("1e-check-1", metadata(grade_id="1e check/../1"), "cell 1e-check-1"),
    "task cell": ("1f-check-1", task_cell_above, None),
    "answer without metadata": ("1g-answer-1", without_metadata, None),
    "cell type of another": ("1h-check-1", metadata(cell_type="markdown", solution=True), None),
}
DAMAGED = {
    "no metadata at all": ("1a-answer-1", no_metadata_at_all, None),
    "no outputs": ("1b-answer-1", no_outputs, None),
    "a cell that is none": ("1c-answer-1", damaged_cell_above, None),
    "schema is text": ("1d-check-1", metadata(schema_version="three"), None),
    "same id as another": ("1e-answer-2", metadata(grade_id="1e-answer-1"), "1e-answer-1 is there"),
}


def changed(defects):
    """The notebook with all of these defects, as the text of its file."""
    made = document()
    for name, change, _ in defects.values():
        change(made["cells"], place(made["cells"], name))
    return json.dumps(made)


def old_format():
    """The notebook as IPython 2 would have saved it."""
    return json.dumps(nbformat.convert(nbformat.reads(json.dumps(document()), 4), 3))


def accidents():
    """Written answers in all the states that a browser and a hurried student leave them in, and a
    question whose code was turned into text."""
    made = document()
    cells = made["cells"]
    without_metadata(cells, place(cells, "1a-written-1"))
    twice = place(cells, "1d-written-1")
    duplicate(cells, twice)
    cells[twice]["source"] = FORM
    delete(cells, place(cells, "1f-written-1"))
    picture = place(cells, "1g-written-1")
    cells[picture] |= {"attachments": PICTURE, "source": "![figure](attachment:figure.png)"}
    turned("markdown")(cells, place(cells, "1b-answer-1"))
    return json.dumps(made)


CHEAT = """
import IPython.core.interactiveshell
IPython.core.interactiveshell.InteractiveShell.showtraceback = lambda *args, **kwargs: None
import os
os.environ["NBGRADER_EXECUTION"] = "validate"
print("Success!")
3000
"""


def cheat():
    """Nothing solved; tracebacks hidden, points raised, results and a grader's signature forged."""
    path = SUBMISSIONS / "bruno" / "problem1.ipynb"
    made = json.loads(path.read_text(encoding="utf-8"))
    made["metadata"]["rnn_problem_set"] = {"grader": "0.1.0", "score": 3000}
    forged = {"output_type": "execute_result", "data": {"text/plain": "3000"}, "metadata": {}}
    for cell in made["cells"]:
        mine = cell["metadata"].get("nbgrader", {})
        if cell["cell_type"] == "code":
            cell["outputs"] = [forged | {"execution_count": 1}]
        if mine.get("grade"):
            mine |= {"points": 3000, "score": 3000, "solution": False, "locked": False}
            if cell["cell_type"] == "code":
                cell["source"] = CHEAT
    made["cells"][1]["source"] = CHEAT
    return json.dumps(made)


def cut_off():
    return json.dumps(document())[:5000]
