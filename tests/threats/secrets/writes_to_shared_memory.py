# Leaves files in /dev/shm, /tmp and by name in POSIX shared memory; they are its own folders.
# %%
from multiprocessing import shared_memory

memory = shared_memory.SharedMemory("PLANTED", create=True, size=1000)
for folder in ("/dev/shm", "/tmp", "."):
    with open(f"{folder}/PLANTED-file", "w") as file:
        file.write("here")
print("tried")
