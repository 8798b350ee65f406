"""Started as `python -sP <this folder> <file descriptor> [nest]`.

Serves one submission on the socket, or with `nest` forks a process for each one asked for there.
"""

import sys
import warnings
from pathlib import Path

if not __package__:  # started as a folder: it is the package of its name
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    __package__ = Path(__file__).resolve().parent.name
    __import__(__package__)

from . import nest
from .desk import serve

if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    descriptor = int(sys.argv[1])
    if sys.argv[2:] == ["nest"]:
        nest.serve_forks(descriptor, serve)
    serve(descriptor)
