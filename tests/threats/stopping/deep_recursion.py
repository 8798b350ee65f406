# Recurses until Python gives up, and then, through C, until the stack of the process is used up.
# notice: ended the Python process
# %%
def deeper(n):
    return deeper(n + 1)


attempt("recursion", lambda: deeper(0))
# %%
import sys

sys.setrecursionlimit(2**30)


class Deep:
    def __repr__(self):
        return repr(self)


repr(Deep())
