"""What commands say: on the terminal, in one clear line, with the exit code of a wrong call."""

from pathlib import Path
from typing import NoReturn

import typer
from rich.console import Console

from autograder.results import Folder, Report

SOME_ERROR, WRONG_CALL = 1, 2

console = Console(stderr=True, highlight=False, soft_wrap=True)


def refuse(reason: str) -> NoReturn:
    """End with the exit code of a wrong call and one clear line."""
    console.print(f"[red]error:[/] {escape(reason)}")
    raise typer.Exit(WRONG_CALL)


def escape(text: str) -> str:
    return text.replace("[", r"\[")


def reports_of(results: Path) -> list[Report]:
    """The reports of a results folder; refuses if there is none."""
    if not results.is_dir():
        refuse(f"{results} is not a folder; it should be the --results of a grading")
    found = Folder(results).reports()
    if not found:
        refuse(f"{results} holds no report; grade first")
    return found


def write(path: Path, text: str, encoding: str = "utf-8") -> None:
    """Write a file that was asked for by name; refuses if that is not possible."""
    try:
        path.write_text(text, encoding=encoding)
    except OSError as error:
        refuse(f"{path} cannot be written ({error.strerror})")
