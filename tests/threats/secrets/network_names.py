# Resolves names, of the machine itself and of the world.
# %%
import socket

socket.setdefaulttimeout(0.5)
attempt("name", lambda: socket.gethostbyname("example.org"))
attempt("address", lambda: socket.getaddrinfo("example.org", 80))
attempt("host", lambda: socket.gethostname() != "sandbox" and socket.gethostname())
attempt("datagram", lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(
    b"x", ("192.0.2.1", 53)))
