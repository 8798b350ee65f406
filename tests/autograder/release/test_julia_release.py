"""What Julia students get: stripped like Python's, with the modules that it uses beside it."""

import zipfile

import nbformat
import pytest

from autograder.languages import JULIA
from autograder.problems import catalogue
from autograder.release import other_languages

(EDITION,) = (p for p in catalogue.editions("problem1") if p.language is JULIA)


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    return other_languages.write(EDITION, tmp_path_factory.mktemp("release"))


def test_functions_keep_their_lines_and_raise(released):
    """Docstring, function line and `end` are there; a call says that no answer is given."""
    notebook = nbformat.read(released[0], as_version=4)
    assert notebook.metadata.kernelspec.language == "julia"
    (cell,) = (c for c in notebook.cells if "function velocity(" in c.source)
    stub = '    # YOUR CODE HERE\n    error("No Answer Given!")\nend'
    assert cell.source.endswith(f"function velocity(x, J; phi=tanh, h=0.0)\n{stub}")
    assert cell.source.startswith('"""\n    velocity(x, J; phi=tanh, h=0.0)\n')


def test_nothing_of_the_solutions_is_left(released):
    """Neither notebook nor script holds what stood between the markers."""
    for path in released:
        text = path.read_text()
        assert "SOLUTION" not in text and "Model answer" not in text
        assert "rates = phi.(x)" not in text


def test_the_script_holds_the_same_cells(released):
    """Cell by cell the script is the notebook, and a percent script again."""
    text = released[1].read_text()
    assert text.startswith("# %% [markdown]\n# # Problem 1: Fixed points and stability\n")
    cells = nbformat.read(released[0], as_version=4).cells
    assert text.count("\n# %%\n") == sum(cell.cell_type == "code" for cell in cells)
    assert "{{" not in text


def test_the_modules_go_along(released, tmp_path):
    """Notebooks include FigureAxes.jl and MatFile.jl, so both lie beside them and in the zip."""
    other_languages.write_zip(tmp_path / "zip", released, JULIA)
    with zipfile.ZipFile(tmp_path / "zip") as archive:
        inside = {name.rpartition("/")[2] for name in archive.namelist()}
    for module in ("FigureAxes.jl", "MatFile.jl"):
        assert (released[0].parent / module).is_file() and module in inside
