"""What is told about the cells of a notebook."""

import nbformat
import pytest

from autograder.grading.notices import OURS, cell_notices
from autograder.interview import CellRun


@pytest.mark.parametrize(
    ("ran_on", "told"),
    [(f"{OURS[0]}.{OURS[1] + 1}", True), (f"{OURS[0]}.{OURS[1]}", False), ("", False)],
)
def test_a_newer_syntax_is_told(ran_on, told):
    """A cell in the syntax of a newer Python says which one it ran on, and what to do."""
    notebook = nbformat.v4.new_notebook(metadata={"python": ran_on})
    notebook.cells = [nbformat.v4.new_code_cell("x")]
    run = CellRun()
    run.error = "SyntaxError: f-string: expecting '}'"
    (notice,) = cell_notices(notebook, [run])
    assert ("older syntax" in notice.text) == told
    assert (ran_on in notice.text) or not told
