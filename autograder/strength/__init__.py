"""How strong the hidden checks are: mutants of the worked answers, and which get through."""

from autograder.strength.equivalents import Equivalents
from autograder.strength.mutants import Mutant, mutants_of
from autograder.strength.report import Verdict, judge, lines
from autograder.strength.trials import Outcome, run_all

__all__ = [
    "Equivalents",
    "Mutant",
    "Outcome",
    "Verdict",
    "judge",
    "lines",
    "mutants_of",
    "run_all",
]
