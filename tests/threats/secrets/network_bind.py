# Binds a port and waits for the grader or a neighbour to call; nobody outside can see it.
# %%
import socket

try:
    server = socket.socket()
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind(("0.0.0.0", PORT))
    server.listen()
    server.settimeout(0.3)
except OSError:
    pass
attempt("accept", lambda: server.accept())
