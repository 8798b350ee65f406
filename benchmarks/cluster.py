"""What a cluster costs beside the grading, and the arithmetic for a very large class.

    python -m benchmarks.cluster RESULTS

RESULTS is a grading of tests/submissions by the machine at hand: it says how long a submission
takes and how large pages are. Scheduler, client and two workers are real processes; the workers
send pages of that size back and do nothing else.
"""

import os
import pickle
import platform
import statistics
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from datetime import date
from pathlib import Path

import psutil
from distributed import Client

from autograder.batch import remote
from autograder.batch.assessment import Outcome
from autograder.batch.cluster import Cluster
from autograder.batch.groups import key_of
from autograder.batch.remote import Returned
from autograder.problems import catalogue
from autograder.results import Folder, Report
from autograder.sandbox.limits import MIB, Limits
from autograder.submissions.submission import Submission, find
from tests.autograder.batch.dask_cluster import DaskCluster, Loopback
from tests.sample_class import SUBMISSIONS

CLASS = 100_000
TASKS, WORKERS, COPIES = 400, 2, 300
HOURS = (1, 4, 12)
GRADE = remote.grade


def echo(parcels: bytes, sandbox: str, which: str) -> list[Returned]:
    """Instead of grading: the report that stands in the notebook, and a page of some size."""
    texts = [one.read().decode().split("\0") for one in pickle.loads(parcels)]
    return [Returned(report, "x" * int(size), b"", {}) for report, size, _ in texts]


def of_the_class(results: Path) -> dict[str, float]:
    """Means over a graded class: seconds of a grading, bytes of notebooks and pages."""
    graded = [report for report in Folder(results).reports() if report.status == "graded"]
    return {
        "seconds": statistics.mean(report.seconds for report in graded),
        "notebook": mean_size(SUBMISSIONS.glob("*/*.ipynb")),
        "page": mean_size(results.glob("*/*.html")),
        "reading": of_reading(),
    }


def of_reading() -> float:
    """CPU seconds to read a notebook, to see which are the same."""
    found, _ = find(SUBMISSIONS, catalogue.names())
    began = time.process_time()
    for submission in found:
        key_of(submission)
    return (time.process_time() - began) / len(found)


def mean_size(paths) -> float:
    return statistics.mean(path.stat().st_size for path in paths)


def of_the_cluster(sizes: dict[str, float], report: Report) -> dict[str, float]:
    """CPU seconds of scheduler and client, and wall seconds of all, for each submission; bytes."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        groups = [(notebook(folder, number, sizes, report),) for number in range(TASKS)]
        with DaskCluster(folder, Loopback()) as dask:
            workers = [dask.start_worker() for _ in range(WORKERS)]
            scheduler, client = psutil.Process(dask.scheduler.pid), psutil.Process()
            with Client(dask.address, set_as_default=False) as waiting:
                waiting.wait_for_workers(WORKERS)
            with Cluster(dask.address, "none", print) as cluster:
                before, began = (cpu(scheduler), cpu(client)), time.monotonic()
                for (submission,), (returned,) in cluster.each(groups):
                    remote.keep(submission, folder / "results", returned)
                wall = time.monotonic() - began
                after = cpu(scheduler), cpu(client)
            with Client(dask.address, set_as_default=False) as really:
                sample = Submission("ada", "problem1", SUBMISSIONS / "ada" / "problem1.ipynb")
                packed = remote.pack((sample,))
                done = [really.submit(GRADE, packed, "bubblewrap", pure=False) for _ in workers]
                really.gather(done)
            return {
                "scheduler": (after[0] - before[0]) / TASKS,
                "client": (after[1] - before[1]) / TASKS,
                "wall": wall / TASKS,
                "scheduler memory": scheduler.memory_info().rss,
                "worker memory": max(memory(psutil.Process(worker.pid)) for worker in workers),
            }


def memory(process: psutil.Process) -> float:
    """Bytes of a process and of all below it, such as a warm interpreter."""
    own = [process, *process.children(recursive=True)]
    return sum(one.memory_full_info().pss for one in own)


def cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system


def notebook(folder: Path, number: int, sizes: dict[str, float], report: Report) -> Submission:
    text = f"{report.to_json()}\0{sizes['page']:.0f}\0"
    path = folder / "class" / str(number) / f"{report.problem}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(text.ljust(int(sizes["notebook"])), encoding="utf-8")
    return Submission(str(number), report.problem, path)


def of_memory(report: Report) -> dict[str, float]:
    """Bytes that the client keeps of each submission: while it grades, and for the class page."""
    text, submission = report.to_json(), Submission("ada", report.problem, Path("x" * 80))
    return {
        "outcome": bytes_of(lambda: Outcome.of(submission, report, True, seconds={"cells": 1.0})),
        "class page": bytes_of(lambda: Report.from_json(text).for_the_class()),
    }


def bytes_of(make: Callable[[], object]) -> float:
    tracemalloc.start()
    kept = [make() for _ in range(COPIES)]
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return size / len(kept)


def rows(cost: dict[str, float]) -> list[tuple[str, str]]:
    """The measured costs of a submission, and what follows from them for the whole class."""
    s, c, k = (cost[name] for name in ("seconds", "scheduler", "client"))
    n, p, o, r = (cost[name] for name in ("notebook", "page", "outcome", "class page"))
    made = [
        ("for each submission, measured", ""),
        ("s  grading, mean of the class", f"{s:.2f} s"),
        ("c  CPU of the scheduler", f"{1000 * c:.1f} ms"),
        ("k  CPU of the client, files written", f"{1000 * k:.1f} ms"),
        ("   wall time of both and two workers", f"{1000 * cost['wall']:.1f} ms"),
        ("n  notebook, to a worker", f"{n / 1e3:.0f} kB"),
        ("p  page, from a worker", f"{p / 1e3:.0f} kB"),
        ("g  CPU to read it, to find equal ones", f"{1000 * cost['reading']:.1f} ms"),
        ("o  kept by the client while it grades", f"{o / 1e3:.1f} kB"),
        ("r  and for the class page", f"{r / 1e3:.1f} kB"),
        ("a worker's own memory, between two", f"{cost['worker memory'] / MIB:.0f} MB"),
        ("what its submission may use", f"{Limits().memory / MIB:.0f} MB"),
        ("the scheduler's memory", f"{cost['scheduler memory'] / MIB:.0f} MB"),
        (f"for N = {CLASS:,}, computed", ""),
        ("N s  work", f"{CLASS * s / 3600:.0f} hours of a core"),
    ]
    for hours in HOURS:
        rate = CLASS / (3600 * hours)
        load = f"scheduler {rate * c:.0%} and client {rate * k:.0%} of a core"
        told = f"{rate * s:.0f} workers, {load}, {rate * (n + p) / 1e6:.1f} MB/s"
        made.append((f"N / {hours} h  rate, times s, c, k, n + p", told))
    made += [
        ("s / max(c, k)  most workers", f"{s / max(c, k):.0f}"),
        ("N max(c, k)  least time", f"{CLASS * max(c, k) / 60:.0f} min"),
        ("N g  before the first is graded", f"{CLASS * cost['reading'] / 60:.1f} min of a core"),
        ("N p  on the client's disk", f"{CLASS * p / 1e9:.0f} GB"),
        ("N (n + p)  through the scheduler", f"{CLASS * (n + p) / 1e9:.0f} GB"),
        ("N (o + r)  the client's memory", f"{CLASS * (o + r) / 1e9:.1f} GB"),
    ]
    return made


def main(results: Path) -> None:
    report = max(Folder(results).reports(), key=lambda r: len(r.to_json()))
    sizes = of_the_class(results)
    remote.grade = echo  # what the client asks its workers to do
    load = os.getloadavg()[0]
    print(f"{date.today()}, {platform.machine()}, {os.cpu_count()} cores, load {load:.1f}")
    for name, value in rows({**sizes, **of_the_cluster(sizes, report), **of_memory(report)}):
        print(f"{name:<40} {value}".rstrip())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
