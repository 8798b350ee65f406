# Prints 100 MB in one piece and in many; a little is kept.
# %%
print("x" * 100_000_000)
# %%
for _ in range(100):
    print("y" * 1_000_000)
# %%
print("tried")
