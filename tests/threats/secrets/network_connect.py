# Connects to an open port of the grading machine, over every loopback address, and outside.
# %%
import socket


def reach(address, family=socket.AF_INET):
    with socket.socket(family, socket.SOCK_STREAM) as client:
        client.settimeout(0.3)
        client.connect(address)
        return "connected"


for host in ("127.0.0.1", "127.0.0.2", "0.0.0.0", "10.0.2.2", "192.0.2.1"):
    attempt(host, lambda host=host: reach((host, PORT)))
attempt("::1", lambda: reach(("::1", PORT), socket.AF_INET6))
attempt("interfaces", lambda: [n for _, n in socket.if_nameindex() if n != "lo"])
