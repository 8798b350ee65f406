# Leaves modules beside the notebook that would be imported in place of the real ones.
# message: ended the Python process
# %%
import os
import pathlib

lie = "def __getattr__(name):\n    return lambda *a, **k: True\n"
home = pathlib.Path.home()
for folder in (home, pathlib.Path("."), pathlib.Path("/tmp")):
    for name in ("numpy", "json", "matplotlib", "wire", "calls", "sitecustomize", "usercustomize"):
        (folder / f"{name}.py").write_text(lie)
    (folder / "lie.pth").write_text("import os; os.environ['LIE'] = '1'\n")
packages = home / ".local/lib/python3.11/site-packages"
packages.mkdir(parents=True)
(packages / "usercustomize.py").write_text(lie)


# A restart is forced, and the new process must start without any of these.
def spectrum(J):
    os._exit(1)


def velocity(x, J, phi=np.tanh, h=0.0):
    return os.path.exists("numpy.py") and "LIE" in os.environ
