# Holds memory that no process maps: in unnamed files, segments, queues, pipes and pages given away.
# %%
import ctypes
import fcntl
import mmap
import os

libc = ctypes.CDLL(None, use_errno=True)


def called(name, *arguments):
    return getattr(libc, name)(*arguments) >= 0


read, write = os.pipe()
attempt("unnamed file", lambda: os.memfd_create("hoard") > 0)
attempt("secret file", lambda: called("syscall", 447, 0))
attempt("segment", lambda: called("shmget", 0, ctypes.c_size_t(1 << 30), 0o1600))
attempt("messages", lambda: called("msgget", 0, 0o1600))
attempt("semaphores", lambda: called("semget", 0, 1000, 0o1600))
attempt("queue", lambda: called("mq_open", b"/PLANTED", os.O_CREAT | os.O_RDWR, 0o600, None))
attempt("long pipe", lambda: fcntl.fcntl(write, 1031, 1 << 20) > 0)
attempt("pages in a pipe", lambda: called(
    "vmsplice", write, (ctypes.c_size_t * 2)(id(write) & ~4095, 4096), ctypes.c_size_t(1), 0))
attempt("shared pages", lambda: len(mmap.mmap(-1, 1 << 20)))
attempt("zeros", lambda: len(mmap.mmap(os.open("/dev/zero", os.O_RDWR), 1 << 20)))
attempt("asynchronous", lambda: called("syscall", 206, 1000, ctypes.byref(ctypes.c_ulong())))
attempt("attribute", lambda: os.setxattr(".", "user.hoard", bytes(60000)) is None and "kept")
