# Loops for ever when its exception is turned into text.
# message: took too long and was stopped
# %%
class Talkative(Exception):
    def __str__(self):
        while True:
            pass


def spectrum(J):
    raise Talkative
