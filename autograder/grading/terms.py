"""Which term of the equation is missing, has the wrong sign, or is one too many.

The difference between wrong and right answers is written as one or two of the terms that the check
has named, with the same coefficients on all instances and to rounding.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from autograder.checks import Compared

SIMPLE = {1.0: "", 2.0: "2 ", 3.0: "3 ", 4.0: "4 ", 0.5: "1/2 ", 0.25: "1/4 ", 1 / 3: "1/3 "}
CLOSE = 1e-7
MANY = 20  # numbers that a coefficient of no simple value must explain


@dataclass(frozen=True)
class Term:
    """A term, the coefficient that it has too much, and the right one (None: not known)."""

    name: str
    extra: float
    right: float | None

    @property
    def now(self) -> float:
        """The coefficient that it has; 0 if it is missing."""
        return (
            0.0 if self.right is None or same(self.extra, -self.right) else self.extra + self.right
        )


@dataclass(frozen=True)
class Difference:
    """What `numbers` numbers of wrong answers have too much, as a sum of terms."""

    terms: tuple[Term, ...]
    numbers: int

    @property
    def exchanged(self) -> tuple[Term, Term] | None:
        """The term that is missing and the one in its place, if that is all."""
        if len(self.terms) == 2:
            for gone, new in (self.terms, self.terms[::-1]):
                if gone.right and not gone.now and new.right == 0 and same(new.extra, gone.right):
                    return gone, new
        return None

    @property
    def is_plain(self) -> bool:
        """Whether all coefficients are simple. A term of the right answer may be scaled by any."""
        if len(self.terms) == 1 and self.terms[0].right and self.numbers >= MANY:
            return True
        return all(is_simple(term.extra) for term in self.terms)

    @property
    def size(self) -> tuple[bool, float]:
        """How much a reader has to take in: of equal sums the smallest is told."""
        return self.exchanged is None, sum(abs(term.extra) for term in self.terms)

    @property
    def name(self) -> str:
        """Equal for all students whose answers differ by the same."""
        if self.exchanged:
            gone, new = self.exchanged
            return f"{signed(new.extra, new.name)} for {signed(gone.right, gone.name)}"
        return " and ".join(map(slug, self.terms))

    @property
    def says(self) -> str:
        """What the answer is, to stand behind "Your answer is the right one"."""
        if self.exchanged:
            gone, new = self.exchanged
            was = signed(gone.right, gone.name, False)
            return f"with {signed(new.extra, new.name, False)} in the place of {was}"
        return " and ".join(map(told, self.terms))


def told(term: Term) -> str:
    if term.right and not term.now:
        return f"without the term {signed(term.right, term.name)}"
    if term.right:
        return f"with {signed(term.now, term.name)} where {signed(term.right, term.name)} should be"
    return f"{'plus' if term.extra > 0 else 'minus'} {signed(abs(term.extra), term.name, False)}"


def slug(term: Term) -> str:
    if term.right and not term.now:
        return f"without {signed(term.right, term.name)}"
    if term.right:
        return f"{signed(term.now, term.name)} for {signed(term.right, term.name)}"
    return f"{signed(term.extra, term.name)} too much"


def signed(c: float, name: str, plus: bool = True) -> str:
    """For example "-x" or "+2 J phi(x)"."""
    sign = "-" if c < 0 else "+" if plus else ""
    size = next((text for value, text in SIMPLE.items() if same(abs(c), value)), f"{abs(c):.3g} ")
    return f"{sign}{size}{name}"


def same(a: float, b: float) -> bool:
    return bool(np.isclose(a, b, rtol=1e-6, atol=1e-9))


def is_simple(c: float) -> bool:
    return any(same(abs(c), value) for value in SIMPLE)


def explain(pairs: Sequence[Compared], most: int) -> Difference | None:
    """The difference by at most `most` terms that holds on all instances, and by as few as can be.

    Several hold only if they are the same sum, written in different ways.
    """
    names = [name for name in pairs[0].terms if all(name in pair.terms for pair in pairs)]
    stacked = stack(pairs, names)
    if stacked is None:
        return None
    T, right, yours = stacked
    kept = unlike(T)
    names, T = [names[k] for k in kept], T[:, kept]
    difference, known = yours - right, coefficients(T, right)
    for size in range(1, min(most, len(names)) + 1):
        found = [
            named(names, chosen, c, known, T)
            for chosen in promising(T, difference, size)
            if (c := fitted(T[:, chosen], difference)) is not None
        ]
        found = [one for one in found if one.is_plain]
        if found:
            return min(found, key=lambda one: one.size)
    return None


def named(names: list[str], chosen, c, known: list[float] | None, T: np.ndarray) -> Difference:
    terms = (
        Term(names[k], float(value), None if known is None else known[k])
        for k, value in zip(chosen, c, strict=True)
    )
    return Difference(tuple(terms), len(T))


def promising(T: np.ndarray, difference: np.ndarray, size: int) -> np.ndarray:
    """Sets of `size` columns (sets, size) that leave nearly nothing of the difference."""
    sets = np.array(list(combinations(range(T.shape[1]), size)))
    gram, with_it = T.T @ T, T.T @ difference
    grams = gram[sets[:, :, None], sets[:, None, :]]
    diagonal = np.prod(np.diagonal(grams, axis1=1, axis2=2), axis=1)
    apart = np.linalg.det(grams) > 1e-12 * diagonal  # else they cannot be told apart
    sets, grams = sets[apart], grams[apart]
    c = np.linalg.solve(grams, with_it[sets][:, :, None])[:, :, 0]
    left = difference @ difference - np.sum(with_it[sets] * c, axis=1)
    return sets[left <= 1e-9 * (difference @ difference)]


def unlike(T: np.ndarray) -> list[int]:
    """Columns that are not zero and not equal to one before: only those can be told apart here."""
    kept: list[int] = []
    for k, column in enumerate(T.T):
        if np.any(np.abs(column) > 1e-12) and not any(
            np.allclose(column, T[:, other], rtol=0, atol=1e-12) for other in kept
        ):
            kept.append(k)
    return kept


def stack(pairs: Sequence[Compared], names: list[str]):
    """Terms (numbers, terms), right and wrong answers of all instances, each at its own scale."""
    if not names:
        return None
    columns, rights, answers = [], [], []
    for pair in pairs:
        shape = pair.right.shape
        if pair.yours.shape != shape or pair.yours.dtype.kind == "c":
            return None
        block = np.empty((pair.right.size, len(names)))
        for k, name in enumerate(names):
            block[:, k] = np.broadcast_to(np.asarray(pair.terms[name], float), shape).ravel()
        scale = max(np.max(np.abs(block), initial=0.0), np.max(np.abs(pair.right), initial=0.0))
        if not scale or not np.all(np.isfinite(pair.yours)):
            return None
        columns.append(block / scale)
        rights.append(pair.right.ravel() / scale)
        answers.append(pair.yours.ravel() / scale)
    return np.concatenate(columns), np.concatenate(rights), np.concatenate(answers)


def coefficients(T: np.ndarray, right: np.ndarray) -> list[float] | None:
    """Of the terms in the right answer. A term that is a sum of those before it counts as none."""
    chosen: list[int] = []
    for k in range(T.shape[1]):
        if len(chosen) < len(T) and np.linalg.matrix_rank(T[:, [*chosen, k]], tol=1e-9) > len(
            chosen
        ):
            chosen.append(k)
    c = np.linalg.lstsq(T[:, chosen], right, rcond=None)[0]
    if np.max(np.abs(T[:, chosen] @ c - right)) > CLOSE:
        return None
    found = [0.0] * T.shape[1]
    for k, value in zip(chosen, c, strict=True):
        found[k] = 0.0 if abs(value) < 1e-6 else float(value)
    return found


def fitted(T: np.ndarray, difference: np.ndarray) -> np.ndarray | None:
    """The coefficients of these terms in the difference, if nothing is left over anywhere."""
    c = np.linalg.lstsq(T, difference, rcond=None)[0]
    if np.max(np.abs(T @ c - difference)) > CLOSE * max(1.0, np.max(np.abs(difference))):
        return None
    used = np.abs(T * c).max(axis=0)
    return c if np.all(used > 1e-6) else None
