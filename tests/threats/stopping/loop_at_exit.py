# Loops for ever in an at-exit handler and in a thread that is no daemon; the end is not asked for.
# %%
import atexit
import threading


def loop():
    while True:
        pass


atexit.register(loop)
threading._register_atexit(loop)
threading.Thread(target=threading.Event().wait).start()
print("tried")
