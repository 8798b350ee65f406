"""Demonstrations only show: the grader may leave them out, and no mark changes."""

import ast
import contextlib
import hashlib
import io
import os
from types import FunctionType, ModuleType

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

from autograder.problems import SOLUTIONS, catalogue

PROBLEMS = [
    pytest.param(name, marks=pytest.mark.slow if name != "problem1" else ())
    for name in catalogue.names()
]


def bound(source: str) -> set[str]:
    """The names that a cell binds at its top level, in whatever way."""
    table, names = ast.parse(source), set()
    inner = (ast.FunctionDef, ast.ClassDef, ast.Lambda)
    comprehensions = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
    waiting = [table]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store | ast.Del):
            names.add(node.id)
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        if isinstance(node, ast.Import | ast.ImportFrom):
            names |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
        if not isinstance(node, (*inner, *comprehensions)):
            waiting.extend(ast.iter_child_nodes(node))
    return names


def fingerprint(value: object) -> object:
    """Something that changes when the value does, arrays and containers to their depth."""
    if isinstance(value, np.ndarray):
        return value.shape, value.dtype.str, hashlib.sha256(value.tobytes()).hexdigest()
    if isinstance(value, np.random.Generator):
        return repr(value.bit_generator.state)
    if isinstance(value, dict):
        return [(key, fingerprint(item)) for key, item in value.items()]
    if isinstance(value, list | tuple):
        return [fingerprint(item) for item in value]
    if isinstance(value, FunctionType):
        return id(value), fingerprint(value.__defaults__), fingerprint(value.__kwdefaults__)
    if isinstance(value, ModuleType | type) or callable(value):
        return id(value)
    return repr(value) if isinstance(value, int | float | str | bytes | None) else id(value)


def surroundings() -> dict:
    """What a cell could change outside of the notebook."""
    return {
        "numpy's hidden generator": fingerprint(list(np.random.get_state())),
        "numpy's settings": (repr(np.geterr()), repr(np.get_printoptions())),
        "matplotlib's settings": repr(dict(matplotlib.rcParams)),
        "environment": dict(os.environ),
        "files": sorted(os.listdir()),
    }


@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", PROBLEMS)
def test_a_demonstration_changes_nothing_but_names_it_binds(name, monkeypatch):
    """Every other name has the same value after it, and the surroundings are what they were."""
    monkeypatch.chdir(SOLUTIONS)
    monkeypatch.setattr(plt, "show", lambda: plt.close("all"))
    namespace: dict = {"__name__": "notebook"}
    for number, cell in enumerate(catalogue.read(name).cells, 1):
        if cell.kind != "code":
            continue
        code = compile(cell.source, f"<{name}, cell {number}>", "exec")
        others = namespace.keys() - bound(cell.source) - {"__builtins__"}
        before = {other: fingerprint(namespace[other]) for other in others}, surroundings()
        with contextlib.redirect_stdout(io.StringIO()):
            exec(code, namespace)
        plt.close("all")
        if cell.role == "demo":
            after = {other: fingerprint(namespace[other]) for other in others}, surroundings()
            assert after == before, f"cell {number}"


@pytest.mark.parametrize("name", catalogue.names())
def test_a_demonstration_binds_no_name_that_others_need(name):
    """What setup and answers define stays theirs; loop variables of an answer are nobody's."""
    cells = catalogue.read(name).cells
    loops = {"amplitude", "currents"}  # of 2c's answer
    theirs = {"setup": set(), "answer": set(), "demo": set()}
    for cell in cells:
        if cell.role in theirs:
            theirs[cell.role] |= bound(cell.source)
    assert theirs["demo"] & (theirs["setup"] | theirs["answer"] - loops) == set()


def test_the_fingerprint_sees_changes():
    """In arrays, in containers, in generators, in defaults."""
    array, box, rng = np.zeros(2), {"a": [1, np.zeros(2)]}, np.random.default_rng(1)
    before = fingerprint([array, box, rng])
    box["a"][1][0] = 1
    changed = fingerprint([array, box, rng])
    assert changed != before
    rng.random()
    assert fingerprint([array, box, rng]) != changed
    source = "for a, (b, *c) in x: d[e] = [f for f in g]\nimport h.i as j\ndef k(l): m = 1"
    assert bound(source) == set("abcjk")
