"""How long an answer may take: what counts is processors used and idle time, not a clock."""

import os
import signal
import subprocess
import sys
import time

import pytest

from autograder import PROJECT
from autograder.sandbox import allowance
from autograder.sandbox.allowance import MOST_WALL, TICK, Allowance, Deadline
from autograder.sandbox.limits import Limits
from autograder.sandbox.process import Gone, Process


class Machine:
    """A clock, and a process that gets so much of a processor for each second of it."""

    def __init__(self, monkeypatch, share: float, wants: bool):
        self.now, self.used, self.share, self.wants = 1000.0, 0.0, share, wants
        monkeypatch.setattr(allowance.time, "monotonic", lambda: self.now)

    def processor_seconds(self) -> float:
        return self.used

    def wants_processor(self) -> bool:
        return self.wants

    def go(self, seconds: float) -> None:
        self.now += seconds
        self.used += seconds * self.share

    def wall_until_over(self, until: Allowance) -> float:
        began = self.now
        while not until.over():
            self.go(TICK)
        return self.now - began


@pytest.mark.parametrize(
    ("share", "wants", "wall"),
    [
        (1.0, True, 10),  # computes
        (0.0, False, 10),  # sleeps
        (0.3, False, 10),  # looks up and sleeps again
        (0.05, True, 200),  # at a twentieth of a processor
        (4.0, True, 2.5),  # on four of them
        (0.0, True, 10 * MOST_WALL),  # gets none at all
    ],
)
def test_what_counts(monkeypatch, share, wants, wall):
    """Ten seconds are ten of a processor, or of waiting for something else than one."""
    machine = Machine(monkeypatch, share, wants)
    assert machine.wall_until_over(Allowance(10, machine)) == pytest.approx(wall, abs=4 * TICK)


def test_suspended_time_counts_for_nobody(monkeypatch):
    """A minute in which we were stopped costs an idle process two ticks, and no more."""
    machine = Machine(monkeypatch, 0.0, False)
    until = Allowance(10, machine)
    machine.go(60)
    assert not until.over()
    assert until.used <= 2 * TICK
    assert Deadline(5).over() is False


def test_short_answers_add_up():
    """What an answer has used is counted when it is there, however short it was."""
    work = (
        "import time\nbegan = time.process_time()\nwhile time.process_time() < began + 0.15: pass"
    )
    with Process(Limits()) as process:
        for _ in range(4):
            process.ask({"do": "run", "code": work}, [], 10)
        assert 0.5 < process.used < 3


ASKS = """
from autograder.sandbox import Limits, Process
with Process(Limits()) as process:
    print("asks", flush=True)
    reply, _ = process.ask({"do": "run", "code": "import time; time.sleep(0.5)"}, [], 1.5)
    print("answered", reply["error"])
"""


def test_a_suspended_grader_takes_the_answer_that_came():
    """Stopped for longer than the limit (Ctrl-Z, a paused container), it goes on as before."""
    asking = subprocess.Popen(
        [sys.executable, "-c", ASKS], cwd=PROJECT, stdout=subprocess.PIPE, text=True
    )
    assert asking.stdout.readline() == "asks\n"
    os.kill(asking.pid, signal.SIGSTOP)
    time.sleep(3)
    os.kill(asking.pid, signal.SIGCONT)
    assert asking.communicate(timeout=30)[0] == "answered None\n"


def test_sleepers_end():
    """Idle time is bounded, too: for whoever sleeps, and for whoever sends drop by drop."""
    with Process(Limits()) as process:
        began = time.monotonic()
        with pytest.raises(Gone, match="took too long"):
            process.ask({"do": "run", "code": "import time; time.sleep(100)"}, [], 1)
        assert time.monotonic() - began < 10
