# Makes empty files without end, which cost memory of the kernel.
# notice: stopped
# %%
import itertools
import os

os.mkdir("many")
for number in itertools.count():
    os.close(os.open(f"many/{number}", os.O_CREAT | os.O_WRONLY))
