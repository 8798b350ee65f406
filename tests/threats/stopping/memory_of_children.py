# Takes memory in many children, each below the bound of a single process.
# notice: of memory that a submission may use
# %%
import os
import time

for _ in range(8):
    if os.fork() == 0:
        hoard = np.ones(2**23)
        time.sleep(60)
        os._exit(0)
time.sleep(2)
print("tried")
