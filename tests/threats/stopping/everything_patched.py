# Replaces os.getpid, os._exit, json.dumps and socket.send by what ends the process.
# message: ended the Python process
# %%
import json
import os

leave = os._exit


def spectrum(J):
    json.dumps = os.getpid = lambda *args, **kwargs: leave(1)
    return 1
