"""Install what Julia submissions need."""

from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.terminal import console, refuse
from autograder.languages import julia_setup


def julia_command(
    folder: Annotated[
        Path | None, typer.Option(help="A system with a Julia in usr/bin that was made before.")
    ] = None,
) -> None:
    """Take the Julia on the PATH, or make a folder with one; build its system image."""
    try:
        julia_setup.setup(folder, console.print)
    except julia_setup.SetupError as error:
        refuse(str(error))
