"""How far a grading is: done, failed, so many a minute, so long to go."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from autograder.batch import Outcome
from autograder.cli.terminal import console, escape

FEW = 8  # so many notebooks have a line each
PARTS, SILENCE = 10, 60.0  # of more there is a line for each tenth, and after so many seconds


class Tally:
    """Counts outcomes. What was not graded afresh takes no time, so it says nothing of the rate."""

    def __init__(self, total: int, clock: Callable[[], float] = time.monotonic):
        self.total, self.done, self.failed, self.fresh = total, 0, 0, 0
        self._clock, self._began = clock, clock()

    def count(self, outcome: Outcome) -> None:
        self.done += 1
        self.failed += outcome.status == "error"
        self.fresh += outcome.fresh

    @property
    def rate(self) -> float | None:
        """Notebooks graded in a second; None if that cannot be said yet."""
        seconds = self._clock() - self._began
        return self.fresh / seconds if self.fresh and seconds > 0 else None

    def words(self) -> str:
        """For example `2 failed, 180 a minute, 4 min left`."""
        said = [f"{self.failed} failed"]
        if self.rate:
            said.append(f"{60 * self.rate:.3g} a minute")
            said.append(f"{duration((self.total - self.done) / self.rate)} left")
        return ", ".join(said)


def duration(seconds: float) -> str:
    """Rounded as people say it: `40 s`, `4 min`, `2 h 10 min`."""
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


@contextmanager
def shown(total: int) -> Iterator[Callable[[Outcome], None]]:
    """Something to call with each outcome: it moves a bar on a terminal, or prints plain lines.

    What could not be graded always has its line.
    """
    tally = Tally(total)
    if not console.is_terminal:
        yield Lines(tally, console.print)
        return
    columns = [TextColumn("grading"), BarColumn(), MofNCompleteColumn()]
    columns.append(TextColumn("{task.fields[words]}"))
    # Without a thread that moves it: the workers are forked from this process.
    with Progress(*columns, console=console, auto_refresh=False) as bar:
        task = bar.add_task("grading", total=total, words="")

        def progress(outcome: Outcome) -> None:
            tally.count(outcome)
            bar.update(task, completed=tally.done, words=tally.words(), refresh=True)
            if outcome.status != "graded":
                bar.console.print(line(outcome))

        yield progress


class Lines:
    """Plain lines for a log: each notebook if there are few, and otherwise now and then a sum."""

    def __init__(self, tally: Tally, say: Callable[[str], None], clock=time.monotonic):
        self.tally, self.say, self._clock = tally, say, clock
        self._last = clock()

    def __call__(self, outcome: Outcome) -> None:
        tally = self.tally
        tally.count(outcome)
        if tally.total <= FEW or outcome.status != "graded":
            self.say(line(outcome))
        if tally.total <= FEW:
            return
        part = PARTS * tally.done // tally.total > PARTS * (tally.done - 1) // tally.total
        if part or self._clock() - self._last >= SILENCE:
            self._last = self._clock()
            self.say(f"graded {tally.done} of {tally.total}, {tally.words()}")


def line(outcome: Outcome) -> str:
    """One plain line about a graded notebook."""
    own = outcome.submission
    name = escape(f"{own.student}/{own.problem}".encode("unicode_escape").decode())
    unchanged = "" if outcome.fresh else " (unchanged since the last run)"
    if outcome.status == "graded":
        return f"{name}: {outcome.score:g} of {outcome.max_score:g}{unchanged}"
    return f"{name}: {outcome.status}, {escape(outcome.notice)}{unchanged}"
