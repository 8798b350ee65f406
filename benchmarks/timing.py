"""Timing in turns."""

import statistics
import time
from collections.abc import Callable


def in_turns(tasks: dict[str, Callable[[], object]], rounds: int = 3) -> dict[str, float]:
    """Median CPU seconds of each task, run one after the other `rounds` times."""
    seconds: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            began = time.process_time()
            task()
            seconds[name].append(time.process_time() - began)
    return {name: statistics.median(values) for name, values in seconds.items()}


def row(name: str, seconds: float, ratio: str = "") -> str:
    return f"  {name:<52} {seconds:8.2f} s   {ratio}".rstrip()
