"""The students' notebooks: nothing is given away, and the same source gives the same bytes."""

import ast

import nbformat
import pytest
from nbgrader.preprocessors import CheckCellMetadata
from nbgrader.utils import is_grade, is_solution

from autograder.problems import catalogue
from autograder.problems.source import Cell, Problem
from autograder.release import student_notebook

PROBLEMS = catalogue.names()


@pytest.fixture(scope="module", params=PROBLEMS)
def built(request):
    problem = catalogue.read(request.param)
    return problem, student_notebook.build(problem)


def committed(problem) -> nbformat.NotebookNode:
    return nbformat.read(student_notebook.ASSIGNMENTS / f"{problem.name}.ipynb", as_version=4)


def test_what_is_committed_is_what_is_built(built):
    """assignments/ follows solutions/, byte for byte: `make release` brings it up to date."""
    problem, text = built
    path = student_notebook.ASSIGNMENTS / f"{problem.name}.ipynb"
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("name", PROBLEMS)
def test_no_line_of_a_solution_is_left(name):
    """Neither markers nor rubric nor solution can be read in what students get."""
    problem = catalogue.read(name)
    notebook = committed(problem)
    text = "\n".join(cell.source for cell in notebook.cells)
    for word in ("SOLUTION", "Model answer", "Rubric"):
        assert word not in text
    for cell in problem.cells:
        solution = student_notebook.solution_lines(cell.source)
        assert "\n".join(solution[:2]) not in text or not solution
        long_comments = [line for line in solution if line.startswith("#") and len(line) > 40]
        assert not any(line in text for line in long_comments)


@pytest.mark.parametrize("name", PROBLEMS)
def test_the_release_is_a_valid_empty_notebook(name):
    """Format 4.5, no outputs, no counters, metadata that nbgrader accepts."""
    notebook = committed(catalogue.read(name))
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    nbformat.validate(notebook)
    CheckCellMetadata().preprocess(notebook, {})
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert (cell.outputs, cell.execution_count) == ([], None)


@pytest.mark.parametrize("name", PROBLEMS)
def test_points_are_in_the_metadata(name):
    """nbgrader sees the same points as our own grader."""
    problem = catalogue.read(name)
    cells = [cell for cell in committed(problem).cells if is_grade(cell)]
    automatic = sum(c.metadata.nbgrader.points for c in cells if not is_solution(c))
    manual = sum(c.metadata.nbgrader.points for c in cells if is_solution(c))
    assert automatic == sum(question.points for question in problem.questions)
    assert manual == sum(question.manual_points for question in problem.questions)


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_student_needs_only_the_scientific_stack(name):
    """numpy, scipy, matplotlib and the standard library: it runs anywhere."""
    allowed = {"numpy", "scipy", "matplotlib", "pathlib", "time", "math", "itertools"}
    for cell in committed(catalogue.read(name)).cells:
        if cell.cell_type == "code":
            for node in ast.walk(ast.parse(cell.source)):
                names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
                names += [node.module] if isinstance(node, ast.ImportFrom) else []
                assert {name.split(".")[0] for name in names} <= allowed


def test_a_readable_solution_stops_the_release():
    """A demonstration that repeats the solution would give it away."""
    problem = catalogue.read("problem1")
    answer = next(cell for cell in problem.cells if cell.role == "answer")
    copy = Cell("code", "\n".join(student_notebook.solution_lines(answer.source)))
    leaking = Problem("problem1", "leak", (*problem.cells, copy), problem.questions)
    with pytest.raises(student_notebook.ReleaseError, match="its solution can still be read"):
        student_notebook.refuse_leaks(leaking, leaking.notebook())
