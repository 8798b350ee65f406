# Locks, leases and notifications on files that all share: to stop others, or to talk to them.
# %%
import ctypes
import fcntl
import struct

import scipy.stats

libc = ctypes.CDLL(None, use_errno=True)
shared = open(scipy.stats.__file__)


def called(name, *arguments):
    return getattr(libc, name)(*arguments) >= 0


for kind in (fcntl.F_RDLCK, fcntl.F_WRLCK):
    attempt(f"lease {kind}", lambda kind=kind: fcntl.fcntl(shared, fcntl.F_SETLEASE, kind) == 0)
    lock = struct.pack("hhqqi4x", kind, 0, 0, 0, 0)
    for command in (fcntl.F_GETLK, fcntl.F_SETLK, 36, 37):  # the last two: of open files
        attempt(f"lock {command} {kind}",
                lambda command=command, lock=lock: fcntl.fcntl(shared, command, lock))
for kind in (fcntl.LOCK_SH, fcntl.LOCK_EX):
    attempt(f"flock {kind}",
            lambda kind=kind: fcntl.flock(shared, kind | fcntl.LOCK_NB) is None and "locked")
attempt("notify", lambda: fcntl.fcntl(shared, fcntl.F_NOTIFY, 1) == 0)
attempt("inotify", lambda: called("inotify_init1", 0))
attempt("fanotify", lambda: called("fanotify_init", 0, 0))
attempt("handle", lambda: called("name_to_handle_at", -100, b"/usr", bytes(200), bytes(4), 0))
attempt("forget", lambda: libc.posix_fadvise(
    shared.fileno(), ctypes.c_long(0), ctypes.c_long(0), 4) == 0)
attempt("read ahead", lambda: called("readahead", shared.fileno(), ctypes.c_long(0), 1 << 20))
attempt("sync", lambda: called("syncfs", shared.fileno()))
attempt("advice", lambda: called("madvise", ctypes.c_void_p(id(1) & ~4095), 4096, 21))
