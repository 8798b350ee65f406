"""What MATLAB students get: stripped like Python's, in a form that both kernels run."""

import zipfile

import nbformat
import pytest

from autograder.languages import OCTAVE
from autograder.problems import ASSIGNMENTS, catalogue
from autograder.release import other_languages

(EDITION,) = (p for p in catalogue.editions("problem1") if p.language is OCTAVE)


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    return other_languages.write(EDITION, tmp_path_factory.mktemp("release"))


def test_functions_are_file_cells_with_a_stub(released):
    """Each answer is saved as a file in both kernels, and says that it is not filled in."""
    notebook = nbformat.read(released[0], as_version=4)
    assert notebook.metadata.kernelspec.language == "octave"
    (cell,) = (c for c in notebook.cells if "function v = velocity" in c.source)
    assert cell.source.startswith("%%file velocity.m\nfunction v = velocity(x, J, phi, h)\n")
    assert "% YOUR CODE HERE\n    error('No Answer Given!')\nend" in cell.source
    assert "if nargin < 3, phi = @tanh; end" in cell.source, "defaults are given"


def test_nothing_of_the_solutions_is_left(released):
    """Neither notebook nor script holds what stood between the markers."""
    for path in released:
        text = path.read_text()
        assert "SOLUTION" not in text and "Model answer" not in text
        assert "v = -x + J * rates + h" not in text


def test_the_script_holds_the_same_cells(released):
    """Section by section the script is the notebook, without what only notebooks need."""
    text = released[1].read_text()
    assert text.startswith("%% [markdown]\n% # Problem 1: Fixed points and stability\n")
    assert "\n\n%%\nfunction v = velocity(x, J, phi, h)\n" in text
    assert "\n%%file" not in text and "{{" not in text
    cells = nbformat.read(released[0], as_version=4).cells
    assert text.count("\n%%\n") == sum(cell.cell_type == "code" for cell in cells)


def test_two_builds_are_the_same(released, tmp_path):
    """The zip of the same sources is the same to the byte."""
    for name in ("first", "second"):
        other_languages.write_zip(tmp_path / f"{name}.zip", released, OCTAVE)
    assert (tmp_path / "first.zip").read_bytes() == (tmp_path / "second.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "first.zip") as archive:
        readme = archive.read("rnn-problem-set/README.md").decode()
    assert "`histcounts`" in readme and "MATLAB R2021a or newer" in readme


@pytest.mark.slow
@pytest.mark.parametrize("problem", catalogue.names())
def test_what_lies_in_assignments_is_current(problem, tmp_path):
    """`make release` has been run since the last change of an edition."""
    for edition in catalogue.editions(problem):
        for path in other_languages.write(edition, tmp_path):
            kept = ASSIGNMENTS / edition.language.name / path.name
            assert kept.read_text() == path.read_text()
