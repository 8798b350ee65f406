"""What the outcomes say about the checks, in lines to read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from autograder.strength.equivalents import Equivalents
from autograder.strength.trials import Outcome

LEAST = 0.001  # share of the credit: less is rounding


@dataclass(frozen=True)
class Verdict:
    """Outcomes sorted by what they mean.

    killed : wrong, and lost credit
    surviving : lost nothing, and nobody declared that it is right
    equivalent : declared to be right, and lost nothing
    robbed : declared to be right, and lost credit: the check or the declaration is wrong
    faults : a check of ours failed on it
    """

    killed: list[Outcome]
    surviving: list[Outcome]
    equivalent: list[Outcome]
    robbed: list[Outcome]
    faults: list[Outcome]

    @property
    def share_killed(self) -> float:
        """Of the mutants that are not declared to be right."""
        wrong = len(self.killed) + len(self.surviving)
        return len(self.killed) / wrong if wrong else 1.0


def judge(outcomes: Iterable[Outcome], equivalents: Equivalents) -> Verdict:
    verdict = Verdict([], [], [], [], [])
    for outcome in outcomes:
        right, loses = outcome.mutant in equivalents, outcome.lost > LEAST
        if outcome.fault:
            verdict.faults.append(outcome)
        elif right:
            (verdict.robbed if loses else verdict.equivalent).append(outcome)
        else:
            (verdict.killed if loses else verdict.surviving).append(outcome)
    return verdict


def lines(verdict: Verdict, full: bool = False) -> Iterator[str]:
    """The report of one question: numbers, then what needs a person.

    full : also what was killed, by which checks, and the hints that were given
    """
    lost = [outcome.lost for outcome in verdict.killed]
    mean = sum(lost) / len(lost) if lost else 0.0
    yield (
        f"{len(verdict.killed)} killed ({100 * verdict.share_killed:.1f} %, on average they lose "
        f"{100 * mean:.0f} % of the credit), {len(verdict.equivalent)} equivalent by declaration, "
        f"{len(verdict.surviving)} surviving"
    )
    for title, outcomes in (
        ("surviving", verdict.surviving),
        ("declared to be right, yet it loses credit", verdict.robbed),
        ("a check failed on it", verdict.faults),
        *([("killed", verdict.killed)] if full else []),
    ):
        for outcome in sorted(outcomes, key=lambda one: one.mutant.key):
            mutant = outcome.mutant
            yield f"  {title}: {mutant.function}: {mutant.change}"
            if title != "surviving":
                yield f"      loses {100 * outcome.lost:.0f} %"
            yield from (f"      {reason}" for reason in outcome.told)
