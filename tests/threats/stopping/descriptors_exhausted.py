# Opens files until there are no descriptors left, and keeps them open.
# %%
opened = []


def exhaust():
    for _ in range(100_000):
        opened.append(open("/dev/null"))
    return len(opened)


attempt("descriptors", exhaust)
