# Signals and traces processes of the host, by the grader's number and by all numbers.
# %%
import ctypes
import os

attempt("grader", lambda: os.kill(GRADER_PID, 0) or True)
attempt("others", lambda: [p for p in os.listdir("/proc") if p.isdigit() and int(p) > 20])
ptrace = ctypes.CDLL(None).ptrace
attempt("trace", lambda: ptrace(16, GRADER_PID, 0, 0) == 0)
attempt("read memory", lambda: open(f"/proc/{GRADER_PID}/mem", "rb"))
attempt("priority", lambda: os.setpriority(os.PRIO_PROCESS, 0, -10) or True)
attempt("session", lambda: os.getsid(GRADER_PID))
