"""matplotlib's lists of fonts, which cost seconds to make and are the same for everybody."""

import importlib.util
import os
from pathlib import Path


def lists() -> list[Path]:
    """The lists on this machine that the installed matplotlib may use.

    To ask matplotlib which one it is takes longer than to start a sandbox. It is asked if none is
    younger than itself, and then makes one if there is none.
    """
    here = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(os.environ.get("MPLCONFIGDIR") or Path(here, "matplotlib"))
    installed = Path(importlib.util.find_spec("matplotlib").origin).stat().st_mtime
    young = [path for path in folder.glob("fontlist-v*.json") if path.stat().st_mtime > installed]
    return sorted(young) or [own_list()]


def own_list() -> Path:
    """The list of the installed matplotlib, made if there is none."""
    import matplotlib
    from matplotlib import font_manager

    version = font_manager.FontManager.__version__
    return Path(matplotlib.get_cachedir(), f"fontlist-v{version}.json")
