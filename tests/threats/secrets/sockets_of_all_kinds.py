# Makes sockets of every family: virtual machines, the kernel's messages, packets, cryptography.
# %%
import socket

for family in [family for family in range(64) if family != socket.AF_UNIX]:
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET):
        attempt(f"{family} {kind}",
                lambda family=family, kind=kind: socket.socket(family, kind).fileno())
attempt("datagrams", lambda: socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).fileno())
one, other = socket.socketpair()
for option in (7, 8, 26, 32, 33, 46, 50, 52):  # buffers, and programs for the kernel
    attempt(f"option {option}", lambda option=option: one.setsockopt(
        socket.SOL_SOCKET, option, 1 << 20) is None and "set")
