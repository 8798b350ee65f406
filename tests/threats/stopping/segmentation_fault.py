# Crashes the interpreter by reading a forbidden address, in a call.
# message: ended the Python process
# %%
import ctypes


def spectrum(J):
    return ctypes.string_at(1)
