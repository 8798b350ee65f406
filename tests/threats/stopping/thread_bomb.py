# Starts threads without end; their number is bounded like that of processes.
# notice: wanted more than the 24 processes
# %%
import threading

lock = threading.Lock()
lock.acquire()


def bomb():
    for _ in range(5000):
        threading.Thread(target=lock.acquire, daemon=True).start()
    return "all started"


attempt("threads", bomb)
