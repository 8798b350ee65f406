"""What a question forbids: functions that would answer it."""

from collections.abc import Collection

from autograder.checks.ask import Ask
from autograder.checks.declaration import Wrong


def expect_without(ask: Ask, function: str, banned: Collection[str], reason: str) -> None:
    """The code of the student's function, and of their functions that it calls, has no such name.

    reason : what the question says, after "`function` uses `name`."
    A language that does not tell the names of a function is believed.
    """
    found = [name for name in ask.names_in(function) if name in banned]
    if found:
        raise Wrong(f"`{function}` uses `{found[0]}`. {reason}")
