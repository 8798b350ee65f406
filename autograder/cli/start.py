"""How the command line begins: a warm interpreter starts while this process imports the rest."""

import sys

from autograder.start import prepare


def command_line() -> None:
    """Run the command that the arguments of this process ask for."""
    prepare()
    if wants_sandboxes(sys.argv[1:]):
        from autograder.problems import data
        from autograder.sandbox import warm

        warm.head_start(data.mounts())
    from autograder.cli.app import app

    app()


def wants_sandboxes(arguments: list[str]) -> bool:
    """Whether a command will grade in warm sandboxes of this machine."""
    others = {"--sandbox", "--scheduler", "--dry-run"}
    return arguments[:1] == ["grade"] and not others & set(arguments)
