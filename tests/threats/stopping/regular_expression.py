# Runs a regular expression that takes longer than the universe, in C where no signal is seen.
# message: took too long and was stopped
# %%
import re


def spectrum(J):
    return re.match(r"(a+)+$", "a" * 60 + "b")
