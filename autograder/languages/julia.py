"""Julia.

Arrays have the shapes that they have in Python, arguments with a default go by name, functions act
on one number and are broadcast by who calls them, and units are counted from 1.
"""

import ast
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from autograder.languages import julia_installation
from autograder.languages.julia_words import words
from autograder.languages.language import RETURNED, Call, Functions, Language, Signature
from autograder.sandbox import Limits
from autograder.sandbox.inside import wire

OPERATORS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "^"}

# A compiler and its garbage collector want more than Python does: the worked Problem 2 comes to
# 0.8 GB, and an address space of 1 GB, of which 0.2 and 0.4 are there before the first cell.
MEMORY = 2048 * 1024**2
ADDRESS_SPACE = 4096 * 1024**2


@dataclass(frozen=True)
class Julia(Language):
    """The record of Julia."""

    def call(self, name: str, args: tuple, kwargs: dict, functions: Functions) -> Call:
        names = by_position(functions.signatures.get(name))
        given = {**dict(zip(names, args, strict=False)), **kwargs}
        for position in functions.positions.get(name, ()):
            if position in given:
                given[position] = np.asarray(given[position]) + 1
        ordered = [given.pop(n) for n in required(functions.signatures.get(name)) if n in given]
        if name not in functions.signatures:
            ordered, given = [*args], kwargs
        return Call((tuple(map(there, ordered)), {key: there(v) for key, v in given.items()}))

    def answer(self, name: str, value: object, functions: Functions) -> object:
        if RETURNED in functions.positions.get(name, ()) and isinstance(value, int | np.ndarray):
            return value - 1
        return value

    def words(self, text: str) -> str:
        return text if " raised " in text else words(text)  # what students wrote stays as it is

    def limits(self, limits: Limits) -> Limits:
        return replace(limits, memory=MEMORY, address_space=ADDRESS_SPACE)

    def mounts(self) -> tuple[str, ...]:
        return julia_installation.mounts()

    def missing(self) -> str | None:
        if julia_installation.found() is not None:
            return None
        return f"{self.title} is not installed here: {self.install}"


def by_position(signature: Signature | None) -> tuple[str, ...]:
    return signature.names if signature else ()


def required(signature: Signature | None) -> list[str]:
    """The arguments before the first one that has a default; all others go by name."""
    names, defaults = signature or ((), {})
    first = next((k for k, name in enumerate(names) if name in defaults), len(names))
    return list(names[:first])


def function(source: str) -> str:
    """A function that a check hands over, for one number in Julia. Raises ValueError if it cannot.

    "lambda x: np.maximum(x, 0.0)" -> "x -> max(x, 0.0)"
    """
    tree = ast.parse(source, mode="eval").body
    if isinstance(tree, ast.Lambda):
        return f"{tree.args.args[0].arg} -> {expression(tree.body)}"
    return expression(tree)


def expression(node: ast.expr) -> str:
    match node:
        case ast.BinOp(left, op, right) if type(op) in OPERATORS:
            return f"({expression(left)} {OPERATORS[type(op)]} {expression(right)})"
        case ast.UnaryOp(ast.USub(), operand):
            return f"(-{expression(operand)})"
        case ast.Call(called, args, []):
            return f"{expression(called)}({', '.join(map(expression, args))})"
        case ast.Attribute(ast.Name("np"), name):
            return {"maximum": "max", "minimum": "min"}.get(name, name)
        case ast.Name(name):
            return name
        case ast.Constant(int() | float() as value):
            return repr(value)
    raise ValueError(f"a check hands over {ast.unparse(node)}, which has no counterpart in Julia")


def there(value: object) -> object:
    """An argument in Julia's terms."""
    if isinstance(value, wire.Source):
        return wire.Source(function(value.text))
    if isinstance(value, list | tuple) and all(isinstance(x, int | float) for x in value):
        return np.array(value)
    if isinstance(value, Mapping):
        return {key: there(item) for key, item in value.items()}
    return value


JULIA = Julia(
    "julia",
    "Julia",
    ("julia",),
    {"display_name": "Julia 1.5", "language": "julia", "name": "julia-1.5"},
    ".jl",
    "#",
    install="`make julia` takes the Julia on your PATH, or makes a folder with one",
    stub='# YOUR CODE HERE\nerror("No Answer Given!")',
    beside=julia_installation.MODULES,
    nothing="returns nothing: the value of a function is that of its last line, or of `return`.",
    warm=False,
)
