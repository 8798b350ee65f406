"""What commands of nbgrader and otter import: for the process that they are forked from."""

import autograder.integrations.nbgrader
import autograder.integrations.otter  # noqa: F401
from autograder.problems import catalogue

for name in catalogue.names():
    catalogue.suite(name)
