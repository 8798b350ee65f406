# Leaves a double-forked daemon, threads, at-exit handlers and children in sessions of their own.
# %%
import atexit
import os
import subprocess
import threading
import time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        while True:
            time.sleep(1)
    os._exit(0)
subprocess.Popen(["sleep", "1000"], start_new_session=True)
threading.Thread(target=time.sleep, args=(1000,)).start()
atexit.register(time.sleep, 1000)
os.system("nohup sleep 1000 >/dev/null 2>&1 &")
print("tried")
