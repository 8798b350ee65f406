# Plants an IPython configuration and startup file, then forces a restart to have them run.
# message: ended the Python process
# %%
import os
import pathlib

profile = pathlib.Path.home() / ".ipython/profile_default"
(profile / "startup").mkdir(parents=True, exist_ok=True)
(profile / "startup/00.py").write_text("is_stable = lambda J: True\nprint('GOT startup')\n")
(profile / "ipython_config.py").write_text(
    "c = get_config()\nc.InteractiveShellApp.exec_lines = ['print(\"GOT config\")']\n"
)


def jacobian(x, J):
    os._exit(1)
