# Makes namespaces of its own, or joins others, to become root there.
# %%
import ctypes
import os
import subprocess

libc = ctypes.CDLL(None, use_errno=True)
for flag in (0x10000000, 0x00020000, 0x20000000, 0x40000000, 0x02000000):
    attempt(f"unshare {flag:#x}", lambda flag=flag: libc.unshare(flag) == 0)
for name in ("mnt", "net", "pid", "user"):
    attempt(f"setns {name}", lambda name=name: libc.setns(
        os.open(f"/proc/1/ns/{name}", os.O_RDONLY), 0) == 0)
attempt("clone", lambda: libc.syscall(56, 0x10000000 | 17, 0, 0, 0, 0) > 0)
attempt("bwrap", lambda: subprocess.run(
    ["bwrap", "--unshare-user", "--ro-bind", "/", "/", "true"]).returncode == 0)
attempt("unshare", lambda: subprocess.run(["unshare", "-r", "true"]).returncode == 0)
