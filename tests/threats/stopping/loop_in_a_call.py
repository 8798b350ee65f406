# Loops for ever in a called function; its question is lost and no other.
# notice: `spectrum` took too long and was stopped (after 2 s)
# %%
def spectrum(J):
    while True:
        pass
