# Changes its user, takes capabilities, and runs programs that change the user.
# %%
import ctypes
import os
import subprocess

attempt("uid", lambda: os.getuid() == 0)
attempt("setuid", lambda: os.setuid(0) or True)
attempt("setgroups", lambda: os.setgroups([0]) or True)
attempt("su", lambda: subprocess.run(["su", "-c", "true"], timeout=1).returncode == 0)
attempt("capabilities", lambda: [
    line for line in open("/proc/self/status") if line.startswith("CapEff") and int(line[7:], 16)])
attempt("new privileges", lambda: ctypes.CDLL(None).prctl(39, 0, 0, 0, 0) == 0)
attempt("own map", lambda: os.write(os.open("/proc/self/uid_map", os.O_WRONLY), b"0 0 1"))
