# Starts a thread that kills the process later, while another cell is running that did nothing.
# notice: ended the Python process
# %%
import os
import threading
import time


def wait_and_kill():
    while "later" not in globals():
        time.sleep(0.05)
    os.kill(os.getpid(), 9)


threading.Thread(target=wait_and_kill, daemon=True).start()
# %%
later = True
time.sleep(2)
