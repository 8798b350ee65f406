"""What was handed in, for the commands that need it: read by workers, which a bad file may end."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from autograder.batch.settlement import Term
from autograder.batch.workers import DIED, Workers
from autograder.cli.terminal import refuse
from autograder.problems import recognition
from autograder.submissions import intake, look

EVERYBODY = Term()


def names_of(term: Term, problem: str) -> tuple[str, ...]:
    """What else files of a problem may be called: as the course file says."""
    own = term.course.of(problem)
    return (*own.names, own.title) if own.title else own.names


@contextmanager
def handed_in(
    folder: Path, problems: list[str], jobs: int, term: Term = EVERYBODY
) -> Iterator[intake.Intake]:
    """Everything below a folder or in a zip; refuses what cannot be taken."""
    if not folder.exists():
        refuse(f"{folder} is not there; name the folder or zip with what was handed in")

    def cells(paths: list[Path]) -> Iterator[tuple[Path, look.Looked | None]]:
        recognition.signs()  # once, before the workers are forked
        with Workers(jobs) as workers:
            for path, seen in workers.each(recognition.recognise, paths):
                yield path, None if seen is DIED else seen

    try:
        people = term.roster
        named = {problem: names_of(term, problem) for problem in problems}
        with intake.opened(folder, named, cells, people.find, people.ids()) as found:
            yield found
    except intake.BadIntake as error:
        refuse(str(error))
