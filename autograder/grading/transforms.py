"""What a wrong answer may be of the right one: transposed, squared, without its first row, ..."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Transform:
    """`of` makes the wrong answer of the right one, or raises ValueError where it cannot be."""

    name: str
    says: str
    of: Callable[[np.ndarray], np.ndarray]


def matrix(x: np.ndarray) -> np.ndarray:
    if x.ndim != 2:
        raise ValueError("no matrix")
    return x


def rows(x: np.ndarray, least: int = 3) -> np.ndarray:
    if x.ndim == 0 or len(x) < least:
        raise ValueError("too few rows")
    return x


def within(x: np.ndarray, low: float, high: float = np.inf) -> np.ndarray:
    if x.dtype.kind == "c" or x.size == 0 or not (x.min() > low and x.max() < high):
        raise ValueError("outside of the domain")
    return x


def many(x: np.ndarray) -> np.ndarray:
    """Vectors and matrices: order means nothing for a single number."""
    return rows(x, 2)


TRANSFORMS = (
    Transform("transposed", "transposed", lambda x: matrix(x).T),
    Transform("opposite_sign", "with the opposite sign", lambda x: -x),
    Transform("conjugated", "conjugated: the imaginary parts have the other sign", np.conj),
    Transform("real_part", "without its imaginary part", lambda x: complex_only(x).real),
    Transform("imaginary_part", "without its real part", lambda x: complex_only(x).imag),
    Transform("without_signs", "in absolute value", np.abs),
    Transform("squared", "squared", lambda x: x**2),
    Transform("square_root", "under a square root", lambda x: np.sqrt(within(x, 0))),
    Transform("upside_down", "upside down, 1 divided by it", lambda x: 1 / x),
    Transform("one_minus", "subtracted from 1", lambda x: 1 - x),
    Transform("one_more", "plus 1", lambda x: x + 1),
    Transform("one_less", "minus 1", lambda x: x - 1),
    Transform("two_more", "plus 2", lambda x: x + 2),
    Transform("two_less", "minus 2", lambda x: x - 2),
    Transform("three_more", "plus 3", lambda x: x + 3),
    Transform("logarithm", "as a logarithm", lambda x: np.log(within(x, 0))),
    Transform("logarithm_of_10", "as a logarithm to base 10", lambda x: np.log10(within(x, 0))),
    Transform("exponential", "put into exp", lambda x: np.exp(within(x, -50, 50))),
    Transform("tanh_of_it", "put into tanh", lambda x: np.tanh(real_only(x))),
    Transform("tanh_undone", "with tanh undone", lambda x: np.arctanh(within(x, -1, 1))),
    Transform("reversed", "in reversed order", lambda x: many(x)[::-1]),
    Transform(
        "columns_reversed",
        "with its columns in reversed order",
        lambda x: matrix(x)[:, ::-1],
    ),
    Transform("sorted", "sorted from small to large", lambda x: np.sort(real_only(vector(x)))),
    Transform(
        "sorted_down",
        "sorted from large to small",
        lambda x: -np.sort(-real_only(vector(x))),
    ),
    Transform("added_up", "added up from row to row", lambda x: np.cumsum(rows(x), axis=0)),
    Transform("differences", "as differences from row to row", lambda x: np.diff(rows(x), axis=0)),
    Transform("first_left_out", "without its first row", lambda x: rows(x)[1:]),
    Transform("last_left_out", "without its last row", lambda x: rows(x)[:-1]),
    Transform(
        "first_and_last_left_out",
        "without its first and its last row",
        lambda x: rows(x)[1:-1],
    ),
    Transform("every_other_row", "with every other row left out", lambda x: rows(x)[::2]),
    Transform(
        "first_twice",
        "with its first row twice",
        lambda x: np.concatenate([rows(x)[:1], x]),
    ),
    Transform("last_twice", "with its last row twice", lambda x: np.concatenate([rows(x), x[-1:]])),
    Transform("only_the_last_row", "of which only the last row comes back", lambda x: rows(x)[-1]),
    Transform("only_the_first_row", "of which only the first row comes back", lambda x: rows(x)[0]),
    Transform("a_column", "as a column of shape (N, 1)", lambda x: vector(x)[:, None]),
    Transform("a_row", "as a row of shape (1, N)", lambda x: vector(x)[None]),
    Transform("flattened", "in one long row", lambda x: matrix(x).ravel()),
    Transform(
        "only_the_diagonal",
        "of which only the diagonal comes back",
        lambda x: square(x).diagonal(),
    ),
    Transform(
        "diagonal_zero",
        "with zeros on the diagonal",
        lambda x: square(x) - np.diag(square(x).diagonal()),
    ),
    Transform(
        "off_diagonal_zero",
        "with zeros everywhere but on the diagonal",
        lambda x: np.diag(square(x).diagonal()),
    ),
    Transform("mean_over_rows", "averaged over its rows", lambda x: matrix(x).mean(axis=0)),
    Transform("mean_over_columns", "averaged over its columns", lambda x: matrix(x).mean(axis=1)),
    Transform("summed", "added up to one number", lambda x: many(x).sum()),
    Transform("averaged", "averaged to one number", lambda x: many(x).mean()),
    Transform(
        "largest_entry",
        "of which only the largest entry comes back",
        lambda x: real_only(many(x)).max(),
    ),
    Transform(
        "length",
        "of which only the length (its norm) comes back",
        lambda x: np.linalg.norm(many(x)),
    ),
    Transform("length_one", "scaled to length 1", lambda x: many(x) / np.linalg.norm(x)),
    Transform("whole_numbers", "rounded to whole numbers", np.round),
)

SET_TRANSFORMS = (
    "opposite_sign", "real_part", "imaginary_part", "without_signs", "squared", "square_root",
    "upside_down", "one_minus", "one_more", "one_less", "exponential",
)  # fmt: skip


def complex_only(x: np.ndarray) -> np.ndarray:
    if x.dtype.kind != "c" or not np.any(x.imag):
        raise ValueError("real")
    return x


def real_only(x: np.ndarray) -> np.ndarray:
    if x.dtype.kind == "c":
        raise ValueError("complex")
    return x


def vector(x: np.ndarray) -> np.ndarray:
    if x.ndim != 1 or len(x) < 2:
        raise ValueError("no vector")
    return x


def square(x: np.ndarray) -> np.ndarray:
    if x.ndim != 2 or x.shape[0] != x.shape[1] or len(x) < 2:
        raise ValueError("not square")
    return x
