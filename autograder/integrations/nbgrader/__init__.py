"""The set inside nbgrader: `configure(get_config())` in a course's nbgrader_config.py."""

from autograder.integrations.nbgrader.pipeline import configure

__all__ = ["configure"]
