"""The gradebook in PostgreSQL: nbgrader's `db_url`, and all that we do with the gradebook."""

import random

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.problems import catalogue
from tests.autograder.integrations.nbgrader_course import (
    export,
    hand_in,
    mark_by_hand,
    nbgrader,
    scores,
)
from tests.autograder.integrations.postgres import server
from tests.sample_class import SUBMISSIONS


@pytest.fixture(scope="module")
def database():
    with server() as address:
        yield address


def rewrite_rows(address):
    """Update the cells of the source in another order, which is the order of the table then."""
    with Gradebook(address) as gradebook:
        cells = list(gradebook.find_notebook("problem1", "problem1").source_cells)
        for cell in random.Random(0).sample(cells, len(cells)):
            source, cell.source = cell.source, f"{cell.source} "
            gradebook.db.commit()
            cell.source = source
            gradebook.db.commit()


def without_checks(path):
    """The notebook of a student who has deleted two check cells."""
    notebook = nbformat.read(path, 4)
    notebook.cells = [c for c in notebook.cells if c.id not in ("1b-check-1", "1e-check-1")]
    return notebook


def test_autograde_mark_regrade_export(fresh, database):
    """A manual mark is kept at a regrade, a failure leaves no mark, restored cells are in place;
    and nothing falls back on the gradebook in the course's folder."""
    (fresh / "gradebook.db").unlink()
    place = {"NBGRADER_DB_URL": database}
    nbgrader(fresh, "generate_assignment", "problem1", "--create", "--force", **place)
    rewrite_rows(database)
    chen = without_checks(SUBMISSIONS / "chen" / "problem1.ipynb")
    hand_in(fresh, "chen", chen, "2026-01-01 10:00:00 UTC")
    hand_in(fresh, "fatima", SUBMISSIONS / "bruno" / "problem1.ipynb")
    nbgrader(fresh, "autograde", "problem1", **place)
    before, waiting = scores(database, "chen")
    assert 0 < sum(before.values()) < 27 and waiting
    assert export(fresh, **place)["problem1", "fatima"]["status"] == "graded"
    path = fresh / "autograded" / "chen" / "problem1" / "problem1.ipynb"
    names = [c.metadata.get("nbgrader", {}).get("grade_id") for c in nbformat.read(path, 4).cells]
    cells = catalogue.read("problem1").notebook().cells
    assert [name for name in names if name] == [c.id for c in cells if "nbgrader" in c.metadata]

    mark_by_hand(database, "chen", "1d-written-1", 1.5)
    hand_in(fresh, "chen", SUBMISSIONS / "ada" / "problem1.ipynb", "2026-01-02 10:00:00 UTC")
    hand_in(fresh, "fatima", SUBMISSIONS / "fatima" / "problem1.ipynb")
    # nbgrader's own option in the place of the environment, and a pattern in that of a name
    nbgrader(fresh, "autograde", "problem[1]", "--force", "--db", database, succeed=False)
    marks = export(fresh, **place)
    assert marks["problem1", "chen"]["raw_score"] == "28.5"
    assert marks["problem1", "fatima"]["status"] == "not graded"
    assert not (fresh / "gradebook.db").exists()
