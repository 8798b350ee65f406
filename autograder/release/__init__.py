"""A source becomes what students get."""

from autograder.release import editions, handout, student_notebook, worked_pages
from autograder.release.student_notebook import ReleaseError

__all__ = ["ReleaseError", "editions", "handout", "student_notebook", "worked_pages"]
