# Loops for ever in the destructor of an answer.
# message: took too long and was stopped
# %%
class Clinging:
    def __del__(self):
        while True:
            pass


def spectrum(J):
    return Clinging()
