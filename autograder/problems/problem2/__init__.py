"""Problem 2, from silence to chaos: a module per question, checks first, then mistakes.

What a network does is compared number by number where two correct programs cannot differ by more
than rounding: in small networks and short runs, and in the notebook's own network below g = 2. The
windows for everything else are in `reference.statistics_problem2`. The long arrays of the notebook
stay where they are: some of their rows cross, or a reduction.
"""

from autograder.problems.declaration import Declaration
from autograder.sandbox import Limits

DECLARATION = Declaration(
    limits=Limits(cell_seconds=60, call_seconds=30, submission_seconds=900),
    variables=("N", "J_unit", "theta", "x0", "rates_quiet", "rates_active", "driven"),
)
