"""What a submission may use. The one place to change a limit.

A problem whose cells need longer says so in its checks module (`LIMITS = Limits(...)`).
"""

from dataclasses import dataclass

MIB = 1024**2


@dataclass(frozen=True)
class Limits:
    """Bounds of one submission; seconds are wall time, sizes are bytes."""

    start_seconds: float = 60.0
    cell_seconds: float = 30.0
    call_seconds: float = 10.0
    submission_seconds: float = 600.0
    address_space: int = 4096 * MIB
    file_size: int = 256 * MIB
    scratch_size: int = 512 * MIB
    shared_memory: int = 64 * MIB
    open_files: int = 256
    processes: int = 128
    reply_json: int = 4 * MIB
    reply_data: int = 64 * MIB
    cell_output: int = 20_000
    cell_pictures: int = 8
    picture_size: int = 4 * MIB
    kept_output: int = 32 * MIB
    answer_data: int = 16 * MIB
