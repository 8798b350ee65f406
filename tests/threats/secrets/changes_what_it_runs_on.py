# Writes into the interpreter, into numpy, into our code beside it, and into their byte code.
# %%
import os
import sys

for module in ("inside.wire", "inside.calls", "numpy", "json"):
    file = sys.modules[module].__file__
    attempt(module, lambda file=file: open(file, "a") and True)
    attempt(f"{module} byte code", lambda file=file: open(
        os.path.join(os.path.dirname(file), "__pycache__", "PLANTED.pyc"), "w") and True)
attempt("interpreter", lambda: open(os.path.realpath(sys.executable), "ab") and True)
attempt("permissions", lambda: os.chmod(np.__file__, 0o777) or True)
attempt("rename", lambda: os.rename(np.__file__, np.__file__ + ".PLANTED") or True)
