# Fills its scratch folder, /tmp and /dev/shm, which lie in memory.
# %%
def fill(path):
    with open(path, "wb") as file:
        for _ in range(1000):
            file.write(bytes(2**20))
    return "filled"


for path in ("/dev/shm/full", "/tmp/full", "full"):
    attempt(path, lambda path=path: fill(path))
