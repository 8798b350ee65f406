"""The set inside nbgrader: `configure(get_config())` in a course's nbgrader_config.py."""

from autograder.start import prepare

prepare()  # it is loaded by a program of other people, which has no other place for it

from autograder.integrations.nbgrader.pipeline import configure  # noqa: E402

__all__ = ["configure"]
