# Forks without end; the number of processes is bounded, and all end with the submission.
# notice: wanted more than the 24 processes
# %%
import os
import time

children = 0
try:
    while children < 5000:
        if os.fork() == 0:
            time.sleep(60)
            os._exit(0)
        children += 1
except OSError:
    print("HELD after", children)
