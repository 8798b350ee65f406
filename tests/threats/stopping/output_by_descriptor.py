# Writes to the descriptors of stdout and stderr and to programs' outputs, past Python.
# %%
import os
import subprocess

for number in (1, 2):
    for _ in range(50):
        os.write(number, b"x" * 100_000)
subprocess.run("head -c 20000000 /dev/zero; head -c 20000000 /dev/zero >&2", shell=True)
print("tried")
