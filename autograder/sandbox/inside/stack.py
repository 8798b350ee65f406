"""The scientific packages, imported before any code of a student runs.

Both a warm and a cold interpreter import them, so that a notebook finds the same modules in both.
Not the notebook's own way to show figures: it looks for IPython's shell when it is imported.
"""

import matplotlib.backends.backend_agg
import matplotlib.pyplot as plt
import numpy as np
import PIL.features
import PIL.Image
import scipy.integrate
import scipy.io
import scipy.linalg
import scipy.optimize

PIL.Image.preinit()  # the formats of pictures that matplotlib asks for, at its first picture

__all__ = ["PIL", "matplotlib", "np", "plt", "scipy"]
