# Writes one file that is larger than a file may be.
# %%
def write():
    with open("large", "wb") as file:
        file.truncate(2**40)
    return "written"


attempt("sparse file", write)
