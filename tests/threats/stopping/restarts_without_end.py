# Kills its process in every one of many cells; after a few restarts it is not started again.
# earns: 1d 0
# notice: started again too often
# %%
import os; os._exit(1)
# %%
import os; os._exit(2)
# %%
import os; os._exit(3)
# %%
import os; os._exit(4)
# %%
import os; os._exit(5)
# %%
import os; os._exit(6)
# %%
import os; os._exit(7)
# %%
import os; os._exit(8)
# %%
import os; os._exit(9)
