"""The grader: strip, run, ask, check, report.

Read in this order:

master      solutions/problemN.py as cells with a question and a role
release     master -> the notebook that students get
limits      what a submission may use
sandbox     a process inside bubblewrap, and the only channel to it
inside      our code that runs beside the student's; it holds no secret
interview   run a submission in the sandbox, then ask it
checks      the hidden checks and the named mistakes they recognise
grading     one notebook in, one Report out
report      Report -> JSON, CSV, HTML
batch       many notebooks
provisioner the same sandbox for any Jupyter tool
"""

from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
