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

That arguments stay as they were is asked of every question, and nobody writes it down: see
`arguments`. Figures are asked what they show (`drawings`, `histograms`, `appearance`).
"""

from autograder.checks.appearance import (
    IMAGINARY,
    NUMBER_OF,
    REAL,
    expect_equal_aspect,
    expect_labels,
    expect_new_figure,
    expect_sides,
    says,
)
from autograder.checks.arguments import arguments_check
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
    state_after,
)
from autograder.checks.bans import expect_without
from autograder.checks.comparisons import (
    array,
    beside,
    expect_close,
    expect_same_set,
    expect_same_span,
    number,
    pair,
    truth,
)
from autograder.checks.declaration import Check, Mistake, Suite, Wrong, check, mistake
from autograder.checks.drawings import (
    covers,
    curves_through,
    has_circle,
    has_lines_between,
    has_vertical_line,
    names_of,
    points_at,
    shows_curve,
    shows_points,
    tolerance,
)
from autograder.checks.effects import verb
from autograder.checks.exhibits import Exhibit, Pair, Plane, Values
from autograder.checks.histograms import (
    Bins,
    histograms,
    meaning,
    number_of_bins,
    same_grid,
    turned,
)
from autograder.checks.instances import (
    exact_matrix,
    normal_matrix,
    orthogonal,
    permuted,
    symmetric_matrix,
)
from autograder.checks.lazy import optimize, plt
from autograder.checks.record import Call, Compared, Record, compared, judge, judging, keeping
from autograder.checks.spectra import spectrum_of

__all__ = [
    "Ask",
    "Bins",
    "Call",
    "Check",
    "Compared",
    "Exhibit",
    "IMAGINARY",
    "Mistake",
    "NUMBER_OF",
    "Name",
    "NoAnswer",
    "Pair",
    "Plane",
    "REAL",
    "Record",
    "Seed",
    "Silence",
    "Source",
    "Suite",
    "Values",
    "View",
    "WHOLE",
    "Wrong",
    "across",
    "arguments_check",
    "array",
    "beside",
    "check",
    "compared",
    "covers",
    "curves_through",
    "describe",
    "exact_matrix",
    "expect_close",
    "expect_equal_aspect",
    "expect_labels",
    "expect_new_figure",
    "expect_same_set",
    "expect_same_span",
    "expect_sides",
    "expect_without",
    "generator",
    "has_circle",
    "has_vertical_line",
    "histograms",
    "has_lines_between",
    "meaning",
    "judge",
    "judging",
    "keeping",
    "mistake",
    "names_of",
    "normal_matrix",
    "number",
    "number_of_bins",
    "optimize",
    "orthogonal",
    "pair",
    "permuted",
    "plt",
    "points_at",
    "same_grid",
    "says",
    "shows_curve",
    "shows_points",
    "spectrum_of",
    "state_after",
    "symmetric_matrix",
    "tolerance",
    "truth",
    "turned",
    "verb",
]
