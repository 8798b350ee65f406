"""Started as `python -sP <this folder> <file descriptor> [nest]`.

Serves one submission on the socket, or with `nest` forks a process for each one asked for there.
"""

import sys
import warnings

import nest
from desk import serve

if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    descriptor = int(sys.argv[1])
    if sys.argv[2:] == ["nest"]:
        nest.serve_forks(descriptor, serve)
    serve(descriptor)
