"""Values of a language without vectors and scalars: everything is a matrix there.

What comes from it keeps its two dimensions until it is known which shape is asked for: N-by-1 and
1-by-N stand for a vector (N,), and 1-by-1 for a number, but a basis must be N-by-k.
"""

import numpy as np


class Matrix(np.ndarray):
    """A matrix of the other language; an array of numpy in everything else."""


class Number(float):
    """A 1-by-1 matrix of real numbers."""


class ComplexNumber(complex):
    """A 1-by-1 matrix of complex numbers."""


def from_matrix(array: np.ndarray) -> object:
    """A matrix, or a number, or True or False, from an array with two dimensions or more."""
    if array.size != 1:
        return array.view(Matrix)
    item = array.item()
    if isinstance(item, bool):
        return item
    return ComplexNumber(item) if isinstance(item, complex) else Number(item)


def fitted(value: object, shape: tuple) -> object:
    """The value as an array of this shape (None: any length), if it can stand for one."""
    if isinstance(value, Number | ComplexNumber) and shape and all(n in (1, None) for n in shape):
        return np.full((1,) * len(shape), value)
    if isinstance(value, Matrix) and len(shape) == 1 and value.ndim == 2:
        return np.asarray(value).ravel() if 1 in value.shape or value.size == 0 else value
    return value


def size_text(shape: tuple, like: object) -> str | None:
    """A size in the words of the language that `like` comes from, "3-by-1"; None if Python's."""
    if not isinstance(like, Matrix | Number | ComplexNumber):
        return None
    if len(shape) < 2:
        shape = (*shape, 1, 1)[:2]
    return "-by-".join("any" if n is None else str(n) for n in shape)
