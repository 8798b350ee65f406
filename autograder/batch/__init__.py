"""A whole class: in parallel, resumed where it stopped, on one machine or a cluster."""

from autograder.batch import assessment, class_run, settlement
from autograder.batch.assessment import Outcome

__all__ = ["Outcome", "assessment", "class_run", "settlement"]
