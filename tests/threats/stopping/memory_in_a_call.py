# Takes memory bit by bit until there is none, in a called function.
# message: of memory that a submission may use
# %%
def spectrum(J):
    hoard = []
    while True:
        hoard.append(np.ones(2**20))
