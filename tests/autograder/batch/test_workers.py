"""Worker processes: how many tasks are under way, and what a dying process costs."""

import os
import signal
import subprocess
import sys
import time

import pytest

from autograder import PROJECT
from autograder.batch.workers import DIED, Workers


def mark(task: int, folder) -> int:
    (folder / str(task)).touch()
    return task * task


def write(task: int, folder) -> None:
    (folder / str(task)).write_text("")


def die(task: int) -> int:
    if task == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return task


def test_each_task_is_done_once_and_few_at_once(tmp_path):
    """However many there are, only twice as many as processes have been begun before the first."""
    with Workers(2) as workers:
        done = workers.each(mark, range(40), tmp_path)
        results = [next(done)]
        time.sleep(0.5)
        assert len(list(tmp_path.iterdir())) <= 4
        results += done
    assert sorted(results) == [(task, task * task) for task in range(40)]


def test_a_process_with_threads_is_not_forked():
    """A lock that another thread holds would never be given back in the fork."""
    source = (
        "import threading; from autograder.batch.workers import way_to_start\n"
        "print(way_to_start().get_start_method())\n"
        "threading.Thread(target=threading.Event().wait, daemon=True).start()\n"
        "print(way_to_start().get_start_method())\n"
    )
    command = [sys.executable, "-c", source]
    result = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    assert result.stdout.split() == ["fork", "forkserver"]


def test_a_task_that_kills_its_process():
    """It is named; all others are done, and the workers serve the next tasks."""
    with Workers(2) as workers:
        assert sorted(workers.each(die, range(6)), key=lambda pair: pair[0]) == [
            (task, DIED if task == 3 else task) for task in range(6)
        ]
        assert list(workers.each(die, [7])) == [(7, 7)]


def test_a_fault_ends_what_is_under_way(tmp_path):
    """What a task raises comes out, and the tasks behind it are not begun."""
    (tmp_path / "2").mkdir()
    with pytest.raises(IsADirectoryError), Workers(1) as workers:
        list(workers.each(write, range(40), tmp_path))
    assert len(list(tmp_path.iterdir())) <= 5
