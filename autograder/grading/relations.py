"""What a wrong answer is, when no named mistake gives it: a relation to the right answer.

A relation is arithmetic that holds on all instances of a function, to rounding, on at least two of
them that were wrong, with more digits than chance would hit. Its text names no number of a right
answer.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from autograder.checks import Compared, verb
from autograder.checks.effects import short, subject
from autograder.grading import arguments, terms
from autograder.grading.evidence import near, proves
from autograder.grading.factors import CONSTANTS, factor_between, named, sizes
from autograder.grading.transforms import SET_TRANSFORMS, TRANSFORMS

MOST_INSTANCES = 24
FEWEST = 2
VERDICTS = 8
VALUES = 3
SAME = 4


@dataclass(frozen=True)
class Relation:
    """What the answer is: a name that is equal for all students with the same, and a sentence."""

    name: str
    text: str


def explain(problem: str, pairs: list[Compared]) -> Relation | None:
    """The relation that holds on all these instances of one function, if there is one."""
    pairs = pairs[:MOST_INSTANCES]
    wrong = [pair for pair in pairs if not pair.fits]
    if len(wrong) < FEWEST or len({pair.right.tobytes() for pair in wrong}) < FEWEST:
        return None
    with np.errstate(all="ignore"):
        plain = uniform(wrong)
        if plain:
            return sentence(pairs, *plain)
        if all(pair.yours.dtype.kind == "b" for pair in pairs):
            return upside_down(pairs)
        if not proves([pair.yours for pair in wrong]) or few_values(wrong):
            return None
        for look in LOOKS:
            found = list(look(problem, pairs))
            if 0 < len(found) <= FEWEST:
                return joined(pairs, found)
    return None


Found = Iterator[tuple[str, str]]


def joined(pairs: list[Compared], found: list[tuple[str, str]]) -> Relation | None:
    """One sentence; if two relations hold, it says both."""
    name = "_or_".join(name for name, _ in found)
    return sentence(
        pairs,
        name,
        " (or, which is the same here, ".join(s for _, s in found) + ")" * (len(found) - 1),
    )


def sentence(pairs: list[Compared], name: str, says: str) -> Relation:
    subject, is_one = about(pairs)
    one = "one" if is_one else "ones"
    text = says.replace("THE RIGHT ONE", f"the right {one}")
    return Relation(name, f"Your {subject} {'is' if is_one else 'are'} {text}.")


def about(pairs: list[Compared]) -> tuple[str, bool]:
    """What the answers are, and whether that is one thing."""
    what = next(pair.what for pair in pairs if not pair.fits)
    is_one = verb(what) == "is"
    return subject(what).removeprefix("The ").removeprefix("A "), is_one


def uniform(wrong: list[Compared]) -> tuple[str, str] | None:
    """Answers without any content. Not read off a few numbers, these are facts of their own."""
    numbers = [pair.yours for pair in wrong]
    if all(x.dtype.kind == "b" and x.ndim == 0 for x in numbers):
        return None
    if sum(x.size > FEWEST for x in numbers) >= FEWEST and not any(map(np.any, numbers)):
        return "nothing but zeros", "zero everywhere"
    values = {x.item() for x in numbers if x.size == 1 and x.dtype.kind in "iuf"}
    if len(wrong) >= SAME and len(values) == 1 and all(x.size == 1 for x in numbers):
        return "always the same number", f"{short(values.pop())} in every case that is wrong"
    return None


def few_values(wrong: list[Compared]) -> bool:
    """Whether single numbers hardly differ from instance to instance, so that much gives them."""
    values = [pair.yours.item() for pair in wrong if pair.yours.size == 1]
    whole = all(value == round(value) for value in values if np.isfinite(value))
    return len(values) == len(wrong) and whole and len(set(values)) < VALUES


def upside_down(pairs: list[Compared]) -> Relation | None:
    """Every verdict is the opposite of the right one."""
    if len(pairs) < VERDICTS or any(pair.fits for pair in pairs):
        return None
    return Relation("upside_down", "Each of your verdicts is the opposite of the right one.")


def one_term(problem: str, pairs: list[Compared]) -> Found:
    return by_terms(pairs, 1)


def few_terms(problem: str, pairs: list[Compared]) -> Found:
    return by_terms(pairs, 3)


def by_terms(pairs: list[Compared], most: int) -> Found:
    difference = terms.explain(pairs, most)
    if difference is not None:
        yield difference.name, f"THE RIGHT ONE {difference.says}"


def transformed(problem: str, pairs: list[Compared]) -> Found:
    for transform in TRANSFORMS:
        if holds(pairs, transform.of, transform.name):
            yield transform.name, f"THE RIGHT ONE {transform.says}"
            return  # the simplest says it all
    for name, says, side in (
        ("one_row_late", "one row late: each row holds what belongs into the row before", 1),
        ("one_row_early", "one row early: each row holds what belongs into the row behind", -1),
    ):
        if all(shifted(pair, side) for pair in pairs):
            yield name, f"THE RIGHT ONE {says}"


def holds(pairs: list[Compared], of: Callable, name: str) -> bool:
    """Whether the answers are what `of` makes of the right ones, on every instance."""
    for pair in pairs:
        try:
            made = np.asarray(of(pair.right))
        except (ValueError, TypeError, IndexError):
            return False
        if pair.a_set:
            if name not in SET_TRANSFORMS or not same_set(pair.yours, made):
                return False
        elif not near(pair.yours, made):
            return False
    return True


def same_set(a: np.ndarray, b: np.ndarray) -> bool:
    """Whether two lists hold the same complex numbers in any order."""
    if a.shape != b.shape or a.ndim != 1:
        return False
    distance = np.abs(a[:, None] - b[None])
    close = 1e-7 * np.max(np.abs(b), initial=0.0) + 1e-13
    return bool(np.all(distance.min(axis=0) <= close) and np.all(distance.min(axis=1) <= close))


def shifted(pair: Compared, side: int) -> bool:
    yours, right = (pair.yours, pair.right) if side > 0 else (pair.right, pair.yours)
    if pair.a_set or yours.shape != right.shape or yours.ndim == 0 or len(yours) < 4:
        return False
    return near(yours[1:], right[:-1])


def multiplied(problem: str, pairs: list[Compared]) -> Found:
    """By one factor on each instance, which is constant or has a meaning."""
    if all(pair.a_set for pair in pairs):
        for name, value in CONSTANTS.items():
            for sign, k in (("", value), ("-", -value)):
                if all(same_set(pair.yours, k * pair.right) for pair in pairs):
                    yield f"times_{sign}{name}", f"THE RIGHT ONE times {sign}{name}"
        return
    kept = [pair for pair in pairs if np.any(pair.right)]
    factors = [None if pair.a_set else factor_between(pair.yours, pair.right) for pair in kept]
    if len(kept) < FEWEST or any(factor is None for factor in factors):
        return
    known = [arguments.bound(problem, pair) for pair in kept]
    names = [sizes(found[1]) if found else {} for found in known]
    found = [factor for factor in factors if factor is not None]
    if np.allclose(found, -1, rtol=1e-7, atol=0):
        yield "opposite_sign", "THE RIGHT ONE with the opposite sign"
        return
    for factor in named(found, names):
        yield f"times_{factor.name.split(',')[0]}", f"THE RIGHT ONE times {factor.name}"


def other_arguments(problem: str, pairs: list[Compared]) -> Found:
    found = arguments.explain(problem, pairs)
    seen: set[str] = set()
    for change in found:  # two changes of one parameter come to the same
        if change.parameter not in seen:
            seen.add(change.parameter)
            yield change.name, f"THE RIGHT ONE {change.says}"


def both(problem: str, pairs: list[Compared]) -> Found:
    """A simple transformation and a factor that has a name."""
    for transform in TRANSFORMS:
        if transform.name not in (
            "transposed",
            "squared",
            "square_root",
            "upside_down",
            "reversed",
        ):
            continue
        made = []
        for pair in pairs:
            try:
                right = np.asarray(transform.of(pair.right))
            except (ValueError, TypeError):
                break
            made.append(Compared(pair.what, pair.yours, right, False, pair.call, pair.part, {}))
        if len(made) == len(pairs):
            for name, says in multiplied(problem, made):
                if not name.removeprefix("times_-").removeprefix("times_").startswith("0."):
                    factor = says.removeprefix("THE RIGHT ONE ")
                    yield f"{transform.name}_{name}", f"THE RIGHT ONE {transform.says}, {factor}"


def rounded(problem: str, pairs: list[Compared]) -> Found:
    """Right to some decimals, and no further."""
    if any(p.yours.dtype.kind not in "fc" or p.yours.size <= FEWEST or p.a_set for p in pairs):
        return
    for digits in range(6):
        if all(near(p.yours, np.round(p.right, digits), 1e-9) for p in pairs):
            yield f"rounded_to_{digits}", f"THE RIGHT ONE rounded to {digits} decimals"
            return


LOOKS = (
    multiplied, one_term, transformed, other_arguments, few_terms, both, rounded,
)  # fmt: skip
