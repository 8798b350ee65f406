"""A filter of system calls: what is not on the list of `system_calls` is refused.

What namespaces do not isolate goes with it: what works through files that are shared, keys,
memory that no process maps, and the calls in which most holes of the kernel began. A refused call
fails with EPERM; one that is newer than the list, or might be, with ENOSYS, so that the C library
does it in the older way.
"""

import platform
import struct

from autograder.sandbox import system_calls

ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}  # AUDIT_ARCH of the kernel

LOAD, JUMP_IF_EQUAL, JUMP_IF_AT_LEAST, JUMP_IF_ANY, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
NUMBER, MACHINE, ARGUMENTS = 0, 4, 16  # offsets in the kernel's struct seccomp_data
ALLOW, REFUSE, MISSING = 0x7FFF0000, 0x00050000 | 1, 0x00050000 | 38  # EPERM, ENOSYS
FOREIGN = 0x40000000  # numbers of the x32 calls start here
NEW = 424  # from here on all machines have the same numbers, and each is younger than Linux 5

Step = tuple[int, int, int, int]


def program(machine: str | None = None, local_sockets: bool = True) -> bytes | None:
    """The filter in the kernel's format, or None for a machine that has no table here.

    local_sockets : whether sockets may be made that reach others by a name; pairs always may
    """
    machine = machine or platform.machine()
    if machine not in ARCHITECTURES:
        return None
    steps = [
        (LOAD, 0, 0, MACHINE),
        (JUMP_IF_EQUAL, 1, 0, ARCHITECTURES[machine]),
        (RETURN, 0, 0, REFUSE),
        (LOAD, 0, 0, NUMBER),
        (JUMP_IF_AT_LEAST, 0, 1, FOREIGN),
        (RETURN, 0, 0, REFUSE),
    ]
    for number in system_calls.numbers(system_calls.ALLOWED, machine).values():
        steps += [(JUMP_IF_EQUAL, 0, 1, number), (RETURN, 0, 0, ALLOW)]
    for name, number in system_calls.numbers(system_calls.BY_ARGUMENT, machine).items():
        if name == "socket" and not local_sockets:
            continue
        rest = _by_argument(name)
        steps += [(JUMP_IF_EQUAL, 0, len(rest), number), *rest]
    steps += [(JUMP_IF_AT_LEAST, 0, 1, NEW), (RETURN, 0, 0, MISSING), (RETURN, 0, 0, REFUSE)]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


def _by_argument(name: str) -> list[Step]:
    if name in system_calls.FLAGS:
        return _by_flags(name)
    if name in system_calls.MOST:
        place, most = system_calls.MOST[name]
        refused = [(JUMP_IF_AT_LEAST, 0, 1, most + 1), (RETURN, 0, 0, REFUSE)]
        return [_load(place), *refused, (RETURN, 0, 0, ALLOW)]
    return _by_values(name)


def _by_values(name: str) -> list[Step]:
    """Allow the call if each argument that is looked at has one of its values."""
    steps = []
    for place, values in system_calls.VALUES[name]:
        steps.append(_load(place))
        for left, value in zip(range(len(values), 0, -1), values, strict=True):
            steps.append((JUMP_IF_EQUAL, left, 0, value))  # over the others and the refusal
        steps.append((RETURN, 0, 0, REFUSE))
    return [*steps, (RETURN, 0, 0, ALLOW)]


def _by_flags(name: str) -> list[Step]:
    """Refuse the call if an argument has a flag of every mask."""
    place, masks = system_calls.FLAGS[name]
    steps = [_load(place)]
    for left, mask in zip(range(len(masks), 0, -1), masks, strict=True):
        steps.append((JUMP_IF_ANY, 0, left, mask))
    return [*steps, (RETURN, 0, 0, REFUSE), (RETURN, 0, 0, ALLOW)]


def _load(place: int) -> Step:
    """An argument's lower half: of all that are looked at, the kernel uses no more."""
    return (LOAD, 0, 0, ARGUMENTS + 8 * place)
