"""What a submission may use. The one place to change a limit.

A problem whose cells need longer says so in its declaration (`limits=Limits(...)`). Bounds of
the whole tree of processes are kept by `fence`; those of a single process by the kernel, see
`inside/desk.py`; sizes of what crosses the border by `sandbox` and `interview`.
"""

from dataclasses import dataclass

MIB = 1024**2


@dataclass(frozen=True)
class Limits:
    """Bounds of one submission; seconds are of processors or idle, sizes are bytes."""

    # Wall time for the start; else time of processors, and time in which none was wanted. The
    # whole submission's includes every restart.
    start_seconds: float = 60.0
    cell_seconds: float = 30.0
    call_seconds: float = 10.0
    submission_seconds: float = 600.0
    restarts: int = 25

    # All processes of the submission together; files in its folders count as memory.
    memory: int = 1024 * MIB
    processes: int = 64  # and threads
    scratch_size: int = 256 * MIB
    shared_memory: int = 64 * MIB

    # Each process. Less address space than this gives a MemoryError, which is an answer; the
    # bound on `memory` ends the process.
    address_space: int = 1536 * MIB
    file_size: int = 128 * MIB
    open_files: int = 256

    # What crosses the border, and what is kept of it.
    reply_json: int = 4 * MIB
    reply_data: int = 24 * MIB
    answer_data: int = 16 * MIB
    cell_output: int = 20_000
    cell_pictures: int = 8
    picture_size: int = 4 * MIB
    kept_output: int = 24 * MIB

    def memory_reached(self) -> str:
        """What the report says when the bound was reached; completes "it ..."."""
        size = f"{self.memory / MIB:.0f} MB"
        return f"needed more than the {size} of memory that a submission may use"

    def processes_reached(self) -> str:
        return f"wanted more than the {self.processes} processes that a submission may have"
