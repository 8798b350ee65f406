"""Which exhibits a student's page shows: at most one for each mistake of a question."""

from collections.abc import Callable

from autograder.checks import Ask, Exhibit, Pair
from autograder.problems import worked
from autograder.results import CheckResult

FEWEST = 4  # fewer points make no picture


def collect(
    problem: str, results: list[CheckResult], asked: dict[str, Ask], made: dict[str, Callable]
) -> dict[str, Exhibit]:
    """At most one exhibit for each mistake of a question, by the name of its check.

    It stands where the mistake is met first, unless a later one shows far more.
    asked : what each check asked, by its name
    made : what makes the exhibit of a failed check, by its name
    """
    best: dict[str, tuple[str, Exhibit]] = {}
    for result in results:
        if result.status != "failed":
            continue
        exhibit = make(problem, asked[result.name], made.get(result.name))
        cause = result.hint.name if result.hint else result.name
        if exhibit and (cause not in best or exhibit.size > 4 * best[cause][1].size):
            best[cause] = (result.name, exhibit)
    return dict(best.values())


def make(problem: str, ask: Ask, maker: Callable | None) -> Exhibit | None:
    """The exhibit of a failed check, or None. No picture is worth a mark, so nothing raises."""
    try:
        if maker is not None:
            exhibit = maker()
            return exhibit if exhibit.size >= FEWEST else None
        if ask.drawn is not None:
            right = worked.figure(problem, ask.drawn.name, ask.drawn.args, ask.drawn.kwargs)
            return Pair(ask.drawn.name, ask.drawn.picture, right) if right else None
    except Exception:  # whatever a strange answer makes the drawing stumble over
        return None
    return None
