"""The grader: strip, run, ask, check, report.

Rooms from the bottom up; each package's `__init__` is its face, and imports go down only.

sandbox       a confined process for one submission, and the only way to it
submissions   what was handed in: found, and read without trusting it
results       what is kept of a grading
interview     run a submission in the sandbox, then ask it
checks        the vocabulary of hidden checks
problems      the problems: sources, hidden checks, named mistakes
release       a source becomes what students get
grading       one submission in, one report out
exports       what other programs read
feedback      what people read
batch         a whole class
integrations  the same grading inside other people's graders
cli           the command line
start         what every process of ours does first
"""

from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
# What comes with the grader (sources, pinned versions): a wheel carries it inside of the package.
_CHECKOUT = (PROJECT / "solutions").is_dir()
SHIPPED = PROJECT if _CHECKOUT else PROJECT / "autograder" / "shipped"
# Where what is made goes: below the checkout, or below the folder where an installed one is used.
WORK = PROJECT if _CHECKOUT else Path.cwd()
