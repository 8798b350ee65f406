"""What changed between two results folders, and why: for a look after the checks have changed."""

from collections import Counter
from dataclasses import dataclass

from autograder.results import QuestionResult, Report


@dataclass(frozen=True)
class Change:
    """One student's question whose points differ, or a whole report; `why` are its causes."""

    student: str
    problem: str
    question: str
    before: str
    after: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """All changes, the causes with the number of students they concern, what differs overall."""

    compared: int
    changes: list[Change]
    circumstances: list[str]

    @property
    def causes(self) -> list[tuple[str, str, str, int]]:
        """(problem, question, cause, number of students), the most frequent first."""
        counts = Counter((c.problem, c.question, why) for c in self.changes for why in c.why)
        return [(*key, number) for key, number in counts.most_common()]


def compare(old: list[Report], new: list[Report]) -> Comparison:
    before = {(r.student, r.problem): r for r in old}
    after = {(r.student, r.problem): r for r in new}
    changes = []
    for key in sorted(before.keys() | after.keys()):
        first, second = before.get(key), after.get(key)
        if first is None or second is None:
            there, gone = "graded only in the new folder", "graded only in the old folder"
            texts = (mark(first), mark(second))
            changes.append(Change(*key, "", *texts, (gone if second is None else there,)))
        else:
            changes += report_changes(first, second)
    both = before.keys() & after.keys()
    return Comparison(
        len(both), changes, circumstances([before[k] for k in both], [after[k] for k in both])
    )


def circumstances(old: list[Report], new: list[Report]) -> list[str]:
    """What is different about the two runs themselves."""
    found = []
    for name in ("grader", "seed", "sandbox"):
        was, now = ({str(getattr(r, name)) for r in reports} for reports in (old, new))
        if was != now:
            found.append(f"{name}: {', '.join(sorted(was))} -> {', '.join(sorted(now))}")
    return found


def mark(report: Report | None) -> str:
    if report is None:
        return ""
    return f"{report.score:g}" if report.status == "graded" else report.status


def report_changes(old: Report, new: Report) -> list[Change]:
    """The changes of one student's problem."""
    key = (old.student, old.problem)
    other = ("another notebook was handed in",) if handed_in_anew(old, new) else ()
    if old.status != new.status:
        why = other or (f"{old.status} before, {new.status} now{reason(new)}",)
        return [Change(*key, "", mark(old), mark(new), why)]
    was, now = ({q.id: q for q in report.questions} for report in (old, new))
    changes = []
    for name in dict.fromkeys([*was, *now]):
        first, second = was.get(name), now.get(name)
        why = other + question_causes(first, second) if differ(first, second) else ()
        if why:
            changes.append(Change(*key, name, points(first), points(second), why))
    if other and not changes and old.score != new.score:
        changes.append(Change(*key, "", mark(old), mark(new), other))
    return changes


def reason(report: Report) -> str:
    return f" ({report.notices[0].text})" if report.notices else ""


def handed_in_anew(old: Report, new: Report) -> bool:
    return old.notebook_sha256 != new.notebook_sha256


def points(question: QuestionResult | None) -> str:
    return f"{question.score:g}/{question.max_score:g}" if question else "no such question"


def differ(old: QuestionResult | None, new: QuestionResult | None) -> bool:
    """Whether the points differ, or a check is judged otherwise although they do not."""
    if old is None or new is None:
        return True
    verdicts = [{c.name: c.status for c in q.checks} for q in (old, new)]
    return (old.score, old.max_score) != (new.score, new.max_score) or verdicts[0] != verdicts[1]


def question_causes(old: QuestionResult | None, new: QuestionResult | None) -> tuple[str, ...]:
    """Why the points of a question differ, as far as the two reports say."""
    if old is None or new is None:
        return ("the question is new",) if old is None else ("the question is gone",)
    found = []
    if old.max_score != new.max_score:
        found.append(f"worth {new.max_score:g} points now, {old.max_score:g} before")
    was, now = ({c.name: c for c in q.checks} for q in (old, new))
    for name in dict.fromkeys([*was, *now]):
        first, second = was.get(name), now.get(name)
        if first is None:
            found.append(f"check {name} is new: {second.status}{told(second)}")
        elif second is None:
            found.append(f"check {name} is gone (it was {first.status})")
        else:
            if first.status != second.status:
                found.append(f"check {name}: {first.status} -> {second.status}{told(second)}")
            if first.points != second.points:
                worth = f"{second.points:g} points now, {first.points:g} before"
                found.append(f"check {name} is worth {worth}")
    return tuple(found) or ("the same verdicts, counted otherwise",)


def told(check) -> str:
    """The mistake that a failed check names."""
    return f" ({check.hint.name.replace('_', ' ')})" if check.hint else ""
