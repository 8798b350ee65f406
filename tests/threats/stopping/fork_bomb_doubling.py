# Forks from every child again, as fast as it can.
# notice: wanted more than the 24 processes
# %%
import os
import time

parent = os.getpid()
end = time.time() + 0.5
while time.time() < end:
    try:
        os.fork()
    except OSError:
        pass
if os.getpid() != parent:
    time.sleep(60)
    os._exit(0)
print("tried")
