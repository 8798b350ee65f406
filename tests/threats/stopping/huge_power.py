# Computes a number with a billion digits, in C where no signal is seen.
# message: took too long and was stopped
# %%
def spectrum(J):
    return len(str(9 ** (9**8)))
