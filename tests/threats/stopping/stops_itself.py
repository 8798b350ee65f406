# Stops its process with SIGSTOP, which neither ends nor answers.
# message: took too long and was stopped
# %%
import os
import signal


def spectrum(J):
    os.kill(os.getpid(), signal.SIGSTOP)
