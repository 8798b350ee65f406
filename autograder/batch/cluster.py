"""Grading on a Dask cluster. Workers get work only after they have been found fit for it.

A fit worker has the same grader, the sandbox, and one thread. It says so to the scheduler as a
resource, of which each task needs one; so a worker that joins later gets nothing before it has been
looked at, and one that is not fit gets nothing at all.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from queue import Empty, SimpleQueue

from distributed import Client, Future, KilledWorker

from autograder.batch import remote
from autograder.batch.groups import Group
from autograder.batch.remote import Returned
from autograder.grading import Run, whole_identity
from autograder.sandbox import bubblewrap

CONNECT, FIRST_WORKER, LOOK = 10.0, 60.0, 2.0
FETCH, WITHOUT_WORKERS = 60.0, 600.0
TOGETHER = 16  # identical notebooks that travel as one task: their pages come back in one answer


class Unusable(Exception):
    """The cluster cannot be used; says why and what to do."""


class Lost(Exception):
    """The cluster has gone while it graded; says what to do."""


def unfit(identity: str, sandbox: str, threads: int) -> str | None:
    """Why this machine cannot grade, or None."""
    if whole_identity() != identity:
        return f"its grader is {whole_identity()} and not {identity}: install the same there"
    if threads != 1:
        return f"it has {threads} threads: start it with --nthreads 1"
    if sandbox != "none":
        try:
            bubblewrap.find_bubblewrap()
        except bubblewrap.SandboxMissing as error:
            return str(error)
    return None


async def look(identity: str, sandbox: str, resource: str, dask_worker=None) -> str | None:
    """Run on a worker: why it cannot grade; or None, and then it has said that it can."""
    reason = unfit(identity, sandbox, dask_worker.state.nthreads)
    if reason is None:
        await dask_worker.set_resources(**{resource: 1})
    return reason


class Cluster:
    """A cluster whose workers grade; a context manager.

    say : takes a line about a worker that joined later and is not fit
    Raises Unusable if there is no scheduler or no worker, or if a worker is not fit.
    """

    def __init__(self, address: str, sandbox: str, say: Callable[[str], None]):
        self.address, self.sandbox, self.say = address, sandbox, say
        self.resource = f"grader {whole_identity()} {sandbox}"
        self._known: set[str] = set()
        self._fit: set[str] = set()
        self._which: Run = "needed"
        self._looked = 0.0
        try:
            self._client = Client(address, timeout=CONNECT, set_as_default=False)
        except (OSError, ValueError) as error:
            raise Unusable(f"no Dask scheduler answers at {address} ({error})") from None
        try:
            self._first_look()
        except BaseException:
            self._client.close()
            raise

    def __enter__(self) -> "Cluster":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def _first_look(self) -> None:
        until = time.monotonic() + FIRST_WORKER
        while not (unfit := self._look()) and not self._fit:
            if time.monotonic() > until:
                raise Unusable(
                    f"the scheduler at {self.address} has had no worker for {FIRST_WORKER:.0f} s; "
                    "start some (`dask worker`) and try again"
                )
            time.sleep(LOOK / 4)
        if unfit:
            reasons = "; ".join(f"{worker}: {reason}" for worker, reason in unfit.items())
            raise Unusable(f"{len(unfit)} of {len(self._known)} workers cannot grade. {reasons}")

    def _look(self) -> dict[str, str]:
        """Look at the workers that are new. Returns why those that are not fit are not."""
        self._looked = time.monotonic()
        present = set(self._client.scheduler_info(n_workers=-1)["workers"])
        new = present - self._known
        self._known, self._fit = present, self._fit & present
        if not new:
            return {}
        about = (whole_identity(), self.sandbox, self.resource)
        said = self._client.run(look, *about, workers=sorted(new), on_error="return")
        # One that has gone again meanwhile says nothing, and is new should it come back.
        self._known -= new - said.keys()
        self._fit |= {worker for worker, reason in said.items() if reason is None}
        return {
            worker: reason if isinstance(reason, str) else f"it has no such grader ({reason})"
            for worker, reason in sorted(said.items())
            if reason is not None
        }

    def each(
        self, groups: Iterable[Group], which: Run = "needed"
    ) -> Iterator[tuple[Group, list[Returned] | str]]:
        """(group, what came back, or why nothing did), as they are done.

        What a lost worker had is done by another one. Where several workers were lost with it, it
        is done once more with nothing beside it, and given up if that costs workers again.
        Raises Lost if the scheduler has gone, or all workers for long.
        """
        self._which = which
        small = (
            group[i : i + TOGETHER] for group in groups for i in range(0, len(group), TOGETHER)
        )
        suspects: list[Group] = []
        for group, returned in self._each(small, lambda: 2 * len(self._fit)):
            if isinstance(returned, KilledWorker):
                suspects.append(group)
            else:
                yield group, returned
        for group, returned in self._each(suspects, lambda: 1):
            if isinstance(returned, KilledWorker):
                returned = "every worker that tried it ended without a word (out of memory?)"
            yield group, returned

    def _each(self, groups: Iterable[Group], most: Callable[[], int]) -> Iterator[tuple]:
        queue, ended = deque(groups), SimpleQueue()
        under_way: dict[Future, Group] = {}
        last = time.monotonic()
        while queue or under_way:
            if time.monotonic() - self._looked >= LOOK and self._look_again():
                # What waited for workers that have all gone would not be told of the new ones.
                self._client.cancel(list(under_way), force=True)
                queue.extendleft(under_way.values())
                under_way.clear()
            while queue and len(under_way) < most():
                group = queue.popleft()
                under_way[self._send(group, ended)] = group
            try:
                future = ended.get(timeout=LOOK)
            except Empty:
                if self._fit:
                    last = time.monotonic()
                self._check_patience(last)
                continue
            answer = self._answer(future) if future in under_way else None
            if answer is not None:
                last = time.monotonic()
                yield under_way.pop(future), answer
            elif future in under_way:
                ended.put(future)
                self._check_patience(last)

    def _send(self, group: Group, ended: SimpleQueue) -> Future:
        needs = {self.resource: 1}
        parcels = remote.pack(group)
        future = self._client.submit(
            remote.grade, parcels, self.sandbox, self._which, resources=needs, pure=False
        )
        future.add_done_callback(ended.put)
        return future

    def _answer(self, future: Future) -> list[Returned] | str | KilledWorker | None:
        """What came back, or why nothing did; None if it went with its worker and is made again."""
        if future.status == "error":
            fault = future.exception()
            killed = isinstance(fault, KilledWorker)
            return fault if killed else f"{type(fault).__name__}: {fault}"
        if future.status not in ("finished", "pending"):
            raise self._lost("has gone")
        try:
            return future.result(timeout=FETCH)
        except TimeoutError:
            return None

    def _look_again(self) -> bool:
        """Look for new workers. Whether all have been replaced since the last time."""
        before = self._fit
        try:
            for worker, reason in self._look().items():
                self.say(f"the worker {worker} is not used: {reason}")
        except OSError:
            raise self._lost("does not answer any more") from None
        return bool(self._fit) and not self._fit & before

    def _check_patience(self, last: float) -> None:
        if self._client.status != "running":
            raise self._lost("has gone")
        if time.monotonic() - last > WITHOUT_WORKERS:
            raise self._lost(f"has had no worker for {WITHOUT_WORKERS:.0f} s")

    def _lost(self, what: str) -> Lost:
        return Lost(
            f"the scheduler at {self.address} {what}. The reports that are there stay; start again "
            "with the cluster, and the others are graded."
        )
