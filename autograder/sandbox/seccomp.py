"""A filter of system calls: what student code has no use for and namespaces do not isolate.

Keys of the kernel's keyrings are the one thing that a later submission could find again; the
others (bpf, io_uring, userfaultfd, performance counters, new namespaces) are refused because most
holes of the kernel that ended in an escape began there. A refused call fails with EPERM.
"""

import os
import platform
import struct

# Number of each refused call by machine, and the value of AUDIT_ARCH that the kernel checks.
MACHINES = {
    "x86_64": (
        0xC000003E,
        {
            "add_key": 248,
            "request_key": 249,
            "keyctl": 250,
            "unshare": 272,
            "perf_event_open": 298,
            "open_by_handle_at": 304,
            "setns": 308,
            "bpf": 321,
            "userfaultfd": 323,
        },
        56,
    ),
    "aarch64": (
        0xC00000B7,
        {
            "unshare": 97,
            "add_key": 217,
            "request_key": 218,
            "keyctl": 219,
            "perf_event_open": 241,
            "open_by_handle_at": 265,
            "setns": 268,
            "bpf": 280,
            "userfaultfd": 282,
        },
        220,
    ),
}
EVERYWHERE = {"io_uring_setup": 425, "io_uring_enter": 426, "io_uring_register": 427}
CLONE3 = 435

LOAD, JUMP_IF_EQUAL, JUMP_IF_AT_LEAST, JUMP_IF_ANY, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
NUMBER, MACHINE, FIRST_ARGUMENT = 0, 4, 16  # offsets in the kernel's struct seccomp_data
ALLOW, REFUSE, MISSING = 0x7FFF0000, 0x00050000 | 1, 0x00050000 | 38  # EPERM, ENOSYS
NEW_NAMESPACES = 0x7E020000  # CLONE_NEW* flags
FOREIGN = 0x40000000  # numbers of the x32 calls start here


def program(machine: str | None = None) -> bytes | None:
    """The filter in the kernel's format, or None for a machine that has no table here."""
    if (machine or platform.machine()) not in MACHINES:
        return None
    architecture, refused, clone = MACHINES[machine or platform.machine()]
    steps = [
        (LOAD, 0, 0, MACHINE),
        (JUMP_IF_EQUAL, 1, 0, architecture),
        (RETURN, 0, 0, REFUSE),
        (LOAD, 0, 0, NUMBER),
        (JUMP_IF_AT_LEAST, 0, 1, FOREIGN),
        (RETURN, 0, 0, REFUSE),
        # The flags of clone3 lie in memory, where a filter cannot look; libc falls back to clone.
        (JUMP_IF_EQUAL, 0, 1, CLONE3),
        (RETURN, 0, 0, MISSING),
    ]
    for number in sorted({*refused.values(), *EVERYWHERE.values()}):
        steps += [(JUMP_IF_EQUAL, 0, 1, number), (RETURN, 0, 0, REFUSE)]
    steps += [
        (JUMP_IF_EQUAL, 0, 3, clone),
        (LOAD, 0, 0, FIRST_ARGUMENT),
        (JUMP_IF_ANY, 0, 1, NEW_NAMESPACES),
        (RETURN, 0, 0, REFUSE),
        (RETURN, 0, 0, ALLOW),
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


def descriptor() -> int | None:
    """A file descriptor to read the filter from, for bubblewrap; the caller closes it."""
    filter_ = program()
    if filter_ is None:
        return None
    file = os.memfd_create("filter", 0)
    os.write(file, filter_)
    os.lseek(file, 0, os.SEEK_SET)
    return file
