# Announces a frame, sends half of it, and waits.
# message: took too long and was stopped
# %%
import gc
import socket
import struct
import time

sockets = (s for s in gc.get_objects() if isinstance(s, socket.socket))
door = next(s for s in sockets if s.fileno() >= 0)


def spectrum(J):
    door.sendall(struct.pack(">II", 100, 0) + b"{")
    time.sleep(100)


def velocity(x, J, phi=np.tanh, h=0.0):
    door.sendall(struct.pack(">II", 100, 0) + b"{")
    door.shutdown(socket.SHUT_RDWR)
