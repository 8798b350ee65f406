"""What a process of ours does before it imports anything large: each entry point calls `prepare`.

Everything here is an effect on the whole process, so it stands in one place and happens when it is
asked for, not when something is imported.
"""

import os
import sys

# Graders run beside each other, one per processor: threads of BLAS would only be in the way. It
# reads these when numpy is imported.
BLAS_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")

# nbformat imports jsonschema, which builds a grammar of internationalised addresses at its import
# if it can: more than a second, for a format that notebooks do not have. Jupytext imports half of
# Jupyter's server, for the case that it is a part of that. Both go on without.
DISPENSABLE = (
    "rfc3987_syntax",
    "jupytext.sync_contentsmanager",
    "jupytext.async_contentsmanager",
)


def prepare() -> None:
    """One thread of BLAS in this process and its children, and no import that nobody needs."""
    for name in BLAS_THREADS:
        os.environ.setdefault(name, "1")
    for name in DISPENSABLE:
        sys.modules.setdefault(name, None)
