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

from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
