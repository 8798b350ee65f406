"""How long we wait for an answer: until a time, or until enough of the processor was used.

A slow or busy machine, a quota, a suspended grader are nobody's fault: what counts is the time for
which a submission used processors, and the time for which it waited for something else than one.
"""

import time
from typing import Protocol

TICK = 0.2  # seconds between two looks at what was used
MOST_WALL = 100  # seconds for each one allowed, however little of a processor there was


class Usage(Protocol):
    """What a tree of processes has used, and whether it wants more."""

    def processor_seconds(self) -> float:
        """Of all its processes so far."""

    def wants_processor(self) -> bool:
        """Whether one of them runs, or would if there were a processor for it."""


class Until(Protocol):
    """What a wait ends with."""

    def over(self) -> bool:
        """Whether nothing needs to be waited for any more."""


class Deadline:
    """The end of a wait so many seconds from now, whatever happens in them."""

    def __init__(self, seconds: float):
        self._end = time.monotonic() + seconds

    def over(self) -> bool:
        return time.monotonic() >= self._end


class Allowance:
    """Seconds that a tree of processes may use from now on.

    used : seconds used so far, as of the last look
    """

    def __init__(self, seconds: float, usage: Usage):
        self.seconds, self.used, self._busy = seconds, 0.0, 0.0
        self._usage = usage
        self._began = self._looked = time.monotonic()
        self._before = usage.processor_seconds()

    def over(self) -> bool:
        if time.monotonic() - self._looked >= TICK / 2:
            self._look(waited=True)
        wall = time.monotonic() - self._began
        return self.used >= self.seconds or wall > MOST_WALL * self.seconds

    def close(self) -> float:
        """All that was used, when the answer is there."""
        self._look(waited=False)
        return self.used

    def was_busy(self) -> bool:
        """Whether most of it was of processors: nobody else can have used that."""
        return self._busy >= self.seconds / 2

    def _look(self, waited: bool) -> None:
        """Count what was used since the last look; also idle time, if it was `waited` for us.

        We look every TICK. If we come much later, we were suspended or starved ourselves: that
        time does not count.
        """
        now, processor = time.monotonic(), self._usage.processor_seconds()
        used = max(0.0, processor - self._before)
        self._busy += used
        if waited and not self._usage.wants_processor():
            used = max(used, min(now - self._looked, 2 * TICK))
        self.used += used
        self._looked, self._before = now, max(processor, self._before)
