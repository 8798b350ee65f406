"""Problem 3, a network trained on data: a module per question, checks first, then mistakes.

The data sets of `datasets` are trained by the reference in a fraction of a second; the notebook's
own file plays no part. Returned rates are not believed: a network that a student has trained runs
again here, with the weights that came back.
"""

from autograder.languages import RETURNED
from autograder.problems.declaration import DataFile, Declaration
from autograder.sandbox import Limits

DECLARATION = Declaration(
    limits=Limits(cell_seconds=60, call_seconds=30, submission_seconds=900),
    data=(DataFile("data/pset_p3.mat", maker="reference.dataset"),),
    positions={
        "plot_units": ("units",),
        "trained_columns": (RETURNED,),
        "rls_update": ("plastic",),
        "train": ("plastic",),
    },
)
