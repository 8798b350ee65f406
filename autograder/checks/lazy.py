"""Modules for the named mistakes, imported when the first of them is tried.

They take longer to import than a small notebook takes to be graded, and right answers need none.
"""

import importlib


class Lazy:
    """Stands for a module and imports it at the first use."""

    def __init__(self, name: str):
        self._name = name

    def __getattr__(self, attribute: str) -> object:
        return getattr(importlib.import_module(self._name), attribute)


plt = Lazy("matplotlib.pyplot")
optimize = Lazy("scipy.optimize")
