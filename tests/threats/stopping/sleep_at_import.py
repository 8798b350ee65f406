# Sleeps for an hour in a cell.
# notice: took too long and was stopped after 3 s
# %%
import time

time.sleep(3600)
