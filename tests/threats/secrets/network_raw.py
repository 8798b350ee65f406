# Opens raw, packet, netlink and vsock sockets.
# %%
import socket

attempt("raw", lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP))
attempt("packet", lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW))


def host_over_vsock():
    with socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM) as client:
        client.settimeout(0.3)
        client.connect((2, 5001))
        return "connected"


attempt("vsock", host_over_vsock)
