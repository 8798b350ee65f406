# Puts a key where the kernel keeps keys of a user or a session, to be found by the next.
# %%
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
for ring in (-2, -3, -4, -5):
    attempt(f"add to {ring}", lambda ring=ring: libc.syscall(
        248, b"user", b"PLANTED", b"secret", 6, ring) > 0)
    attempt(f"read {ring}", lambda ring=ring: libc.syscall(250, 11, ring, 0, 0, 0) >= 0)
attempt("search", lambda: libc.syscall(250, 10, -3, b"user", b"PLANTED", 0) > 0)
