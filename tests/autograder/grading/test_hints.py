"""Hints measured: none is false, and most mutants have one."""

import pytest

from tests.autograder.grading.diagnosed import diagnose, mutated
from tests.autograder.grading.mutants import MUTANTS

QUICK = ("1b", "1c", "2d", "3b", "3i")
NAMED = 0.6  # of all mutants that lose points, at least


def told(question: str, old: str, new: str) -> set[str]:
    """The names of the hints that a mutant gets. Its messages must say more than "wrong"."""
    checks = diagnose(question, mutated(question, old, new)).checks
    failed = [check for check in checks if check.status == "failed"]
    assert failed, "this mutant loses no points"
    assert not [check for check in checks if check.status == "error"]
    for check in failed:
        assert not check.message.endswith("entries are wrong."), check.message
    return {check.hint.name for check in failed if check.hint}


@pytest.mark.parametrize(
    "question",
    [q if q in QUICK else pytest.param(q, marks=pytest.mark.slow) for q in MUTANTS],
)
def test_no_hint_is_false(question):
    """Each hint is one that was judged true of the mutant, and what was named stays named."""
    for old, new, true in MUTANTS[question]:
        found = told(question, old, new)
        assert found <= set(true), f"{old!r} -> {new!r}: {found}"
        assert bool(found) == bool(true), f"{old!r} -> {new!r}: no hint"


def test_the_table_is_long_and_most_of_it_is_named():
    """At least 150 mutants, and three in five of them get their cause or an exact relation."""
    rows = [row for rows in MUTANTS.values() for row in rows]
    assert len(rows) >= 150
    assert sum(bool(true) for _, _, true in rows) >= NAMED * len(rows)
