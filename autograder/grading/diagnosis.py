"""What a failed check tells about the answers: a named mistake, or else a relation.

Every check of a question is run again with a named mistake in the place of the student's function.
The mistake is claimed if it gives the student's very answers, fails where they were wrong and
passes where they were right, and if those that were wrong could hardly be equal by chance. If two
mistakes do, both are told. If none does, it is asked what the answers are by arithmetic.
"""

from dataclasses import dataclass, field

from autograder.checks import Ask, Check, Compared, Mistake, Record, Silence
from autograder.grading import relations
from autograder.grading.evidence import ENOUGH, bits, proves
from autograder.grading.relations import Relation
from autograder.grading.replay import fails_alike

VERDICTS, WRONG_VERDICTS = 10, 3  # True or False that must agree, and that must be wrong
TWO = 2  # mistakes that may share an answer, and wrong answers that a single check needs


@dataclass(frozen=True)
class Asked:
    """A check that was run, the answers it got, and what it compared.

    seen : the mistake that the check itself has seen, on a figure or in a variable
    """

    check: Check
    ask: Ask
    failed: bool
    record: Record = field(default_factory=Record)
    seen: str | None = None


@dataclass(frozen=True)
class Explanation:
    """Why a check failed. `kind` is "mistake" or "relation"."""

    kind: str
    name: str
    text: str


def explain(
    problem: str, asked: list[Asked], mistakes: tuple[Mistake, ...]
) -> dict[str, Explanation]:
    """What explains each failed check, by the check's name; as far as there is anything."""
    by_name = {mistake.name: mistake for mistake in mistakes}
    fitting = [(mistake, *fits(asked, mistake)) for mistake in mistakes]
    related = Relations(problem, asked)
    found = {}
    for one in asked:
        if not one.failed:
            continue
        name = one.check.name
        wrong = first_wrong(one)
        whole, parts, verdicts = (
            [m for m, *sets in fitting if name in sets[k] and wrong in (None, m.imitates)]
            for k in range(3)
        )
        own = whole or parts
        if one.seen in by_name:
            found[name] = told([by_name[one.seen]])
        elif 0 < len(own) <= TWO:
            found[name] = told(own)
        elif len(verdicts) == 1:
            found[name] = told(verdicts, "All of your answers are those of this mistake: ")
        elif not own and (relation := related.of(one)):
            found[name] = Explanation("relation", relation.name, relation.text)
    return found


def told(mistakes: list[Mistake], before: str = "") -> Explanation:
    if len(mistakes) == 1:
        return Explanation("mistake", mistakes[0].name, f"{before}{mistakes[0].hint}")
    one, other = mistakes
    text = f"Two mistakes give exactly your answers. Either: {one.hint} Or: {other.hint}"
    return Explanation("mistake", f"{one.name}_or_{other.name}", text)


def first_wrong(one: Asked) -> str | None:
    """The function whose answer was found wrong first."""
    if not one.record.wrong_calls:
        return None
    return one.record.calls[min(one.record.wrong_calls)].name


def fits(asked: list[Asked], mistake: Mistake) -> tuple[set[str], set[str], set[str]]:
    """The failed checks that a mistake explains: as the only one, beside another, by verdicts.

    Verdicts are answers that say too little each, but are the mistake's throughout the question.
    """
    about = [one for one in asked if mistake.imitates in {name for name, _ in one.ask.answers}]
    failed = [one for one in about if one.failed]
    nothing: set[str] = set()
    if not failed:
        return nothing, nothing, nothing
    alike = [one for one in about if fails_alike(one.check, one.ask, mistake) is one.failed]
    if not all(one in alike for one in about if not one.failed):
        return nothing, nothing, nothing
    proof = {one.check.name: wrong_answers(one, mistake) for one in alike if one.failed}
    if len(alike) < len(about):
        # The other wrong answers have another cause, and these must stand for themselves.
        strong = {name for name, wrong in proof.items() if len(wrong) >= TWO and proves(wrong)}
        return nothing, strong, nothing
    wrong = [answer for answers in proof.values() for answer in answers]
    answers = [a for one in about for name, a in one.ask.answers if name == mistake.imitates]
    wrong_bits, all_bits = (sum(map(bits, some)) for some in (wrong, answers))
    if proves(wrong) or (wrong_bits >= ENOUGH / 2 and all_bits >= 3 * ENOUGH):
        return set(proof), nothing, nothing
    silent = any(isinstance(answer, Silence) for answer in answers)
    if len(answers) >= VERDICTS and len(wrong) >= WRONG_VERDICTS and not silent:
        return nothing, nothing, set(proof)
    return nothing, nothing, nothing


def wrong_answers(one: Asked, mistake: Mistake) -> list:
    """The answers of a failed check, from the function of the mistake, that were wrong."""
    record, name = one.record, mistake.imitates
    found = [p.yours for p in record.compared if not p.fits and p.call and p.call.name == name]
    if found:
        return found
    calls_of_it = [record.calls[k] for k in sorted(record.wrong_calls)]
    return [call.answer for call in calls_of_it if call.name == name]


class Relations:
    """The relations of the answers of a question, each looked for once."""

    def __init__(self, problem: str, asked: list[Asked]):
        self.problem = problem
        self.every = [pair for one in asked for pair in one.record.compared]
        self.known: dict[tuple, Relation | None] = {}

    def of(self, one: Asked) -> Relation | None:
        """What a failed check has compared, or what holds for all that its function returns."""
        found = self.compared_in(one)
        if found or any(not pair.fits for pair in one.record.compared):
            return found
        names = {name for name, _ in one.ask.answers}
        whole = {key[0]: relation for key, relation in self.known.items() if relation}
        return whole[names.pop()] if len(names) == 1 and names <= set(whole) else None

    def compared_in(self, one: Asked) -> Relation | None:
        """Of what a failed check found wrong first, if it has one, or else of what came next.

        A relation that holds throughout the question goes before one of this check alone.
        """
        wrong = [subject(pair) for pair in one.record.compared if not pair.fits]
        for key in dict.fromkeys(wrong):
            if key not in self.known:
                self.known[key] = self.look([p for p in self.every if subject(p) == key])
            own = [pair for pair in one.record.compared if subject(pair) == key]
            if relation := self.known[key] or self.look(own):
                return relation
        return None

    def look(self, pairs: list[Compared]) -> Relation | None:
        try:
            return relations.explain(self.problem, pairs)
        except Exception:  # no hint is worth a mark: whatever a strange answer does to arithmetic
            return None


def subject(pair: Compared) -> tuple:
    """What an answer is about: a function, and which part of what it returns."""
    name = pair.call.name if pair.call else ""
    return name, pair.part, pair.what if pair.part == -1 else ""
