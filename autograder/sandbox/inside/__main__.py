"""Started as `python -sP <this folder> <file descriptor> [what to do first]`.

Serves one submission on the socket. What is done first: nothing; or, if it is a JSON document,
to give up the rights that it tells of; or, for `nest` and a number of users, to fork a process for
each submission that is asked for.
"""

import json
import sys
import warnings
from pathlib import Path

if not __package__:  # started as a folder: it is the package of its name
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    __package__ = Path(__file__).resolve().parent.name
    __import__(__package__)

if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    descriptor, *first = sys.argv[1:]
    if len(first) == 1:
        from . import rights

        rights.give_up(**json.loads(first[0]))
    from . import nest
    from .desk import serve

    if first[:1] == ["nest"]:
        nest.serve_forks(int(descriptor), int(first[1]), serve)
    serve(int(descriptor))
