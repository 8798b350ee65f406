"""What people read: the student's page and the class page."""

from autograder.feedback import class_overview, kept, pages
from autograder.feedback.pages import with_marks

__all__ = ["class_overview", "kept", "pages", "with_marks"]
