# Replies with JSON that is nested a million times, and with what is no JSON at all.
# message: sent something that is not an answer
# %%
import gc
import socket
import struct

sockets = (s for s in gc.get_objects() if isinstance(s, socket.socket))
door = next(s for s in sockets if s.fileno() >= 0)


def send(text):
    door.sendall(struct.pack(">II", len(text), 0) + text)


def spectrum(J):
    send(b"[" * 10**6 + b"]" * 10**6)


def velocity(x, J, phi=np.tanh, h=0.0):
    send(b'{"id": ' + b"9" * 10**6 + b"}")


def jacobian(x, J):
    send(b'"just text"')


def currents_from_rates(r, J, h):
    send('{"id": "ü"}'.encode("utf-16"))
