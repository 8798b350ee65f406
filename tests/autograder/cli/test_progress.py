"""Progress: what a waiting instructor reads."""

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from autograder.batch.assessment import Outcome
from autograder.cli import progress
from autograder.cli.progress import Lines, Tally, duration
from autograder.submissions.submission import Submission


def outcome(status="graded", fresh=True) -> Outcome:
    submission = Submission("ada [1]", "problem1", Path("x"))
    return Outcome(submission, status, 3.0, 4.0, "why", fresh=fresh)


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


def test_rate_and_time_left_come_from_what_was_graded_now(clock):
    """Unchanged reports take no time, and would make the rest look quick."""
    tally = Tally(100, clock)
    for _ in range(40):
        tally.count(outcome(fresh=False))
    assert tally.words() == "0 failed"
    clock.now += 30
    for status in ("graded", "error", "unreadable", *["graded"] * 7):
        tally.count(outcome(status))
    assert (tally.done, tally.failed) == (50, 1)
    assert tally.words() == "1 failed, 20 a minute, 2 min left"


def test_durations_read_as_people_say_them():
    """Seconds only where they matter."""
    assert [duration(s) for s in (0, 59, 61, 3599, 3600, 7801)] == [
        *("0 s", "59 s", "1 min", "1 h 0 min", "1 h 0 min", "2 h 10 min")
    ]


def test_plain_lines_of_a_large_class(clock):
    """One for each tenth, one after a minute of silence, and one for whatever went wrong."""
    said = []
    lines = Lines(Tally(1000, clock), said.append, clock)
    for number in range(250):
        clock.now += 0.125
        lines(outcome("error" if number == 120 else "graded"))
    assert said == [
        "graded 100 of 1000, 0 failed, 480 a minute, 2 min left",
        r"ada \[1]/problem1: error, why",
        "graded 200 of 1000, 1 failed, 480 a minute, 2 min left",
    ]
    clock.now += 60
    lines(outcome())
    assert len(said) == 4 and said[-1].startswith("graded 251 of 1000, 1 failed")


def test_plain_lines_of_a_small_class(clock):
    """Each notebook has its line, with its marks."""
    said = []
    lines = Lines(Tally(2, clock), said.append, clock)
    lines(outcome())
    lines(outcome(fresh=False))
    assert said == [
        r"ada \[1]/problem1: 3 of 4",
        r"ada \[1]/problem1: 3 of 4 (unchanged since the last run)",
    ]


def test_a_terminal_has_a_bar(monkeypatch):
    """Done of all, failed and the rate move along; what went wrong stands above."""
    screen = StringIO()
    console = Console(file=screen, force_terminal=True, width=100, color_system=None)
    monkeypatch.setattr(progress, "console", console)
    with progress.shown(20) as tell:
        tell(outcome())
        tell(outcome("error"))
    said = screen.getvalue()
    assert "ada [1]/problem1: error, why" in said
    assert "2/20 1 failed, " in said and " a minute, " in said
