# Loops for ever when its answer is written down, in an iterator of a list.
# message: took too long and was stopped
# %%
class Endless(list):
    def __iter__(self):
        while True:
            yield 1.0

    def __len__(self):
        return 100


def spectrum(J):
    return Endless()
