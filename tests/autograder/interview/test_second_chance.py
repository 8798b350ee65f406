"""Blame only what repeats: an end, a stop or a want of memory that comes from outside."""

import os
import signal
import subprocess
import sys

import pytest

from autograder import PROJECT, locks
from autograder.interview.session import Unanswered, View
from autograder.sandbox import Process, cgroup, usage
from tests.autograder.interview.test_session import call, interview
from tests.autograder.sandbox.test_process import number

CELLS = ["x = 1", "def f(): return 5", "x = 2"]


@pytest.fixture
def meddle(monkeypatch):
    """Send a signal to all of a submission just before it is asked for the nth time."""

    def at(numbers: set[int], sent: signal.Signals) -> list[int]:
        asked, ask = [], Process.ask

        def meddled(process, request, blocks, seconds):
            asked.append(len(asked))
            if asked[-1] in numbers:
                for pid in usage.descendants(number(process.child.init)):
                    os.kill(pid, sent)
            return ask(process, request, blocks, seconds)

        monkeypatch.setattr(Process, "ask", meddled)
        return asked

    return at


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGSTOP])
def test_once_is_not_enough(meddle, sent):
    """A cell and a call that were ended or stopped from outside are done again, and right."""
    meddle({1, 5}, sent)  # the second cell; then, after five cells in all, the call
    with interview(*CELLS) as asked:
        assert [run.stopped for run in asked.runs] == [None] * 3
        assert call(asked, "f") == 5
        assert asked.value("x", View()) == 2
        assert asked.notices == []


def test_twice_is(meddle):
    """What happens again, in a new process, is the submission's."""
    meddle({1, 3}, signal.SIGKILL)
    with interview(*CELLS) as asked:
        assert [bool(run.stopped) for run in asked.runs] == [False, True, False]
        with pytest.raises(Unanswered, match="no function `f`"):
            call(asked, "f")


def test_what_is_proven_is_not_tried_again(monkeypatch):
    """A loop has used its own time of the processor: to run it twice would prove nothing more."""
    asked, ask = [], Process.ask
    monkeypatch.setattr(Process, "ask", lambda *given: asked.append(given[1]) or ask(*given))
    with interview("while True: pass", "x = 1") as session:
        assert session.runs[0].stopped
        assert [request.get("code") for request in asked].count("while True: pass") == 1


GRADER = """
import os, sys
from pathlib import Path
Path(sys.argv[1], "cgroup.procs").write_text(str(os.getpid()))
from autograder.sandbox import Limits, SandboxMissing
from tests.autograder.interview.test_session import interview
cell = "import numpy as np\\nhoard = np.ones(SIZE * 2**17)\\nx = 1"
try:
    with interview(cell, limits=Limits(memory=int(sys.argv[2]) * 2**20)) as asked:
        print("blamed:", asked.runs[0].stopped)
except SandboxMissing as error:
    print("machine:", error)
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes a group above the grader's")
@pytest.mark.parametrize(
    ("bound", "words"), [(1024, "machine: a submission was ended because"), (200, "blamed: needed")]
)
def test_whose_memory_ran_out(bound, words):
    """Below its own bound a submission is not to blame if the container's memory runs out."""
    above = cgroup.parents().get("memory")
    if above is None:
        pytest.skip("no groups of version 1 can be made here")
    outer = above / f"test-{locks.new_name()}"
    outer.mkdir()
    try:
        (outer / "memory.limit_in_bytes").write_text(str(450 * 2**20))
        code = GRADER.replace("SIZE", "600")
        command = [sys.executable, "-c", code, str(outer), str(bound)]
        done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=120)
        assert done.stdout.startswith(words), done.stdout + done.stderr
    finally:
        for group in (*outer.glob("rnn-*"), outer):
            group.rmdir()
