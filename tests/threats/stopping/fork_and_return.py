# Forks in a cell and in a call, and lets both processes return and answer.
# %%
import os

os.fork()
print("tried")
# %%
import os


def spectrum(J):
    os.fork()
    return np.zeros(len(J))
