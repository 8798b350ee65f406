"""What MATLAB students read about their answers is in MATLAB's words."""

import ast
import inspect
import re

import pytest

from autograder.languages import OCTAVE
from autograder.problems import catalogue

PYTHON = re.compile(
    r"np\.|numpy|scipy|[Pp]ython|\bAxes\b|\bTrue\b|\bFalse\b|\bNone\b|axis=|"
    r"eigvals|\beigh|argm(?:in|ax)|flatnonzero|\[i\b|\[0\]|\w@|@\w| @ |shape|`ax\.|\.T\b|\w=\w"
    r"|\*\*|tuple|dictionar|`return`"
)


def sentences(problem: str) -> set[str]:
    """All texts of the modules of a problem's checks that a student may be told."""
    suite = catalogue.suite(problem)
    found = {mistake.hint for mistake in suite.mistakes} | {check.says for check in suite.checks}
    for module in {inspect.getmodule(check.run) for check in suite.checks}:
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Wrong":
                texts = [n.value for n in ast.walk(node) if isinstance(n, ast.Constant)]
                found |= {text for text in texts if isinstance(text, str) and " " in text}
    return found


@pytest.mark.parametrize("problem", catalogue.names())
def test_no_word_of_python_is_left(problem):
    """Hints, checks and reasons name MATLAB's functions, or none."""
    told = {OCTAVE.words(text) for text in sentences(problem)}
    assert sorted(text for text in told if PYTHON.search(text)) == []


def test_what_students_wrote_stays_as_it_is():
    """An error message is quoted, not translated."""
    text = "`velocity` raised bad:thing: index (3,_): x[1] @ True"
    assert OCTAVE.words(text) == text
