"""Worker processes of this machine, and what becomes of a task that ends its process.

They are forked from this process, and so have all that it has imported. A process with threads
cannot be forked safely: then they come from a server, which has none.
"""

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

DIED = "the grading process ended without a word (out of memory?)"
IMPORTED = ["autograder.batch.prepared"]  # by a server


class Workers:
    """At most `jobs` processes, started when they are needed; a context manager that ends them.

    begin, given : each worker calls `begin(given)` first
    """

    def __init__(
        self,
        jobs: int,
        begin: Callable[[object], None] | None = None,
        given: object = None,
    ):
        self.jobs, self._begin = jobs, (begin, given)
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, kind: type | None, *_: object) -> None:
        self._end(cancel=kind is not None)

    def each(self, function: Callable, tasks: Iterable, *also: object) -> Iterator[tuple]:
        """(task, function(task, *also)) as they are done; DIED for one that kills its process.

        When a process dies, the pool cannot say whose task it was; all that were under way are
        done again, each in a process of its own, and the one that kills it again is the one.
        At most twice as many tasks as processes are under way, however many there are.
        """
        queue, suspects = deque(tasks), []
        waiting: dict[Future, object] = {}
        while queue or waiting:
            try:
                while queue and len(waiting) < 2 * self.jobs:
                    future = self._ready().submit(function, queue[0], *also)
                    waiting[future] = queue.popleft()
                done, _ = wait(waiting, return_when=FIRST_COMPLETED)
                for future in done:
                    result = future.result()
                    yield waiting.pop(future), result
            except BrokenProcessPool:
                suspects += waiting.values()
                waiting.clear()
                self._end()
        for task in suspects:
            yield task, self._alone(function, task, *also)

    def _ready(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = self._new_pool(self.jobs)
        return self._pool

    def _new_pool(self, workers: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(workers, way_to_start(), begin_work, self._begin)

    def _alone(self, function: Callable, task: object, *also: object) -> object:
        """Do one task in a process of its own; DIED if it ends that."""
        with self._new_pool(1) as pool:
            try:
                return pool.submit(function, task, *also).result()
            except BrokenProcessPool:
                return DIED

    def _end(self, cancel: bool = True) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=cancel)
            self._pool = None


def way_to_start() -> multiprocessing.context.BaseContext:
    if threading.active_count() == 1:
        return multiprocessing.get_context("fork")
    multiprocessing.set_forkserver_preload(IMPORTED)
    return multiprocessing.get_context("forkserver")


def begin_work(begin: Callable[[object], None] | None, given: object) -> None:
    end_with_the_grader()
    if begin is not None:
        begin(given)


def end_with_the_grader() -> None:
    """End this worker, and with it its sandbox, as soon as the process that started it is gone.

    A worker waits for work at a pipe that the other workers hold open too, so it would never see
    that nobody is left at the other end.
    """

    def wait_for_the_end() -> None:
        multiprocessing.parent_process().join()
        os._exit(1)

    threading.Thread(target=wait_for_the_end, daemon=True, name="parent").start()
