"""Comparisons outside of the submission's process, and the reasons they give.

Every function takes whatever the submission answered and raises `Wrong`, never anything else.
A reason says what is wrong with the answer, and gives no expected number away.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np

from autograder.checks import record
from autograder.checks.ask import describe
from autograder.checks.declaration import Wrong
from autograder.checks.effects import difference, shape_told, short, verb
from autograder.checks.exhibits import Plane, Values
from autograder.checks.lazy import optimize
from autograder.languages import fitted, size_text


@contextmanager
def beside(exhibit: Callable) -> Iterator[None]:
    """What goes wrong in the block is shown to the student with this exhibit (made if needed)."""
    try:
        yield
    except Wrong as wrong:
        wrong.exhibit = wrong.exhibit or exhibit
        raise


LARGEST = 1e100  # beyond it squares overflow, and no right answer is anywhere near


def number(answer, what: str) -> float:
    """The answer as a real finite number."""
    if isinstance(answer, np.ndarray) and answer.shape == () and answer.dtype.kind in "iuf":
        answer = answer.item()
    if isinstance(answer, complex):
        raise Wrong(f"{what} must be real; it is complex.")
    if isinstance(answer, bool) or not isinstance(answer, int | float):
        raise Wrong(f"{what} must be a number; it is {describe(answer)}.")
    if not np.isfinite(answer):
        raise Wrong(f"{what} is not a finite number.")
    return float(answer)


def truth(answer, what: str) -> bool:
    """The answer as True or False."""
    if isinstance(answer, np.ndarray) and answer.shape == () and answer.dtype.kind == "b":
        answer = bool(answer)
    if not isinstance(answer, bool):
        raise Wrong(f"{what} must be True or False; it is {describe(answer)}.")
    return answer


def array(answer, shape: tuple, what: str, kind: str = "real") -> np.ndarray:
    """The answer as a finite array of this shape (None: any length); lists of numbers are fine.

    kind : "real" or "complex"; a real answer is a fine complex one.
    """
    original, answer = answer, as_array(fitted(answer, shape), what)
    fits = len(answer.shape) == len(shape) and all(
        wanted in (None, given) for wanted, given in zip(shape, answer.shape, strict=True)
    )
    if not fits:
        wanted = "(" + ", ".join("any" if n is None else str(n) for n in shape) + ")"
        if size := size_text(shape, original):
            raise Wrong(f"{what} must be {size}; it is {size_text(answer.shape, original)}.")
        told = shape_told(shape, answer.shape)
        raise Wrong(f"{what} must have shape {wanted}; it has shape {answer.shape}{told}.")
    if answer.dtype.kind == "b":
        raise Wrong(f"{what} must hold numbers; it holds True and False.")
    if not np.all(np.isfinite(answer)):
        raise Wrong(f"{what} holds values that are not finite (nan or inf).")
    if answer.size and np.max(np.abs(answer.astype(complex))) > LARGEST:
        raise Wrong(f"{what} holds numbers of more than a hundred digits.")
    if kind == "real" and answer.dtype.kind == "c":
        raise Wrong(f"{what} must be real; it is complex.")
    return answer.astype(complex if kind == "complex" else float)


def as_array(answer, what: str) -> np.ndarray:
    """The answer as an array of numbers, whatever its shape."""
    if isinstance(answer, np.ndarray):
        return answer
    try:
        found = np.asarray(answer) if isinstance(answer, list | tuple | int | float) else None
    except (ValueError, OverflowError):
        found = None
    if found is None or found.dtype.kind not in "biufc":
        raise Wrong(f"{what} must be an array of numbers; it is {describe(answer)}.")
    return found


def pair(answer, must: str) -> tuple:
    """The answer as two values; `must` says what the function has to return."""
    if not isinstance(answer, tuple | list) or len(answer) != 2:
        raise Wrong(f"{must}; it returned {describe(answer)}.")
    return tuple(answer)


def expect_close(
    answer,
    expected,
    what: str,
    rtol: float = 1e-7,
    atol: float = 1e-9,
    terms: dict[str, np.ndarray] | None = None,
) -> None:
    """The answer equals `expected` elementwise, up to rounding.

    terms : the terms of the equation by their names, such as {"x": x, "J phi(x)": J @ phi(x)}, and
        those that a wrong answer may have in their place; what is told apart by them is told
    """
    expected = np.asarray(expected)
    kind = "complex" if expected.dtype.kind == "c" else "real"
    try:
        found = array(answer, expected.shape, what, kind)
    except Wrong as wrong:
        record.compared(what, answer, expected, False, terms)
        record.judge(wrong)
        return
    fits = np.isclose(found, expected, rtol, atol)
    record.compared(what, found, expected, bool(fits.all()), terms)
    if not fits.all() and not is_single(found, expected, what):
        reason = f"{what} {verb(what)} not right: {difference(found, expected, ~fits)}."
        record.judge(Wrong(reason, exhibit=lambda: Values(what, found, expected)))


def is_single(answer: np.ndarray, expected: np.ndarray, what: str) -> bool:
    """Whether a wrong answer is right to seven digits and has no more; that is told, too."""
    single = np.complex64 if answer.dtype.kind == "c" else np.float32
    with np.errstate(all="ignore"):
        no_more = np.array_equal(answer, answer.astype(single))
    scale = np.max(np.abs(expected), initial=0.0)
    if not no_more or not np.allclose(answer, expected, rtol=1e-4, atol=1e-4 * scale):
        return False
    record.judge(
        Wrong(
            f"{what} {verb(what)} right to about seven digits, and no further: computed in single "
            "precision (float32). Answers are compared in double precision, numpy's own.",
        )
    )
    return True


def expect_same_set(answer, expected, what: str, tol: float = 1e-6) -> None:
    """The answer holds the complex numbers `expected`, in any order.

    Each is matched to a partner by an optimal assignment, so that order and rounding of equal
    real parts do not matter.
    """
    expected = np.asarray(expected, dtype=complex)
    try:
        found = array(answer, expected.shape, what, "complex")
    except Wrong as wrong:
        record.compared(what, answer, expected, False, a_set=True)
        record.judge(wrong)
        return
    distance = np.abs(found[:, None] - expected[None, :])
    rows, columns = np.arange(len(found)), distance.argmin(axis=1)
    if len(set(columns)) < len(columns):  # two have the same nearest one
        rows, columns = optimize.linear_sum_assignment(distance)
    alone = distance[rows, columns]
    wrong = np.count_nonzero(alone > tol)
    record.compared(what, found, expected, not wrong, a_set=True)
    if wrong:
        farthest = short(found[rows[np.argmax(alone)]])
        if is_single(found[rows], expected[columns], what):
            return
        record.judge(
            Wrong(
                f"{what}: {wrong} of {len(expected)} values {'has' if wrong == 1 else 'have'} no "
                f"partner among the right ones, for example your {farthest}.",
                exhibit=lambda: Plane(what, found, expected),
            )
        )


def expect_same_span(answer, expected, what: str, tol: float = 1e-6) -> None:
    """The columns of the answer span the same space as the orthonormal columns `expected`.

    Compares orthogonal projectors, so that any basis is fine.
    """
    try:
        basis = basis_of(answer, *expected.shape, what)
        if np.linalg.norm(basis @ basis.T - expected @ expected.T, 2) > tol:
            raise Wrong(f"{what} spans another space than the fixed points do.")
    except Wrong as wrong:
        record.compared(what, answer, expected, False)
        record.judge(wrong)
    else:
        record.compared(what, answer, expected, True)


def basis_of(answer, n: int, k: int, what: str) -> np.ndarray:
    """An orthonormal basis (n, k) of what the columns of the answer span. Raises Wrong."""
    answer = np.clip(array(answer, (n, None), what), -1e100, 1e100)  # squares must not overflow
    if answer.shape[1] != k:
        raise Wrong(f"{what} must have {k} column{'s' * (k != 1)} here; it has {answer.shape[1]}.")
    if k == 0:
        return answer
    scale = np.linalg.norm(answer, axis=0)
    if np.any(scale < 1e-12):
        raise Wrong(f"{what} has a column of zeros, which spans nothing.")
    basis, values, _ = np.linalg.svd(answer / scale, full_matrices=False)
    if values[-1] < 1e-6:
        raise Wrong(f"{what} has columns that depend on each other; they are no basis.")
    return basis
