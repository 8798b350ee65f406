# Announces a frame of 4 GB; it is refused before a byte of it is read.
# message: sent more than an answer may hold
# %%
import gc
import socket
import struct

sockets = (s for s in gc.get_objects() if isinstance(s, socket.socket))
door = next(s for s in sockets if s.fileno() >= 0)


def spectrum(J):
    door.sendall(struct.pack(">II", 2**32 - 1, 2**32 - 1))
    door.sendall(bytes(2**26))


def velocity(x, J, phi=np.tanh, h=0.0):
    door.sendall(struct.pack(">II", 10, 2**31))
    door.sendall(bytes(2**26))
