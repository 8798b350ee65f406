"""MATLAB's scripts, live scripts and folders of functions, as students hand them in."""

import pytest

from autograder.languages import OCTAVE
from autograder.submissions import intake, script

SCRIPT = b"""%% [markdown]
% # A title
%
% text
%% Question 1
x = f(2);
% %%
y = x; %% no section

function y = f(x)
    y = 2 * x;
end
"""


def test_sections_are_cells_and_functions_come_first():
    """A function at the end of a script is there when the sections run, as with MATLAB."""
    cells = script.parse(SCRIPT, OCTAVE).cells
    assert [cell.cell_type for cell in cells] == ["code", "markdown", "code", "code"]
    assert cells[0].source == "function y = f(x)\n    y = 2 * x;\nend"
    assert cells[1].source == "# A title\n\ntext"
    assert [cell.source for cell in cells[2:]] == ["x = f(2);", "y = x; %% no section"]


def handed_in(folder):
    with intake.opened(folder, {"problem1": (), "problem2": ()}) as taken:
        return taken.submissions


def test_a_script_and_the_functions_beside_it(tmp_path):
    """problem1.m is what is graded, and function files go with it."""
    student = tmp_path / "mia"
    student.mkdir()
    (student / "problem1.m").write_text("x = helper(1);")
    (student / "helper.m").write_text("function y = helper(x)\ny = x;\nend")
    (one,) = handed_in(tmp_path)
    assert (one.path.name, one.notices) == ("problem1.m", ())
    assert [name for name, _ in one.beside] == ["helper.m"]
    assert one.parse(one.read()).metadata.language == "octave"


@pytest.mark.parametrize(("name", "said"), [("problem1.mlx", ".m (Save As)"), ("problem1.p", ".p")])
def test_what_cannot_be_read_is_answered(tmp_path, name, said):
    """A live script and hidden code get a sentence that says what to hand in."""
    (tmp_path / "mia").mkdir()
    (tmp_path / "mia" / name).write_bytes(b"PK\3\4")
    assert all(said in one.refused for one in handed_in(tmp_path))
