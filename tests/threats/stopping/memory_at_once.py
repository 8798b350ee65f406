# Asks for 2 GB, 100 GB and a few EB at once; there is an error and no memory.
# %%
attempt("2 GB", lambda: len(np.ones(2 * 10**9, dtype=np.uint8)))
attempt("100 GB", lambda: len(bytearray(10**11)))
attempt("list", lambda: len([0] * 10**17))
attempt("text", lambda: len("x" * 2**62))
