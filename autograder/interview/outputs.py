"""What cells showed: taken for nothing more than text and PNG pictures, and bounded."""

from dataclasses import dataclass, field

from autograder.interview import figure
from autograder.sandbox import Limits
from autograder.sandbox.inside import wire

MOST_ITEMS = 200  # separate outputs of one cell that are looked at


@dataclass
class CellRun:
    """What one cell showed: text items `(kind, text)`, PNG pictures, the error, the notice.

    stopped : why the cell did not run to its end, completing "it ..."
    reached : which limits of the whole submission were reached meanwhile, completing "it ..."
    """

    texts: list[tuple[str, str]] = field(default_factory=list)
    pictures: list[bytes] = field(default_factory=list)
    error: str | None = None
    stopped: str | None = None
    reached: list[str] = field(default_factory=list)


class Shown:
    """Reads the replies to the cells of one submission, and keeps only so much in all."""

    def __init__(self, limits: Limits):
        self.limits = limits
        self._kept = 0

    def read(self, reply: dict, block: bytes) -> CellRun:
        """The outputs of a cell, taken for nothing more than text and PNG pictures, and bounded."""
        run = CellRun()
        characters, shared = self.limits.cell_output, wire.Block(block)
        for item in as_list(reply.get("items"))[:MOST_ITEMS]:
            if not isinstance(item, dict):
                continue
            if item.get("kind") == "picture":
                if len(run.pictures) < self.limits.cell_pictures:
                    run.pictures += self._picture(item.get("png"), shared)
                continue
            text = wire.plain_text(item.get("text"), characters)
            characters -= len(text)
            if text and self._keep(len(text)):
                run.texts.append((wire.plain_text(item.get("kind"), 20), text))
        if reply.get("error") is not None:
            run.error = error_text(reply["error"])
        return run

    def _picture(self, document: object, block: wire.Block) -> list[bytes]:
        try:
            png = figure.picture(document, block)
        except wire.BadFrame:
            return []
        fits = png and len(png) <= self.limits.picture_size and self._keep(len(png))
        return [png] if fits else []

    def _keep(self, size: int) -> bool:
        self._kept += size
        return self._kept <= self.limits.kept_output


def as_list(value: object) -> list:
    return value if isinstance(value, list) else []


def names(value: object) -> tuple[str, ...]:
    return tuple(wire.plain_text(item, 100) for item in as_list(value)[:100])


def error_text(error: object) -> str:
    """One line about a student's exception, whatever it claims to be."""
    if not isinstance(error, dict):
        return "an error that could not be read"
    name, message, line = (error.get(key) for key in ("type", "message", "line"))
    text = one_line(name, 60) + (f": {one_line(message, 300)}" if message else "")
    return text + (f" (line {line})" if type(line) is int and 0 < line < 10**6 else "")


def kinds_of(error: object) -> tuple[str, ...]:
    """Names of the types of an exception; of other languages only its own."""
    found = error if isinstance(error, dict) else {}
    return names(found.get("kinds") or [found.get("type")])


def one_line(value: object, longest: int) -> str:
    """Text that a terminal prints as it is: no line ends, no control characters."""
    words = " ".join(wire.plain_text(value, longest).split())
    return "".join(character if character.isprintable() else "?" for character in words)
