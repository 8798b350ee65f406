# Opens the gradebook by its full path, for reading and for writing.
# %%
import sqlite3

attempt("read", lambda: open("SECRET_FILE").read())
attempt("write", lambda: open("SECRET_FILE", "w"))
attempt("database", lambda: sqlite3.connect("file:SECRET_FILE?mode=rw", uri=True).execute("select 1"))
