"""A problem in the format that `otter assign` reads.

Our answer cells keep their prompt (`YOUR CODE HERE`), our visible checks become the test functions
of their question, and hidden checks are nowhere in it.
"""

import ast
import builtins
import re
import symtable
import sys
from importlib import metadata

import nbformat
import yaml
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell

from autograder.problems import BEGIN, END, Cell, Problem, between_markers

PLUGIN = "autograder.integrations.otter.Plugin"
PROMPT = (
    '{0}"""  # BEGIN PROMPT\n{0}# YOUR CODE HERE\n'
    '{0}raise NotImplementedError()\n{0}"""  # END PROMPT'
)
YOUR_ANSWER = "YOUR ANSWER HERE"

START = """# Run this first: it makes `grader.check` below each question work.
import os
import sys

if "google.colab" in sys.modules and not os.path.isdir("tests"):
    import subprocess
    import zipfile

    from google.colab import files

    print("Choose the zip that this notebook came in: its folder tests is needed here.")
    for name in files.upload():
        zipfile.ZipFile(name).extractall()
    subprocess.run([sys.executable, "-m", "pip", "install", "-q", "{requirement}"])
if os.path.isdir("tests"):
    import otter

    grader = otter.Notebook()
else:

    class grader:  # where the folder tests is not there, all other cells run as they are
        check = check_all = lambda *question: None
"""


def notebook(problem: Problem, files: list[str]) -> nbformat.NotebookNode:
    """The notebook for `otter assign`.

    files : names of files beside it that belong to the problem
    """
    made = problem.notebook()
    titles = {question.id: question for question in problem.questions}
    checks: dict[str, list[Cell]] = {}
    last = {cell.question: i for i, cell in enumerate(problem.cells) if cell.role == "check"}
    cells = [raw("ASSIGNMENT CONFIG", configuration(problem, files))]
    first = next(i for i, cell in enumerate(problem.cells) if cell.kind == "code")
    for index, (cell, plain) in enumerate(zip(problem.cells, made.cells, strict=True)):
        plain.metadata.pop("nbgrader", None)
        if index == first:
            cells.append(new_code_cell(START.format(requirement=requirement()), id="start"))
        if cell.role == "answer":
            plain.source = with_prompt(plain.source)
        if cell.role == "check":
            checks.setdefault(cell.question, []).append(cell)
            if index == last[cell.question]:
                own = checks[cell.question]
                later = [c for c in problem.cells[index + 1 :] if c.kind == "code"]
                cells += used_later(own, [c.source for c in (*own, *later)])
                cells += checks_block(cell.question, own)
        elif cell.role == "written":
            points = titles[cell.question].manual_points if cell.points is not None else 0
            cells += written_block(cell, plain, points, prompt=cells.pop())
        else:
            cells.append(plain)
    made.cells = cells
    return made


def configuration(problem: Problem, files: list[str]) -> dict:
    """What `otter assign` and later `otter run` are told."""
    return {
        "requirements": "requirements.txt",
        "python_version": f"{sys.version_info.major}.{sys.version_info.minor}",
        "init_cell": False,  # otter's own finds no notebook file in Colab
        "check_all_cell": True,
        "export_cell": False,  # what is handed in is the notebook itself
        "run_tests": False,
        "strip_solutions_from_all_cells": True,
        "tests": {"files": True, "ok_format": False},
        "files": files,
        "generate": {
            "show_hidden": True,  # when marks are published
            "force_public_test_summary": False,
            "plugins": [{PLUGIN: {"problem": problem.name}}],
        },
    }


def requirement() -> str:
    """The otter-grader that the bundle was made with, as pip wants it."""
    return f"otter-grader=={metadata.version('otter-grader')}"


def raw(words: str, config: dict | None = None) -> nbformat.NotebookNode:
    """A cell in which otter finds an instruction."""
    text = yaml.safe_dump(config, sort_keys=False) if config else ""
    return new_raw_cell(f"# {words}\n{text}".rstrip())


def with_prompt(source: str) -> str:
    """The answer cell in which otter's student version says what ours says."""

    def end(match: re.Match) -> str:
        return f"{match[0]}\n{PROMPT.format(match[1])}"

    source = re.sub(rf"^([ \t]*)# {BEGIN}[ \t]*$", r"\g<0> NO PROMPT", source, flags=re.M)
    return re.sub(rf"^([ \t]*)# {END}[ \t]*$", end, source, flags=re.M)


def checks_block(question: str, checks: list[Cell]) -> list[nbformat.NotebookNode]:
    """All visible checks of a question, where the last of them stands."""
    tests = [new_code_cell(test_function(question, i, c.source)) for i, c in enumerate(checks, 1)]
    return [
        raw("BEGIN QUESTION", {"name": question, "points": 0}),
        raw("BEGIN TESTS"),
        *tests,
        raw("END TESTS"),
        raw("END QUESTION"),
    ]


def used_later(checks: list[Cell], users: list[str]) -> list[nbformat.NotebookNode]:
    """What checks define and others use, as a cell of its own: a function keeps it inside.

    users : all cells that may use it; what one of them defines itself, it does not ask for
    """
    wanted = {name for source in users for name in free_names(source)}
    kept = []
    for source in reversed([check.source for check in checks]):
        for statement in reversed(ast.parse(source).body):
            if defined_by(statement) & wanted:
                text = "\n".join(source.splitlines()[statement.lineno - 1 : statement.end_lineno])
                wanted |= set(free_names(text))
                kept.insert(0, text)
    return [new_code_cell("\n".join(kept), id=f"{checks[0].question}-used-later")] if kept else []


def defined_by(statement: ast.stmt) -> set[str]:
    """The names that a statement binds."""
    stored = {
        node.id
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    return stored | ({statement.name} if hasattr(statement, "name") else set())


def written_block(cell: Cell, plain, points: float, prompt) -> list[nbformat.NotebookNode]:
    """A written answer, with the model answer and the rubric in the instructor's version.

    prompt : the text above it; otter locks and marks the first text of a question, and that must
        not be the answer
    """
    name = plain.id.removesuffix("-1")
    answer = new_markdown_cell(YOUR_ANSWER, id=plain.id)
    model = new_markdown_cell(between_markers(cell.source), id=f"{plain.id}-model")
    return [
        raw("BEGIN QUESTION", {"name": name, "manual": True, "points": points}),
        prompt,
        raw("BEGIN PROMPT"),
        answer,
        raw("END PROMPT"),
        raw("BEGIN SOLUTION"),
        model,
        raw("END SOLUTION"),
        raw("END QUESTION"),
    ]


def test_function(question: str, number: int, source: str) -> str:
    """A visible check as the function that otter calls with what the student has defined.

    Otter hands in None for what is not defined, so that is said first.
    """
    names = free_names(source)
    body = [
        f'assert {name} is not None, "there is no {name} yet: run the cell that defines it"'
        for name in names
    ]
    function = ast.parse(f"def test_{question}_{number}({', '.join(names)}): pass").body[0]
    function.body = [*ast.parse("\n".join(body)).body, *ast.parse(source).body]
    return ast.unparse(function)


def free_names(source: str) -> list[str]:
    """The names that a check uses and does not define: functions of the student, and modules."""
    function = ast.parse("def check(): pass").body[0]
    function.body = ast.parse(source).body
    tables = list(symtable.symtable(ast.unparse(function), "check", "exec").get_children())
    found: dict[str, None] = {}
    while tables:
        table = tables.pop(0)
        tables += table.get_children()
        found |= {
            symbol.get_name(): None
            for symbol in table.get_symbols()
            if symbol.is_referenced() and symbol.is_global()
        }
    return [name for name in sorted(found) if not hasattr(builtins, name)]
