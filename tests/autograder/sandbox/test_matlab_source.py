"""MATLAB's functions are found wherever they stand, and lines keep their numbers."""

import pytest

from autograder.sandbox.inside import matlab_source

TWO = """x = a';  % don't
function y = f(x)
  for k = 1:3, y = x(end); end
  if y, s = 'end'; end % end
end
z = f({1, 'two', "end"});
function g
  %{
  end
  %}
  A = [1 2]'; B = A.'; c = A(1:end);
end
"""


def test_functions_are_taken_out_and_lines_keep_their_numbers():
    """Strings, comments, transposes and `end` in an index do not end a function."""
    functions, rest = matlab_source.split(TWO)
    assert list(functions) == ["f", "g"]
    assert functions["g"].splitlines()[6] == "function g" and functions["g"].endswith("end\n")
    lines = rest.splitlines()
    assert lines[0] == "x = a';  % don't" and lines[5].startswith("z = f(")
    assert "function" not in rest


def test_functions_without_an_end():
    """The older style, in which a function reaches to the next one."""
    functions, rest = matlab_source.split("function a = f(x)\na = x;\nfunction g\ndisp('end')\n")
    assert list(functions) == ["f", "g"] and rest == ""
    assert "g" not in functions["f"]


def test_nested_functions_stay_inside():
    """A function within another belongs to it."""
    code = "function a = f(x)\n  function b = g(y)\n    b = y;\n  end\n  a = g(x);\nend\n"
    functions, rest = matlab_source.split(code)
    assert list(functions) == ["f"] and functions["f"] == code and rest == ""


def test_a_file_cell_is_one_file():
    """`%%file name.m` keeps helper functions with the function that the file is named for."""
    code = "%%file f.m\nfunction y = f(x)\n  y = h(x);\nend\nfunction y = h(x)\n  y = x;\nend"
    functions, rest = matlab_source.split(code)
    assert list(functions) == ["f"] and rest == ""
    assert functions["f"].splitlines()[1] == "function y = f(x)"


@pytest.mark.parametrize("name", ["../../etc/f.m", "/scratch/f.m", "C:\\f.m"])
def test_a_file_cell_stays_in_its_folder(name):
    """Whatever path is given, the file lies beside the others."""
    functions, _ = matlab_source.split(f"%%file {name}\nfunction f\nend")
    assert list(functions) == ["f"]


@pytest.mark.parametrize(
    "broken", ["function y = f(x)\nif x\nend\nz = (", "end end end function", "x = 'open", "%{"]
)
def test_what_cannot_be_understood_is_left_to_the_interpreter(broken):
    """No source is lost, and none makes us fail."""
    functions, rest = matlab_source.split(broken)
    assert functions or rest in (broken, "")


def test_time_is_in_proportion_to_the_length():
    """Half a megabyte of brackets, quotes and words takes no more than seconds."""
    for piece in ("[", "'", "function f\n", "if end ", "a' ", "%{\n", "function [", '"'):
        matlab_source.split(piece * (500_000 // len(piece)))
