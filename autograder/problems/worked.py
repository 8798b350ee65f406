"""The worked answers of a problem, run here: for figures of what a right answer draws, and for
the measure of the checks.
"""

import ast
import functools
import io
import json
from contextlib import redirect_stdout
from types import FunctionType

from autograder.problems import catalogue
from autograder.sandbox.inside import calls, wire
from autograder.sandbox.inside.wire import Name

KEPT = 32
DOTS_PER_INCH = 80


def figure(problem: str, name: str, args: tuple, kwargs: dict) -> bytes | None:
    """The PNG that the worked function draws for these arguments.

    None if an argument is a variable of the notebook: it is not here, and would be no secret kept.
    """
    if any(isinstance(value, Name) for value in (*args, *kwargs.values())):
        return None
    encoder = wire.Encoder()
    document = json.dumps(encoder.encode((args, kwargs)))
    return draw(problem, name, document, b"".join(encoder.blocks))


@functools.lru_cache(KEPT)
def draw(problem: str, name: str, document: str, block: bytes) -> bytes | None:
    """Every student gets the same input, so a figure is drawn once in each process."""
    function = functions(problem).get(name)
    if function is None:
        return None
    import matplotlib

    matplotlib.use("agg")
    import matplotlib.pyplot as plt

    args, kwargs = wire.decode(json.loads(document), block, calls.SPECIAL)
    try:
        axes = function(*args, **kwargs)
        png = io.BytesIO()
        axes.figure.savefig(png, format="png", dpi=DOTS_PER_INCH)
        return png.getvalue()
    finally:
        plt.close("all")


def answer(problem: str, name: str, args: tuple, kwargs: dict) -> object:
    """What the worked function answers, or a sentence if it does not."""
    from autograder.sandbox.inside import calls, wire

    function = functions(problem).get(name)
    if function is None:
        return f"(there is no worked `{name}`)"
    encoder = wire.Encoder()
    document = encoder.encode((args, kwargs))
    try:
        args, kwargs = wire.decode(document, b"".join(encoder.blocks), calls.SPECIAL)
        return function(*args, **kwargs)
    except Exception as error:  # a variable of the notebook, say, which is not here
        return f"(the worked answer raises {type(error).__name__}: {error})"


@functools.cache
def functions(problem: str) -> dict:
    """What the worked answer cells define: imports and functions, but nothing that computes."""
    namespace = {"__name__": problem}
    for cell in catalogue.read(problem).cells:
        if cell.role in ("setup", "answer"):
            kept = [node for node in ast.parse(cell.source).body if defines(node)]
            module = ast.Module(kept, type_ignores=[])
            exec(compile(module, f"<{problem} {cell.question}>", "exec"), namespace)
    return namespace


def defines(node: ast.stmt) -> bool:
    """Whether a statement is an import or a function: running it computes nothing."""
    return isinstance(node, ast.Import | ast.ImportFrom | ast.FunctionDef)


def namespace(problem: str) -> dict:
    """The names that the worked notebook defines, without running its checks and figures.

    Runs are long, so they are made once; the functions see the namespace that they are put into.
    """
    made = run_answers(problem)
    copied = dict(made)
    for name, value in made.items():
        if isinstance(value, FunctionType) and value.__globals__ is made:
            twin = FunctionType(value.__code__, copied, name, value.__defaults__, value.__closure__)
            twin.__kwdefaults__ = value.__kwdefaults__
            copied[name] = twin
    return copied


@functools.cache
def run_answers(problem: str) -> dict:
    """What the setup and answer cells leave behind."""
    made = {"__name__": "notebook"}
    for cell in catalogue.read(problem).cells:
        if cell.role in ("setup", "answer"):
            with redirect_stdout(io.StringIO()):
                exec(compile(cell.source, f"<{problem} {cell.question}>", "exec"), made)
    return made
