"""The hidden checks, and how one is written.

    @check("1e")
    def spectrum_of_unseen_matrices(ask):
        \"""`spectrum(J)` gives the eigenvalues of matrices it has not seen.\"""
        J = random_connectivity(60, 1.3, ask.rng)
        expect_same_set(ask.call("spectrum", J), np.linalg.eigvals(J))

The docstring is the sentence that the student reads. The check raises `Wrong` with a reason. Its
neighbour is the named mistake, written as a student would write it:

    @mistake("1e", "spectrum")
    def singular_values(J):
        \"""These are singular values: ...\"""      the hint
        return np.linalg.svd(J)[1]
"""

from autograder.checks.ask import (
    WHOLE,
    Ask,
    Name,
    NoAnswer,
    Seed,
    Silence,
    Source,
    View,
    across,
    describe,
    generator,
)
from autograder.checks.comparisons import (
    array,
    beside,
    expect_close,
    expect_equal_aspect,
    expect_labels,
    expect_same_set,
    expect_same_span,
    expect_unchanged,
    number,
    pair,
    truth,
)
from autograder.checks.declaration import Check, Mistake, Suite, Wrong, check, mistake
from autograder.checks.exhibits import Exhibit, Pair, Plane, Values
from autograder.checks.instances import (
    exact_matrix,
    normal_matrix,
    orthogonal,
    permuted,
    symmetric_matrix,
)
from autograder.checks.lazy import optimize, plt
from autograder.checks.shapes import covers, has_circle
from autograder.checks.spectra import spectrum_of

__all__ = [
    "Ask",
    "Check",
    "Exhibit",
    "Mistake",
    "Name",
    "NoAnswer",
    "Pair",
    "Plane",
    "Seed",
    "Silence",
    "Source",
    "Suite",
    "Values",
    "View",
    "WHOLE",
    "Wrong",
    "across",
    "array",
    "beside",
    "check",
    "covers",
    "describe",
    "exact_matrix",
    "expect_close",
    "expect_equal_aspect",
    "expect_labels",
    "expect_same_set",
    "expect_same_span",
    "expect_unchanged",
    "generator",
    "has_circle",
    "mistake",
    "normal_matrix",
    "number",
    "optimize",
    "orthogonal",
    "pair",
    "permuted",
    "plt",
    "spectrum_of",
    "symmetric_matrix",
    "truth",
]
