"""Spectra of large matrices, each computed once: right answers to a question are the same matrix.

They all come from the same generator, and hundreds of submissions would have the grader do hundreds
of times what takes longer than the rest of their checks.
"""

from hashlib import sha256

import numpy as np

from reference import connectivity

MOST_KEPT = 64

_known: dict[bytes, np.ndarray] = {}


def spectrum_of(J: np.ndarray) -> np.ndarray:
    """The eigenvalues (N,) of a matrix (N, N), read-only."""
    content = np.ascontiguousarray(J)
    key = sha256(content.dtype.str.encode() + content.tobytes()).digest()
    if key not in _known:
        if len(_known) == MOST_KEPT:
            del _known[next(iter(_known))]
        eigenvalues = connectivity.spectrum(content)
        eigenvalues.setflags(write=False)
        _known[key] = eigenvalues
    return _known[key]
