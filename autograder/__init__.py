"""The grader: strip, run, ask, check, report.

Read in this order:

master      solutions/problemN.py as cells with a question and a role
release     master -> the notebook that students get
limits      what a submission may use
sandbox     a confined process, warm (forked) or cold (started anew), and channel, the only way to
            it; bubblewrap says what it sees, seccomp what it may call, fence (cgroup or watchdog)
            what all of it together may use
inside      our code that runs beside the student's; it holds no secret
interview   run a submission in the sandbox, then ask it; shown and axes read what came back
checks      the hidden checks and the named mistakes they recognise
grading     one notebook in, one Report out
report      Report -> JSON, CSV, HTML
batch       many notebooks
provisioner the same sandbox for any Jupyter tool
"""

import os
from pathlib import Path

# Graders run beside each other, one per processor: threads of BLAS would only be in the way. It
# reads this when numpy is imported, which nothing in this package does before this line.
BLAS_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
for _name in BLAS_THREADS:
    os.environ.setdefault(_name, "1")

PROJECT = Path(__file__).resolve().parent.parent
