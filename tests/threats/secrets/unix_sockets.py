# Connects to sockets of the host that have a name in the file system or an abstract one.
# %%
import os
import socket

paths = ["/var/run/docker.sock", "/run/systemd/private", "/run/dbus/system_bus_socket",
         "/run/systemd/journal/socket", "/tmp/.X11-unix/X0", "\0/tmp/.X11-unix/X0"]
for path in paths:
    attempt(ascii(path), lambda path=path: socket.socket(socket.AF_UNIX).connect(path) or "connected")
attempt("abstract names", lambda: [
    line for line in open("/proc/net/unix").read().splitlines()[1:] if "@" in line])
