"""The set inside otter-grader: stock commands on a real bundle, honest work and forgeries."""

import ast
import json
import os
import pickle
import shutil
import subprocess
import sys
import zipfile
from functools import partial

import nbformat
import pytest

from autograder.grading import grader
from autograder.integrations.otter import bundles, source_notebook
from autograder.problems import catalogue
from autograder.problems.source import between_markers
from autograder.submissions import archive
from autograder.submissions.submission import Submission
from tests.autograder.integrations import forked
from tests.autograder.integrations.once import once
from tests.sample_class import SUBMISSIONS

PROBLEM = catalogue.read("problem1")


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    """Problem 1 as the real `otter assign` makes it."""
    return once(tmp_path_factory, "otter", partial(bundles.build, PROBLEM)) / "problem1"


def otter(*arguments, cwd=None, path=os.environ["PATH"]):
    """Run a stock otter command."""
    return forked.run("otter", *arguments, cwd=cwd, environment={**os.environ, "PATH": path})


def otter_run(bundle, submission, folder, **options):
    """`otter run` on one submission: the process, and results.json if there is one."""
    folder.mkdir(exist_ok=True)
    done = otter("run", "-a", bundle / "autograder.zip", "-o", folder, submission, **options)
    results = folder / "results.json"
    return done, json.loads(results.read_text()) if results.exists() else None


def test_the_student_bundle_is_complete(bundle):
    """Notebook, visible tests, requirements and a page that says how to start; also as a zip."""
    student = archive.files_below(bundle / "student")
    tests = {f"tests/{question.id}.py" for question in PROBLEM.questions}
    assert set(student) == {"problem1.ipynb", "requirements.txt", "README.md", *tests}
    assert b"otter-grader==" in student["requirements.txt"]
    assert archive.read(bundle / "problem1.zip") == student
    notebook = nbformat.reads(student["problem1.ipynb"].decode(), 4)
    nbformat.validate(notebook)
    sources = [cell.source for cell in notebook.cells]
    assert all(f'grader.check("{question.id}")' in sources for question in PROBLEM.questions)
    answers = [cell for cell in notebook.cells if is_answer(cell)]
    written = [cell for cell in answers if cell.cell_type == "markdown"]
    assert len(written) == sum(question.manual_points > 0 for question in PROBLEM.questions)
    assert all(cell.metadata.get("editable", True) for cell in answers)


def is_answer(cell):
    lines = cell.source.splitlines()
    return lines[-1:] == ["YOUR ANSWER HERE"] or "    # YOUR CODE HERE" in lines


def test_the_student_bundle_gives_nothing_away(bundle):
    """No file of it holds a line of a solution, a rubric, or a sentence of a hidden check."""
    texts = {
        name: content.decode() for name, content in archive.files_below(bundle / "student").items()
    }
    secrets = [check.says for check in catalogue.suite("problem1").checks]
    secrets += [check.name for check in catalogue.suite("problem1").checks]
    secrets += ["Rubric", "Model answer", "BEGIN SOLUTION", "hidden=True", "# At rest 0 = -x + J x"]
    for name, text in texts.items():
        assert not [secret for secret in secrets if secret in text], name
    worked = {cell.id: cell.source for cell in PROBLEM.notebook().cells}
    student = nbformat.reads(texts["problem1.ipynb"], 4)
    for cell in student.cells:
        solution = between_markers(worked.get(cell.id, "")).splitlines()
        kept = set(map(str.strip, cell.source.splitlines())) - {""}
        assert not kept & set(map(str.strip, solution)), cell.id


def test_a_leak_is_refused(bundle, tmp_path):
    """A bundle in which a rubric is left is not made."""
    shutil.copytree(bundle / "student", tmp_path / "student")
    (tmp_path / "student" / "tests" / "1a.py").write_text("# Rubric: 1/2 for the condition")
    with pytest.raises(bundles.OtterError, match="1a.py of the student bundle holds 'Rubric'"):
        bundles.refuse_leaks(tmp_path / "student")


@pytest.mark.slow
def test_a_second_build_is_the_same(bundle, tmp_path):
    """Otter writes the time into names and random ids into cells; neither is left."""
    again = bundles.build(PROBLEM, tmp_path)
    assert archive.files_below(again) == archive.files_below(bundle)


@pytest.mark.parametrize("name", catalogue.names())
def test_every_visible_check_becomes_a_function(name):
    """Word for word but for layout and comments, and it defines all that it does not ask for."""
    for cell in catalogue.read(name).cells:
        if cell.role != "check":
            continue
        (function,) = ast.parse(source_notebook.test_function("1a", 1, cell.source)).body
        arguments = [argument.arg for argument in function.args.args]
        own = ast.parse(cell.source).body
        assert list(map(ast.dump, function.body[len(arguments) :])) == list(map(ast.dump, own))
        used = {node.id for node in ast.walk(ast.Module(own, [])) if isinstance(node, ast.Name)}
        assert set(arguments) <= used


@pytest.mark.parametrize("name", catalogue.names())
def test_what_checks_define_is_there_for_later_cells(name):
    """A check becomes a function, and nothing that a cell or another check needs is lost in it."""
    problem = catalogue.read(name)
    made = source_notebook.notebook(problem, [])
    known, missing = set(), set()
    for cell in made.cells:
        if cell.source.startswith("def test_"):
            (function,) = ast.parse(cell.source).body
            missing |= {argument.arg for argument in function.args.args} - known
        elif cell.cell_type == "code":
            body = ast.parse(cell.source).body
            known |= set().union(*map(source_notebook.defined_by, body))
            known |= {a.asname or a.name for s in body if hasattr(s, "names") for a in s.names}
            missing |= set(source_notebook.free_names(cell.source)) - known
    assert {name for name in missing if "__" not in name} == set()


def test_students_check_with_otter_alone(bundle, tmp_path):
    """What is right passes, what is not is told with the check's own words."""
    shutil.copytree(bundle / "student", tmp_path / "work")
    program = """
import otter, numpy as np
grader = otter.Notebook()
right = {"np": np, "velocity": lambda x, J, phi=np.tanh, h=0.0: -x + J @ phi(x) + h}
print(grader.check("1b", right))
wrong = {"np": np, "velocity": lambda x, J, phi=np.tanh, h=0.0: -x + phi(x) @ J + h}
print(grader.check("1b", wrong))
print(grader.check("1b", {"np": np}))
"""
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=tmp_path / "work", capture_output=True, text=True)
    right, _, rest = done.stdout.partition("1b results:\n")
    assert "1b results: All test cases passed!" in right, done.stderr
    assert "it hears twice the *rate* of the second, 2 tanh(1)" in rest
    assert "there is no velocity yet: run the cell that defines it" in rest


def test_the_start_cell_fetches_the_tests_in_colab(bundle, tmp_path):
    """Without the folder it asks for the zip; the check below then works."""
    colab = tmp_path / "fake" / "google" / "colab"
    colab.mkdir(parents=True)
    shutil.copy(bundle / "problem1.zip", tmp_path)
    upload = "class files:\n    upload = staticmethod(lambda: {'problem1.zip': b''})\n"
    (colab / "__init__.py").write_text(upload)
    start = source_notebook.START.replace('subprocess.run([sys.executable, "-m", "pip"', "print([0")
    program = f"import google.colab\n{start}\nprint(grader.check('1c', {{}}))"
    command = [sys.executable, "-c", program]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "fake")}
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=environment)
    assert "there is no jacobian yet" in done.stdout, done.stderr


def test_otters_cells_cost_nothing_in_our_grader(bundle):
    """The solution in otter's form has full marks, and otter is not even imported."""
    path = bundle / "solution.ipynb"
    graded = grader.grade(Submission("otter", "problem1", path))
    assert graded.report.score == graded.report.max_score
    assert graded.report.notices == ()
    assert 'grader.check("1a")' in [source for source, _ in graded.cells]


def test_otter_run_gives_our_marks(bundle, chen, tmp_path):
    """Scores, messages, and when students see what, are those of our report; the scores of
    everybody else are compared in test_marks_agree.py."""
    submission = SUBMISSIONS / "chen" / "problem1.ipynb"
    done, results = otter_run(bundle, submission, tmp_path / "out")
    assert done.returncode == 0, done.stderr
    report = chen.report
    tests = {test["name"]: test for test in results["tests"]}
    assert {name: (t["score"], t["max_score"]) for name, t in tests.items()} == {
        q.id: (q.score, q.max_score) for q in report.questions
    }
    for question in report.questions:
        assert tests[question.id]["visibility"] == "after_published"
        for check in question.checks:
            assert f"[{check.status}] {check.says}" in tests[question.id]["output"]
            assert all(line in tests[question.id]["output"] for line in check.told.split("\n"))
    assert all(notice in results["output"] for notice in report.told)
    assert "sandbox: bubblewrap" in done.stdout


class Bomb:
    """What unpickles to a file that tells of it."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.system, (f"touch {self.path}",)


FORGERY = """
import glob, os, pickle, sys
open({mark!r}, "w").write("the notebook")
for path in glob.glob("/tmp/*.pkl") + glob.glob("/tmp/**/results*", recursive=True):
    open(path, "wb").write(b"forged")
for path in glob.glob("/tmp/**/tests/*.py", recursive=True) + glob.glob("tests/*.py"):
    print("read", open(path).read())
try:
    from otter.execute import Checker
    Checker.get_results = lambda: []
    Checker.check_if_not_already_checked = lambda *a: None
except Exception as error:
    print(error)
"""


def test_forgeries_earn_and_learn_nothing(bundle, tmp_path):
    """A zip with a pickle for otter's log, modules for its kernel, and a notebook that rewrites
    results, patches the checker and reads the tests."""
    mark = tmp_path / "executed"
    notebook = nbformat.read(bundle / "student" / "problem1.ipynb", 4)
    notebook.cells.insert(0, nbformat.v4.new_code_cell(FORGERY.format(mark=str(mark))))
    module = f"open({str(mark)!r}, 'a').write(__file__)\n"
    with zipfile.ZipFile(tmp_path / "handed-in.zip", "w") as handed_in:
        handed_in.writestr("problem1.ipynb", nbformat.writes(notebook))
        handed_in.writestr(".OTTER_LOG", pickle.dumps(Bomb(mark)))
        for name in ("otter", "json", "numpy", "ipykernel_launcher", "sitecustomize", "autograder"):
            handed_in.writestr(f"{name}.py", module)
        handed_in.writestr("tests/1a.py", module)
    done, results = otter_run(bundle, tmp_path / "handed-in.zip", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert not mark.exists(), mark.read_text()
    assert sum(test["score"] for test in results["tests"]) == 0
    assert "test_case" not in json.dumps(results)


def test_a_fault_of_the_grader_is_no_mark(bundle, tmp_path):
    """Without a sandbox nothing is run, and there is no results.json that could pass for a 0."""
    submission = SUBMISSIONS / "ada" / "problem1.ipynb"
    done, results = otter_run(bundle, submission, tmp_path / "out", path=str(tmp_path))
    assert (done.returncode, results) == (1, None)
    assert "bubblewrap is not installed" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("name", catalogue.names())
def test_the_solution_passes_every_visible_check_in_otter(name, tmp_path):
    """Run from top to bottom as a student would run it, every `grader.check` is content."""
    bundle = bundles.build(catalogue.read(name), tmp_path)
    shutil.copy(bundle / "solution.ipynb", bundle / "student" / f"{name}.ipynb")
    command = [sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute"]
    command += [f"{name}.ipynb", "--output", "executed.ipynb"]
    done = subprocess.run(command, cwd=bundle / "student", capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    executed = nbformat.read(bundle / "student" / "executed.ipynb", 4)
    said = {
        cell.source: "".join(o["data"]["text/plain"] for o in cell.outputs if "data" in o)
        for cell in executed.cells
        if cell.cell_type == "code" and cell.source.startswith("grader.check(")
    }
    assert len(said) == len(catalogue.read(name).questions)
    assert all("All test cases passed!" in text for text in said.values()), said


def test_no_hidden_check_is_in_the_autograder_zip(bundle):
    """It names the plugin; whoever gets hold of it learns nothing that students do not have."""
    files = archive.read(bundle / "autograder.zip")
    text = "\n".join(content.decode() for content in files.values())
    assert '"autograder.integrations.otter.Plugin": {\n        "problem": "problem1"' in text
    assert not [c.says for c in catalogue.suite("problem1").checks if c.says in text]
    version = f"python={sys.version_info.major}.{sys.version_info.minor}"
    assert version in files["environment.yml"].decode()
