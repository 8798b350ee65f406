"""The filter of system calls, on this machine and, step by step, on the others."""

import platform
import struct

import pytest

from autograder.sandbox import seccomp, system_calls
from autograder.sandbox.limits import Limits
from autograder.sandbox.process import Process
from tests.autograder.sandbox.test_process import printed, run

MACHINES = sorted(seccomp.ARCHITECTURES)
LISTS = (system_calls.ALLOWED, system_calls.BY_ARGUMENT)


def number(name: str, machine: str) -> int:
    return {k: v for text in LISTS for k, v in system_calls.numbers(text, machine).items()}[name]


def verdict(machine: str, call: int, *arguments: int, architecture: int = 0, **options) -> int:
    """What the kernel would make of a call: the steps of the filter, one after the other."""
    architecture = architecture or seccomp.ARCHITECTURES[machine]
    values = [*arguments, *[0] * (6 - len(arguments))]
    data = struct.pack("=iIQ6Q", call, architecture, 0, *values)
    steps = list(struct.iter_unpack("=HBBI", seccomp.program(machine, **options)))
    loaded, place = 0, 0
    while True:
        kind, yes, no, value = steps[place]
        place += 1
        if kind == seccomp.RETURN:
            return value
        if kind == seccomp.LOAD:
            (loaded,) = struct.unpack_from("=I", data, value)
            continue
        hit = {
            seccomp.JUMP_IF_EQUAL: loaded == value,
            seccomp.JUMP_IF_AT_LEAST: loaded >= value,
            seccomp.JUMP_IF_ANY: bool(loaded & value),
        }[kind]
        place += yes if hit else no


@pytest.mark.parametrize("machine", MACHINES)
def test_what_is_on_the_list_is_allowed(machine):
    """Each call of the list goes through, whatever its arguments are."""
    for name, call in system_calls.numbers(system_calls.ALLOWED, machine).items():
        assert verdict(machine, call, *[2**32 - 1] * 6) == seccomp.ALLOW, name


@pytest.mark.parametrize("machine", MACHINES)
def test_what_is_not_on_the_list_is_refused(machine):
    """Every other number is refused: old ones as forbidden, new ones as unknown."""
    known = {call for text in LISTS for call in system_calls.numbers(text, machine).values()}
    for call in set(range(1200)) - known:
        refusal = seccomp.REFUSE if call < seccomp.NEW else seccomp.MISSING
        assert verdict(machine, call) == refusal, call
    assert verdict(machine, number("read", machine) | seccomp.FOREIGN) == seccomp.REFUSE
    assert verdict(machine, number("read", machine), architecture=0x40000003) == seccomp.REFUSE


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize(
    ("name", "allowed", "refused"),
    [
        ("fcntl", [(3, 1), (3, 4, 2048)], [(3, 1024, 1), (3, 1026, 1), (3, 6), (3, 36), (3, 1031)]),
        ("ioctl", [(0, 0x5401), (0, 0x541B)], [(0, 0x5412), (0, 0x40049409), (0, 0x8933)]),
        ("listen", [(3, 0), (3, 128)], [(3, 129), (3, 2**32 - 1)]),
        (
            "socket",
            [(1, 1), (1, 0x80805)],
            [(1, 2), (1, 3), (1, 0x80802), (2, 1), (10, 1), (16, 3), (38, 5), (40, 1), (44, 3)],
        ),
        ("socketpair", [(1, 1)], [(1, 2), (2, 1), (30, 1)]),
        ("setsockopt", [(3, 1, 2), (3, 1, 16)], [(3, 1, 7), (3, 1, 26), (3, 1, 33), (3, 6, 2)]),
        ("prctl", [(15,), (39,)], [(22, 2), (4, 1), (24,), (36, 1), (38 + 2**31,)]),
        ("personality", [(0xFFFFFFFF,)], [(0x40000,), (0x20000,)]),
        ("madvise", [(0, 1, 4), (0, 1, 102)], [(0, 1, 12), (0, 1, 21), (0, 1, 100)]),
        ("fadvise64", [(3, 0, 0, 3)], [(3, 0, 0, 4)]),
        ("clone", [(17,), (0x3D0F00,)], [(0x10000011,), (0x00020000,), (0x40000000,)]),
        ("mmap", [(0, 9, 3, 0x22), (0, 9, 3, 1, 5)], [(0, 9, 3, 0x21), (0, 9, 3, 0x4023)]),
    ],
)
def test_arguments_decide(machine, name, allowed, refused):
    """Leases, locks, networks, namespaces, anonymous shared memory: by the argument that asks."""
    call = number(name, machine)
    for arguments in allowed:
        assert verdict(machine, call, *arguments) == seccomp.ALLOW, arguments
    for arguments in refused:
        assert verdict(machine, call, *arguments) == seccomp.REFUSE, arguments


@pytest.mark.parametrize("machine", MACHINES)
def test_without_a_network_of_its_own(machine):
    """Where no namespace isolates sockets, only pairs can be made."""
    alone = {"local_sockets": False}
    assert verdict(machine, number("socket", machine), 1, 1, **alone) == seccomp.REFUSE
    assert verdict(machine, number("socketpair", machine), 1, 1, **alone) == seccomp.ALLOW


def test_there_is_none_for_other_machines():
    """Numbers of one machine would mean other calls on another."""
    assert seccomp.program("abacus") is None


@pytest.mark.skipif(platform.machine() not in MACHINES, reason="no filter for it")
@pytest.mark.parametrize("kind", ["bubblewrap", "cold"])
def test_it_is_on(kind):
    """In the sandbox a refused call fails; threads, children, pipes and shell commands do not."""
    code = """
import ctypes, os, threading, multiprocessing
libc = ctypes.CDLL(None, use_errno=True)
def call(*arguments):
    ctypes.set_errno(0)
    return libc.syscall(*arguments), ctypes.get_errno()
print(call(CHROOT, b"/"), call(425, 1, 0), call(435, 0, 0))
threading.Thread(target=print, args=("thread",)).start()
print("child", os.waitpid(os.posix_spawn("/bin/true", ["true"], {}), 0)[1])
with multiprocessing.get_context("fork").Pool(2) as pool:
    print(pool.map(abs, [-1, -2]))
!echo shell
"""
    chroot = {"x86_64": "161", "aarch64": "51"}[platform.machine()]
    with Process(Limits(), kind) as process:
        said = printed(run(process, code.replace("CHROOT", chroot)))
    assert said.startswith("(-1, 1) (-1, 38) (-1, 38)\n"), said
    for word in ("thread", "child 0", "[1, 2]", "shell"):
        assert word in said, said
