"""Mutants: each is one change, has a name that outlives reformatting, and can be put back."""

import ast

from autograder.problems import catalogue
from autograder.strength.mutants import mutants_of, of_cell

CELL = '''
def shifted(x, J, h=0.5):
    """What a student reads, 1 + 1."""
    # BEGIN SOLUTION
    if len(x) > 2:
        x = x - 1
    return x + J.T @ np.tanh(x) + h
    # END SOLUTION
'''
SAME_IN_ANOTHER_FORM = '''
def shifted(x, J, h = 0.5):
    """What a student reads, 1 + 1."""
    if len(x) > 2:  # another comment
        x = (x
             - 1)
    return (x + J.T @ np.tanh(x)) + h
'''


def changes(source):
    return [mutant.change for mutant in of_cell("9a", source)]


def test_each_is_one_change_and_none_is_met_twice():
    """No two mutants are the same program, and none is the worked answer."""
    mutants = of_cell("9a", CELL)
    texts = [mutant.source for mutant in mutants]
    assert len(set(texts)) == len(texts) > 25
    assert ast.unparse(ast.parse(CELL)) not in texts
    assert len({mutant.key for mutant in mutants}) == len(mutants)


def test_the_kinds_of_change():
    """Operators, constants, order, terms, transposes, conditions, defaults, in-place writes."""
    found = changes(CELL)
    for change in (
        "x = x - 1  =>  x = x + 1",
        "x = x - 1  =>  x = x - 2",
        "x = x - 1  =>  x = 1 - x",
        "x = x - 1  =>  pass",
        "return x + J.T @ np.tanh(x) + h  =>  return J.T @ np.tanh(x) + h",
        "return x + J.T @ np.tanh(x) + h  =>  return x + J @ np.tanh(x) + h",
        "return x + J.T @ np.tanh(x) + h  =>  return x + np.tanh(x) @ J.T + h",
        "return x + J.T @ np.tanh(x) + h  =>  return x + J.T @ x + h",
        "return x + J.T @ np.tanh(x) + h  =>  return None",
        "if len(x) > 2  =>  if len(x) >= 2",
        "def shifted(x, J, h=0.5)  =>  def shifted(x, J, h=1.0)",
    ):
        assert change in found
    assert any("x += 1" in mutant.source for mutant in of_cell("9a", CELL))


def test_names_survive_another_form():
    """Comments, line breaks and brackets do not change what a mutant is called."""
    assert changes(SAME_IN_ANOTHER_FORM) == changes(CELL)


def test_docstrings_and_decoration_are_left_alone():
    """What nobody could be right or wrong about makes no mutants."""
    cell = 'def draw(ax):\n    """One."""\n    ax.plot([1.5], color="k", linewidth=2)\n'
    assert not [c for c in changes(cell) if "One" in c or "linewidth=3" in c]
    assert not [c for c in changes(cell) if c.endswith("ax.plot([1.5], linewidth=2)")]


def test_every_question_has_mutants():
    """Of each question whose answer is a program there is something to change."""
    for name in catalogue.names():
        problem = catalogue.read(name)
        assert {m.question for m in mutants_of(problem)} == {q.id for q in problem.questions}
