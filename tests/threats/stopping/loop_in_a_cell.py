# Loops for ever in a cell, and swallows every signal and exception that Python lets it.
# notice: took too long and was stopped after 3 s
# %%
import signal

for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
    signal.signal(number, signal.SIG_IGN)
while True:
    try:
        while True:
            pass
    except BaseException:
        continue
