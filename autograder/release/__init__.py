"""A source becomes what students get."""

from autograder.release import editions, handout, student_notebook, worked_pages

__all__ = ["editions", "handout", "student_notebook", "worked_pages"]
