"""Run a submission in the sandbox, then ask it for values, calls and figures.

A cell or a call that stops the process costs itself only: the process is started again, the
cells are run again without the culprit, and the interview goes on.
"""

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Literal

from autograder import axes
from autograder.inside import wire
from autograder.limits import Limits
from autograder.sandbox import Gone, Process


class Unanswered(Exception):
    """The submission has no answer to give; `reason` is a sentence for the student."""

    def __init__(self, reason: str, kind: str, stopped: bool = False):
        super().__init__(reason)
        self.reason, self.kind, self.stopped = reason, kind, stopped


@dataclass
class CellRun:
    """What one cell showed: text items `(kind, text)`, PNG pictures, the error, the notice."""

    texts: list[tuple[str, str]] = field(default_factory=list)
    pictures: list[bytes] = field(default_factory=list)
    error: str | None = None
    stopped: str | None = None


@dataclass(frozen=True)
class View:
    """The part of a large value that crosses: see `inside/calls.py`, `look`."""

    key: float | str | None = None
    item: int | None = None
    rows: tuple[int | None, int | None, int | None] | None = None
    columns: list[int] | None = None
    reduce: Literal["shape", "mean square", "largest"] | None = None


@dataclass(frozen=True)
class Options:
    """How a function is called: for its value or its figure, in how many seconds, which part."""

    figure: bool = False
    seconds: float | None = None
    view: View = View()


@dataclass(frozen=True)
class Answer:
    """A value, the arguments that the call changed in place, the generators' states after it."""

    value: object
    changed: tuple[str, ...]
    generators: tuple[str, ...]


class Interview:
    """One submission under way; a context manager.

    cells : source of each code cell, in order
    seconds : wall time spent on "start", "cells" and "questions"
    """

    def __init__(self, cells: Sequence[str], limits: Limits, sandbox: str, mounts=()):
        self.cells, self.limits, self.sandbox, self.mounts = cells, limits, sandbox, mounts
        self.runs = [CellRun() for _ in cells]
        self.seconds = {"start": 0.0, "cells": 0.0, "questions": 0.0}
        self._deadline = time.monotonic() + limits.submission_seconds
        self._process: Process | None = None
        self._kept = 0
        self._run_cells()

    def __enter__(self) -> "Interview":
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.close()

    def call(self, name: str, args, kwargs, options: "Options") -> Answer:
        """Call a function of the submission. Raises Unanswered if it gives no answer."""
        encoder = wire.Encoder()
        arguments = encoder.encode((args, kwargs))
        request = {"do": "call", "name": name, "arguments": arguments}
        request |= {"figure": options.figure, "picture": options.figure}
        request["view"] = encoder.encode(asdict(options.view))
        limit = options.seconds or self.limits.call_seconds
        reply, block = self._question(request, encoder.blocks, limit, f"`{name}`")
        if reply.get("missing"):
            raise Unanswered(f"There is no function `{name}` when all cells have run.", "missing")
        if "raised" in reply:
            error = error_text(reply["raised"])
            if error.startswith("NotImplementedError"):
                raise Unanswered(f"`{name}` is not filled in yet.", "missing")
            raise Unanswered(f"`{name}` raised {error}", "raised")
        return Answer(
            self._decode(reply, block, f"`{name}`"),
            tuple(map(str, as_list(reply.get("changed")))),
            tuple(map(str, as_list(reply.get("generators")))),
        )

    def value(self, name: str, view: "View") -> object:
        """The value of a variable, or a part of it. Raises Unanswered if it is not there."""
        encoder = wire.Encoder()
        request = {"do": "value", "name": name, "view": encoder.encode(asdict(view))}
        seconds = self.limits.call_seconds
        reply, block = self._question(request, encoder.blocks, seconds, f"`{name}`")
        if reply.get("missing"):
            raise Unanswered(f"There is no `{name}` when all cells have run.", "missing")
        if "raised" in reply:
            part = "" if view.key is None else f" for the key {view.key!r}"
            reason = f"`{name}` does not hold what was asked for{part}"
            raise Unanswered(f"{reason} ({error_text(reply['raised'])}).", "raised")
        return self._decode(reply, block, f"`{name}`")

    def _decode(self, reply: dict, block: bytes, what: str) -> object:
        if "refused" in reply:
            raise Unanswered(f"The answer of {what} is too large to be looked at.", "refused")
        try:
            return wire.decode(reply.get("value"), block, {"$axes": axes.read})
        except wire.BadFrame:
            raise Unanswered(f"The answer of {what} could not be read.", "refused") from None

    def _question(self, request: dict, blocks: list[bytes], seconds: float, what: str):
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise Unanswered("Not asked: the time for the whole submission is over.", "time")
        began = time.monotonic()
        try:
            if self._process is None:
                self._run_cells()
                began = time.monotonic()
            return self._process.ask(request, blocks, min(seconds, left))
        except Gone as error:
            self._process.close()
            self._process = None
            reason = f"{what} {error.reason} (after {time.monotonic() - began:.0f} s)"
            if "stopped" not in error.reason:
                reason = f"{what} {error.reason}"
            raise Unanswered(f"{reason}.", "stopped", stopped=True) from None
        finally:
            self.seconds["questions"] += time.monotonic() - began

    def _run_cells(self) -> None:
        """Start the process and run every cell that has not stopped it before."""
        index = 0
        while index < len(self.cells):
            if self._process is None:
                began = time.monotonic()
                self._process = Process(self.limits, self.sandbox, self.mounts)
                self.seconds["start"] += time.monotonic() - began
                index = 0
            if self.runs[index].stopped is None:
                self._run_cell(index)
            index = 0 if self._process is None else index + 1
        if self._process is None:
            self._process = Process(self.limits, self.sandbox, self.mounts)

    def _run_cell(self, index: int) -> None:
        began = time.monotonic()
        left = self._deadline - began
        if left <= 0:
            self.runs[index] = CellRun(stopped="was not run: the time for the submission is over")
            return
        try:
            request = {"do": "run", "code": self.cells[index]}
            reply, block = self._process.ask(request, [], min(self.limits.cell_seconds, left))
            self.runs[index] = self._shown(reply, block)
        except Gone as error:
            self._process.close()
            self._process = None
            after = f" after {time.monotonic() - began:.0f} s" if "stopped" in error.reason else ""
            self.runs[index] = replace(self.runs[index], stopped=error.reason + after)
        finally:
            self.seconds["cells"] += time.monotonic() - began

    def _shown(self, reply: dict, block: bytes) -> CellRun:
        """The outputs of a cell, taken for nothing more than text and PNG pictures."""
        run = CellRun()
        for item in as_list(reply.get("items")):
            if not isinstance(item, dict):
                continue
            if item.get("kind") == "picture":
                png = self._picture(item.get("png"), block)
                if png and self._keep(len(png)) and len(png) <= self.limits.picture_size:
                    run.pictures.append(png)
            else:
                text = str(item.get("text"))[: self.limits.cell_output]
                if self._keep(len(text)):
                    run.texts.append((str(item.get("kind"))[:20], text))
        if reply.get("error") is not None:
            run.error = error_text(reply["error"])
        return run

    def _picture(self, document: object, block: bytes) -> bytes | None:
        try:
            return axes.picture(document, block)
        except wire.BadFrame:
            return None

    def _keep(self, size: int) -> bool:
        self._kept += size
        return self._kept <= self.limits.kept_output


def as_list(value: object) -> list:
    return value if isinstance(value, list) else []


def error_text(error: object) -> str:
    """One line about a student's exception, whatever it claims to be."""
    if not isinstance(error, dict):
        return "an error that could not be read"
    name, message, line = (error.get(key) for key in ("type", "message", "line"))
    text = f"{str(name)[:60]}: {str(message)[:300]}" if message else str(name)[:60]
    return " ".join(text.split()) + (f" (line {line})" if type(line) is int else "")
