"""Imported by the server that workers are forked from, so that each of them has all it needs."""

from autograder.start import prepare

prepare()

import autograder.batch.assessment  # noqa: E402
import autograder.checks  # noqa: E402, F401
