# Calls the parts of the kernel through which sandboxes were left in the past.
# %%
import ctypes
import errno

libc = ctypes.CDLL(None, use_errno=True)
calls = {"bpf": (321, 0, 0, 0), "userfaultfd": (323, 0), "io_uring_setup": (425, 8, 0),
         "perf_event_open": (298, 0, 0, -1, -1, 0), "open_by_handle_at": (304, -1, 0, 0),
         "keyctl": (250, 0, -3, 1)}


def door(arguments):
    ctypes.set_errno(0)
    return libc.syscall(*arguments) >= 0 or ctypes.get_errno() not in (errno.EPERM, errno.ENOSYS)


for name, arguments in calls.items():
    attempt(name, lambda arguments=arguments: door(arguments))
attempt("modules", lambda: libc.syscall(175, b"", 0, b"") == 0)
attempt("reboot", lambda: libc.reboot(0) == 0)
attempt("clock", lambda: libc.syscall(227, 0, (ctypes.c_long * 2)(0, 0)) == 0)
