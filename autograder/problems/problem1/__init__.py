"""Problem 1, fixed points and stability: a module per question, checks first, then mistakes.

Windows and their origin are in `reference.statistics`; elementwise comparisons allow rounding
only. Every instance is drawn from `ask.rng`, so it is the same for all submissions and is nowhere
in the notebook.
"""

from autograder.problems.declaration import Declaration
from autograder.sandbox import Limits

DECLARATION = Declaration(
    limits=Limits(cell_seconds=20, call_seconds=10, submission_seconds=300),
)
