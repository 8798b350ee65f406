"""Run a submission in the sandbox, then ask it for values, calls and figures.

A cell or a call that stops the process costs itself only: the process is started again, the
cells are run again without the culprit, and the interview goes on.
"""

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

import numpy as np

from autograder.interview import figure
from autograder.interview.outputs import CellRun, Shown, error_text, kinds_of, names
from autograder.languages import NO_FUNCTIONS, PYTHON, Functions, Language
from autograder.sandbox import Gone, Limits, Process, SandboxMissing, Starved
from autograder.sandbox.inside import wire
from autograder.submissions import Notice


class Unanswered(Exception):
    """The submission has no answer to give; `reason` is a sentence for the student.

    raised : if it raised an error, the names of the types that would catch it, its own first
    """

    def __init__(self, reason: str, kind: str, stopped: bool = False, raised: tuple[str, ...] = ()):
        super().__init__(reason)
        self.reason, self.kind, self.stopped, self.raised = reason, kind, stopped, raised


@dataclass(frozen=True)
class View:
    """The part of a large value that crosses: see `inside/calls.py`, `look`."""

    key: float | str | None = None
    item: int | None = None
    rows: tuple[int | None, int | None, int | None] | None = None
    columns: list[int] | None = None
    reduce: Literal["shape", "mean square", "largest", "names"] | None = None


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


@dataclass(frozen=True)
class Demonstrations:
    """Cells that are as they were handed out and on which no mark depends.

    places : among the code cells
    variables : names that the checks look up
    setup : places of the cells that prepare everything, as they were handed out
    """

    places: tuple[int, ...] = ()
    variables: tuple[str, ...] = ()
    setup: tuple[int, ...] = ()


NO_DEMONSTRATIONS = Demonstrations()
PLANNING_SECONDS = 5.0
LONGEST_LOOKED_AT = 1_000_000  # characters of code


class Interview:
    """One submission under way; a context manager.

    cells : source of each code cell, in order
    functions : what the problem says about its functions, for a language that needs it
    beside : files that lie beside the notebook, by relative name
    demonstrations : cells that may be skipped, and the variables that checks look up
    runs : what each cell has shown
    skipped : places of the demonstrations that were not run, since nothing depends on them
    seconds : wall time spent on "start", "cells" and "questions"
    """

    def __init__(
        self,
        cells: Sequence[str],
        limits: Limits,
        sandbox: str,
        mounts: tuple[str, ...] = (),
        language: Language = PYTHON,
        functions: Functions = NO_FUNCTIONS,
        beside: Mapping[str, bytes] | None = None,
        demonstrations: Demonstrations = NO_DEMONSTRATIONS,
    ):
        self.cells, self.limits = cells, language.limits(limits)
        self.mounts = (*mounts, *language.mounts())
        self.sandbox = sandbox if language.warm or sandbox != "bubblewrap" else "cold"
        self.language, self.functions, self.beside = language, functions, beside or {}
        self.runs = [CellRun() for _ in cells]
        self.seconds = {"start": 0.0, "cells": 0.0, "questions": 0.0}
        self._used = 0.0  # by processes that have ended
        self._process: Process | None = None
        self._starts = 0
        self._tried: set[int] = set()  # cells that were run once more
        self._shown = Shown(limits)
        self._ran: set[int] = set()
        self._notices: dict[Notice, None] = {}
        self._demonstrations = demonstrations
        self.skipped: frozenset[int] | None = None
        self._run_cells()

    def __enter__(self) -> "Interview":
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    @property
    def notices(self) -> list[Notice]:
        """What was stopped or reached a limit while it was asked, a sentence each."""
        return list(self._notices)

    def _close(self) -> None:
        if self._process is not None:
            self._used += self._process.used
            self._process.close()
            self._process = None

    def _seconds_left(self) -> float:
        """What the whole submission may still use, of processors or idle."""
        under_way = 0.0 if self._process is None else self._process.used
        return self.limits.submission_seconds - self._used - under_way

    def call(self, name: str, args, kwargs, options: "Options") -> Answer:
        """Call a function of the submission. Raises Unanswered if it gives no answer."""
        encoder = wire.Encoder()
        arguments, seed = self.language.call(name, args, kwargs, self.functions)
        request = {"do": "call", "name": name, "arguments": encoder.encode(arguments)}
        request |= {} if seed is None else {"seed": seed}
        request |= {"figure": options.figure, "view": encoder.encode(asdict(options.view))}
        limit = options.seconds or self.limits.call_seconds
        reply, block = self._question(request, encoder.blocks, limit, f"`{name}`")
        if reply.get("missing"):
            raise Unanswered(f"There is no function `{name}` when all cells have run.", "missing")
        if "raised" in reply:
            error = error_text(reply["raised"])
            if error.startswith("NotImplementedError"):
                raise Unanswered(f"`{name}` is not filled in yet.", "missing")
            raised = kinds_of(reply["raised"])
            raise Unanswered(f"`{name}` raised {error}", "raised", raised=raised)
        value = self._decode(reply, block, f"`{name}`")
        if value is None and self.language.nothing:
            raise Unanswered(f"`{name}` {self.language.nothing}", "raised")
        return Answer(
            self.language.answer(name, value, self.functions),
            names(reply.get("changed")),
            names(reply.get("generators")),
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
        value = self._decode(reply, block, f"`{name}`")
        value = self.language.answer(name, value, self.functions)
        return as_shape(value) if view.reduce == "shape" else value

    def draws(self, seed: int, count: int) -> np.ndarray:
        """The first normal numbers that the submission's language draws after a seed, (count,).

        Raises Unanswered if they cannot be had; nothing is started again for them.
        """
        if self._process is None:
            raise Unanswered("Nothing is running that could draw.", "stopped")
        request = {"do": "draws", "seed": seed, "count": count}
        reply, block = self._question(request, [], self.limits.call_seconds, "drawing numbers")
        numbers = self._decode(reply, block, "the numbers")
        if not isinstance(numbers, np.ndarray) or numbers.size != count:
            raise Unanswered("These are not the numbers.", "refused")
        return numbers.ravel()

    def picture(self) -> bytes | None:
        """The PNG of the last figure that was asked for, or None if it cannot be had."""
        if self._process is None:
            return None  # the figure went with its process; a new one would run all cells for it
        seconds = self.limits.call_seconds
        try:
            reply, block = self._question({"do": "picture"}, [], seconds, "drawing a figure")
            return figure.picture(reply.get("value"), block)
        except (Unanswered, wire.BadFrame):
            return None  # no picture is worth a mark; what was stopped is among the notices

    def _decode(self, reply: dict, block: bytes, what: str) -> object:
        if "refused" in reply:
            raise Unanswered(f"The answer of {what} is too large to be looked at.", "refused")
        try:
            return wire.decode(reply.get("value"), block, {"$axes": figure.read})
        except wire.BadFrame:
            raise Unanswered(f"The answer of {what} could not be read.", "refused") from None

    def _question(self, request: dict, blocks: list[bytes], seconds: float, what: str):
        """Ask, and once more with all cells run if what was skipped is missed after all."""
        answer = self._asked(request, blocks, seconds, what)
        if self._missed(request, answer[0]) and self._run_everything():
            answer = self._asked(request, blocks, seconds, what)
        return answer

    def _missed(self, request: dict, reply: dict) -> bool:
        """Whether a reply speaks of a name that stands in a skipped demonstration."""
        if not self.skipped:
            return False
        names = [request.get("name", "")] if reply.get("missing") else []
        if "raised" in reply:
            text = error_text(reply["raised"])
            names += re.findall(r"\w+", text) if text.startswith("NameError") else []
        words = {word for i in self.skipped for word in re.findall(r"\w+", self.cells[i])}
        return bool(words & set(names) - {"NameError", "name", "is", "not", "defined", "line"})

    def _asked(self, request: dict, blocks: list[bytes], limit: float, what: str, tried=False):
        if self._process is None:
            self._run_cells()
        began = time.monotonic()
        seconds = min(limit, self._seconds_left())
        if self._process is None or seconds <= 0:
            raise Unanswered(f"Not asked: {self._why_no_more()}.", "time")
        try:
            answer = self._process.ask(request, blocks, seconds)
        except Gone as error:
            self._close()
            if request["do"] != "picture" and once_more(error, tried):
                self._starts -= 1
                return self._asked(request, blocks, limit, what, tried=True)
            after = f" (after {seconds:.0f} s)" if error.timed else ""
            reason = f"{what} {self.language.words(error.reason)}{after}"
            self._notices[Notice(kind="stopped", text=reason)] = None
            raise Unanswered(f"{reason}.", "stopped", stopped=True) from None
        else:
            for event in self._process.reached():
                self._notices[Notice(kind="limit", text=f"{what} {event}")] = None
            return answer
        finally:
            self.seconds["questions"] += time.monotonic() - began

    def _why_no_more(self) -> str:
        if self._seconds_left() <= 0:
            return "the time for the whole submission is over"
        return "the submission had to be stopped and started again too often"

    def _run_cells(self) -> None:
        """Start the process and run every cell that has not stopped it before.

        There is no process afterwards if there was no time or no start left.
        """
        index = 0
        while self._may_go_on():
            if self.skipped is None:
                self.skipped = self._plan()
                continue
            if index == len(self.cells):
                return
            if self.runs[index].stopped is None and index not in self.skipped:
                self._run_cell(index)
            index = 0 if self._process is None else index + 1
        self._close()
        for index, run in enumerate(self.runs):
            skipped = self.skipped or ()
            if index not in self._ran and index not in skipped and run.stopped is None:
                run.stopped = f"was not run: {self._why_no_more()}"

    def _plan(self) -> frozenset[int]:
        """Which demonstrations need not run, found out inside before any cell has run.

        None of them if that takes long, or if the code is too much or too odd to be looked at.
        """
        places = self._demonstrations.places
        if not places or sum(map(len, self.cells)) > LONGEST_LOOKED_AT:
            return frozenset()
        request = {"do": "plan", "codes": list(self.cells), "demonstrations": list(places)}
        request |= {"variables": list(self._demonstrations.variables)}
        request |= {"setup": list(self._demonstrations.setup)}
        try:
            reply, _ = self._process.ask(request, [], PLANNING_SECONDS)
        except Gone:
            self._close()
            return frozenset()
        found = reply.get("skipped")
        return frozenset(found) & set(places) if isinstance(found, list) else frozenset()

    def _run_everything(self) -> bool:
        """Run all cells after all; whether some had been skipped."""
        if not self.skipped:
            return False
        self.skipped = frozenset()
        self._close()
        self._run_cells()
        return True

    def _may_go_on(self) -> bool:
        """Whether there is time left, and a process, which is started if there may be one."""
        if self._seconds_left() <= 0:
            return False
        if self._process is None:
            if self._starts > self.limits.restarts:
                return False
            self._starts += 1
            began = time.monotonic()
            language = self.language.name
            self._process = Process(self.limits, self.sandbox, self.mounts, language)
            self._place_files()
            self.seconds["start"] += time.monotonic() - began
        return True

    def _place_files(self) -> None:
        """Put the files beside the notebook where it runs, in each new process."""
        for name, content in self.beside.items():
            request = {"do": "place", "name": name.split("/")}
            self._process.ask(request, [content], self.limits.call_seconds)

    def _run_cell(self, index: int) -> None:
        began = time.monotonic()
        seconds = min(self.limits.cell_seconds, max(0.0, self._seconds_left()))
        self._ran.add(index)
        try:
            request = {"do": "run", "code": self.cells[index]}
            reply, block = self._process.ask(request, [], seconds)
            self.runs[index] = self._shown.read(reply, block)
            self.runs[index].reached = self._process.reached()
        except Gone as error:
            self._close()
            if once_more(error, index in self._tried):
                self._starts -= 1
                self._tried.add(index)
                return  # all cells are run again, and this one with them
            after = f" after {seconds:.0f} s" if error.timed else ""
            self.runs[index].stopped = self.language.words(error.reason) + after
        finally:
            self.seconds["cells"] += time.monotonic() - began


def once_more(error: Gone, tried: bool) -> bool:
    """Whether to try again in a new process what has ended one, before it is blamed for it.

    Raises SandboxMissing if this machine had no memory for it, and that twice.
    """
    if tried and isinstance(error, Starved):
        raise SandboxMissing(f"a submission {error.reason}")
    return not error.proven and not tried


def as_shape(value: object) -> object:
    """A shape as a tuple of int, if it can be one."""
    if isinstance(value, np.ndarray) and value.dtype.kind == "f" and value.size <= 8:
        return tuple(int(n) for n in np.ravel(value))
    return value
