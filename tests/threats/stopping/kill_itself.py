# Kills its own process with signal 9, in a cell and in a call.
# notice: ended the Python process
# %%
import os

os.kill(os.getpid(), 9)
# %%
import os


def spectrum(J):
    os.kill(os.getpid(), 9)
