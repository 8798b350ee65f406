# Reads and overwrites another student's notebook and finished report.
# %%
import os

attempt("read", lambda: open("NEIGHBOUR").read())
attempt("report", lambda: open("RESULTS").read())
attempt("write", lambda: open("RESULTS", "w").write("0"))
attempt("remove", lambda: os.remove("NEIGHBOUR") or True)
attempt("list", lambda: os.listdir(os.path.dirname("RESULTS")))
