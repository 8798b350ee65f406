"""Fork a process for each submission, into namespaces of its own.

The first process of the new namespaces does nothing but wait for the second, which serves the
submission. Both have given up every right before the student's code is there. What they share
with the warm interpreter is read-only or a private copy; /proc, which would show it, is hidden.
"""

import itertools
import json
import os
import select
import signal
import socket

from . import kernel, rights
from .kernel import BIND, NO_DEVICES, NO_EXEC, NO_SUID, PRIVATE, READ_ONLY, RECURSIVE, mount

USER = 1000  # as outside, see users.py
MOST_SAID = 200  # characters of why there is no fork


def serve_forks(descriptor, users, serve):
    """For each request on the socket, fork a process that serves the socket sent along.

    With it comes a lifeline, another socket, which breaks when whoever has asked is gone.
    users : how many there are from USER on, one for each fork in turn; 0 if there is no other
    """
    forks = itertools.count()
    control = socket.socket(fileno=descriptor)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel forgets those that have ended
    while True:
        request, descriptors, _, _ = socket.recv_fds(control, 1 << 16, 2)
        number = next(forks)
        if not request:
            os._exit(0)
        if os.fork() == 0:
            control.close()
            enter(json.loads(request), *descriptors, number % users if users else None, serve)
        for descriptor in descriptors:
            os.close(descriptor)


def enter(request, descriptor, lifeline, which, serve):
    """Leave everything behind, and serve. Does not return.

    which : of our users to become, None for the one that we are
    """
    try:
        if which is not None:
            rights.become(USER + which)
        make_namespaces(USER + (which or 0))
        make_folders(request)
        if os.fork() != 0:
            os._exit(0)
        os.setsid()
        kernel.drop_capabilities()
        if request["filter"]:
            kernel.install_filter(bytes.fromhex(request["filter"]))
        wait_to_be_fenced(descriptor)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        second = os.fork()
        if second == 0:
            os.setsid()
            os.close(lifeline)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            serve(descriptor)
        os.dup2(lifeline, 0)
        os.closerange(1, max(descriptor, lifeline) + 1)
        wait_for_an_end(second, 0)
    except BaseException as error:
        os.write(descriptor, f"{type(error).__name__}: {error}"[:MOST_SAID].encode())
        os._exit(1)
    os._exit(0)


def wait_for_an_end(process, lifeline):
    """Wait until a process has ended, or the grader, whose end must not leave it behind."""
    end = select.poll()
    end.register(os.pidfd_open(process), select.POLLIN)
    end.register(lifeline, 0)  # that it is broken is told in any case
    end.poll()


def make_namespaces(user):
    """Namespaces of our own, with one user, which are for everything that there are some for."""
    kernel.unshare(
        kernel.NEW_USERS,
        kernel.NEW_MOUNTS,
        kernel.NEW_PROCESSES,
        kernel.NEW_IPC,
        kernel.NEW_NETWORK,
        kernel.NEW_HOST_NAME,
        kernel.NEW_CONTROL_GROUPS,
    )
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{USER} {user} 1"),
        ("gid_map", f"{USER} {user} 1"),
    ):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)


def make_folders(request):
    """Empty folders over everything that can be written to, and over /proc.

    What the grader has put below them is there again, read-only as it was.
    """
    mount(None, "/", None, PRIVATE | RECURSIVE)
    kept = [(path, os.open(path, os.O_PATH)) for path in request["kept"] if os.path.exists(path)]
    scratch, shared = request["scratch_size"], request["shared_memory"]
    for folder, size in (("/scratch", scratch), ("/tmp", scratch), ("/dev/shm", shared)):
        mount("tmpfs", folder, "tmpfs", NO_SUID | NO_DEVICES, f"size={size},mode=755")
    for path, descriptor in kept:
        source = f"/proc/self/fd/{descriptor}"
        os.makedirs(path if os.path.isdir(source) else os.path.dirname(path), exist_ok=True)
        if not os.path.isdir(source):
            os.close(os.open(path, os.O_CREAT))
        mount(source, path, None, BIND | RECURSIVE)
        os.close(descriptor)
    mount("devpts", "/dev/pts", "devpts", NO_SUID | NO_EXEC, "newinstance,ptmxmode=0666,mode=620")
    flags = READ_ONLY | NO_SUID | NO_DEVICES | NO_EXEC
    mount("tmpfs", "/proc", "tmpfs", flags, "size=4096,mode=755")
    os.chdir("/scratch")


def wait_to_be_fenced(descriptor):
    """Say who we are, and wait until our processes and memory are bounded."""
    with socket.socket(fileno=os.dup(descriptor)) as channel:
        channel.sendall(b"here")
        if channel.recv(2) != b"go":
            os._exit(0)
