# Prints for ever, and is stopped like any other loop.
# notice: took too long and was stopped after 3 s
# %%
while True:
    print("more")
