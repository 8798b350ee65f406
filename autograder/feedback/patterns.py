"""How a wrong array relates to the right one, in a sentence: what the eye sees, said aloud.

A sentence holds for any function, so it helps where no named mistake fits.
"""

import numpy as np

CLOSE = 1e-6


def describe(yours: np.ndarray, right: np.ndarray) -> str:
    """The first pattern that holds between two real arrays of one shape, or an empty text."""
    scale = np.max(np.abs(right))
    if scale == 0:
        return "All right values are zero here, and yours are not."
    with np.errstate(all="ignore"):  # answers may be enormous
        for holds, sentence in PATTERNS:
            said = holds(yours, right)
            if said:
                return sentence.format(said)
    return ""


def near(a: np.ndarray, b: np.ndarray) -> bool:
    """Whether two arrays are equal up to rounding, measured by the largest entry."""
    if a.shape != b.shape or a.size == 0:
        return False
    return bool(np.max(np.abs(a - b)) <= CLOSE * max(np.max(np.abs(b)), 1e-300))


def factor(yours: np.ndarray, right: np.ndarray) -> str:
    """The one factor between the arrays, in two digits."""
    k = float(np.vdot(right, yours) / np.vdot(right, right))
    return f"{k:.2g}" if np.isfinite(k) and k != 0 and near(yours, k * right) else ""


def rows_between(yours: np.ndarray, right: np.ndarray, step: int) -> bool:
    if right.ndim != 2 or len(right) < 3:
        return False
    late, early = (yours, right) if step > 0 else (right, yours)
    return near(late[1:], early[:-1])


def rows_right_at_first(yours: np.ndarray, right: np.ndarray) -> bool:
    """Whether a path starts at the right state, and leaves the right path later."""
    if right.ndim != 2 or len(right) < 10 or not near(yours[0], right[0]):
        return False
    distance = np.linalg.norm(yours - right, axis=1)
    return bool(distance[-1] > 0 and distance[1] < distance.max())


def few_wrong(yours: np.ndarray, right: np.ndarray) -> str:
    wrong = ~np.isclose(yours, right, 1e-6, 1e-9)
    count = np.count_nonzero(wrong)
    return f"{wrong.size - count} of {wrong.size}" if count <= wrong.size / 2 else ""


def on_the_diagonal(yours: np.ndarray, right: np.ndarray, only: bool) -> bool:
    """Whether what is wrong lies on the diagonal alone, or everywhere but there."""
    if right.ndim != 2 or right.shape[0] != right.shape[1] or len(right) < 3:
        return False
    wrong, diagonal = ~np.isclose(yours, right, 1e-6, 1e-9), np.eye(len(right), dtype=bool)
    return bool(np.array_equal(wrong, diagonal) if only else np.array_equal(wrong, ~diagonal))


def unrelated(yours: np.ndarray, right: np.ndarray) -> bool:
    if right.size < 8 or np.ptp(yours) == 0 or np.ptp(right) == 0:
        return False
    return bool(abs(np.corrcoef(yours.ravel(), right.ravel())[0, 1]) < 0.5)


PATTERNS = (
    (lambda y, r: near(y, np.zeros_like(r) + y.flat[0]), "All of your values are equal."),
    (lambda y, r: near(y, -r), "Your values are the right ones with the opposite sign."),
    (
        factor,
        "Your values are the right ones times one and the same factor, about {}: all points lie "
        "on a line, but a line of another slope.",
    ),
    (lambda y, r: near(y, r.T), "Your matrix is the right one transposed."),
    (
        lambda y, r: near(y - r, np.full(r.shape, (y - r).flat[0])),
        "All of your values are off by one and the same amount.",
    ),
    (
        lambda y, r: r.size > 1 and near(np.sort(y.ravel()), np.sort(r.ravel())),
        "Your values are the right ones, in another order.",
    ),
    (
        lambda y, r: near(np.abs(y), np.abs(r)),
        "Your values have the right size, and some of them the wrong sign.",
    ),
    (lambda y, r: rows_between(y, r, 1), "Your rows are the right ones, one row too late."),
    (lambda y, r: rows_between(y, r, -1), "Your rows are the right ones, one row too early."),
    (lambda y, r: on_the_diagonal(y, r, True), "Only the diagonal of your matrix is wrong."),
    (lambda y, r: on_the_diagonal(y, r, False), "Only the diagonal of your matrix is right."),
    (few_wrong, "{} of your values are right, so look at what is special about the others."),
    (rows_right_at_first, "You start at the right state and leave the right path on the way."),
    (unrelated, "Your values follow the right ones hardly at all."),
)


def describe_plane(yours: np.ndarray, right: np.ndarray) -> str:
    """The same for sets of complex numbers: their reach, and where they lie."""
    if not np.any(np.abs(yours.imag) > CLOSE) and np.any(np.abs(right.imag) > CLOSE):
        return "All of your values are real numbers; the right ones spread over the plane."
    if abs(yours.mean() - right.mean()) > 0.2 * np.std(right):
        return "Your values lie beside the right ones, not around the same centre."
    reach = np.max(np.abs(yours)) / max(np.max(np.abs(right)), 1e-300)
    if abs(reach - 1) > 0.05:
        return f"Your values reach about {reach:.2g} times as far out as the right ones."
    return ""
