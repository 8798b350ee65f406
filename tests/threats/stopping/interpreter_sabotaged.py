# Breaks the interpreter under the grader's feet: tracing, import hooks, collectors, audit hooks.
# %%
import gc
import sys

gc.disable()
gc.set_threshold(1)
sys.settrace(lambda *args: None)
sys.setprofile(lambda *args: None)
sys.meta_path.clear()
sys.setswitchinterval(1e-9)
sys.excepthook = sys.unraisablehook = None
print("tried")
