"""A whole class: in parallel, resumed where it stopped, on one machine or a cluster."""

from autograder.batch import assessment, class_run, cluster
from autograder.batch.assessment import Outcome
from autograder.batch.cluster import Cluster

__all__ = ["Cluster", "Outcome", "assessment", "class_run", "cluster"]
