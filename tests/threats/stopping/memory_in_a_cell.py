# Takes memory bit by bit until there is none, in a cell.
# notice: of memory that a submission may use
# %%
hoard = []
while True:
    hoard.append(np.ones(2**20))
