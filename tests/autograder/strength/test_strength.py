"""The hidden checks against mutants of the worked answers: a sample always, all if asked for."""

import zlib

import pytest

from autograder.problems import catalogue
from autograder.strength import Equivalents, Mutant, judge, mutants_of, run_all
from autograder.strength.report import lines
from autograder.strength.trials import Outcome

# Measured problems: those with a reviewed list of what is right.
MEASURED = [name for name in catalogue.names() if Equivalents.of(name).reasons]
SAMPLE = 200  # of all measured problems together: half a minute


def sample(problem: str) -> list[Mutant]:
    """The same mutants each time, whatever becomes of the others."""
    by_chance = sorted(
        mutants_of(catalogue.read(problem)), key=lambda m: zlib.crc32(repr(m.key).encode())
    )
    return by_chance[: SAMPLE // len(MEASURED)]


def assert_nothing_gets_through(problem: str, mutants: list[Mutant], jobs: int) -> None:
    verdict = judge(run_all(problem, mutants, jobs, seconds=30), Equivalents.of(problem))
    bad = verdict.surviving + verdict.robbed + verdict.faults
    assert not bad, "\n".join(lines(verdict))


@pytest.mark.parametrize("problem", MEASURED)
def test_a_sample_of_mutants_is_killed(problem):
    """What is wrong loses credit, and what is declared to be right loses none."""
    assert_nothing_gets_through(problem, sample(problem), jobs=1)


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("problem", MEASURED)
def test_all_mutants_are_killed(problem):
    """The same, of all."""
    assert_nothing_gets_through(problem, mutants_of(catalogue.read(problem)), jobs=2)


@pytest.mark.parametrize("problem", MEASURED)
def test_declarations_are_current(problem):
    """Whoever changes a worked answer looks at its declared mutants again."""
    assert Equivalents.of(problem).stale(mutants_of(catalogue.read(problem))) == []


def mutant(source: str) -> Mutant:
    return Mutant("1b", "velocity", "right  =>  wrong", source)


def outcome(source: str, seconds: float = 20.0) -> Outcome:
    return next(iter(run_all("problem1", [mutant(source)], 1, seconds, hints=True)))


def test_a_wrong_answer_is_told_why():
    """The report says what is lost, and what its student would read."""
    found = outcome("def velocity(x, J, phi=np.tanh, h=0.0):\n    return -x + phi(x) @ J + h")
    assert found.lost > 0.5
    assert any("transposed" in line for line in found.told)


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("while True: pass", "it had to be stopped"),
        ("import os; os._exit(1)", "its process broke down"),
        ("1 / 0", "its cell raises ZeroDivisionError"),
        ("x = bytearray(2**40)", "its cell raises MemoryError"),
    ],
)
def test_a_mutant_that_breaks_is_killed(source, told):
    """It costs its own process, and no more time than it was given."""
    found = outcome(source, seconds=2.0)
    assert (found.lost, found.told) == (1.0, (told,))


def test_the_verdict_sorts_outcomes():
    """Declared and harmed is as bad as undeclared and unharmed."""
    known = Mutant("1b", "velocity", "a  =>  b", "")
    other = Mutant("1b", "velocity", "a  =>  c", "")
    equivalents = Equivalents({known.key: "It is the same."})
    outcomes = [Outcome(m, lost, ()) for m in (known, other) for lost in (0.0, 0.5)]
    verdict = judge(outcomes, equivalents)
    assert verdict.equivalent == [outcomes[0]]
    assert verdict.robbed == [outcomes[1]]
    assert verdict.surviving == [outcomes[2]]
    assert verdict.killed == [outcomes[3]]
    assert verdict.share_killed == 0.5
    assert any("a  =>  c" in line for line in lines(verdict))
