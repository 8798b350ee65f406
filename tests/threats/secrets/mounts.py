# Mounts, unmounts and remounts to get at what is hidden or to write what is not.
# %%
import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def call(name, *arguments):
    return getattr(libc, name)(*arguments) == 0


attempt("remount", lambda: call("mount", None, b"/", None, 32 | 4096, None))
attempt("remount usr", lambda: call("mount", None, b"/usr", None, 32 | 4096, None))
attempt("unmount", lambda: call("umount2", b"/usr", 2))
attempt("tmpfs", lambda: call("mount", b"none", b"/scratch", b"tmpfs", 0, None))
attempt("pivot", lambda: libc.syscall(155, b"/", b"/scratch") == 0)
attempt("chroot", lambda: call("chroot", b"/scratch"))
