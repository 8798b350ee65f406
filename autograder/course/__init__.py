"""What the instructor has decided: the course file, the roster, due dates, adjustments."""

from autograder.course import adjustments, course_file, decisions, roster, sheet
from autograder.course.adjustments import Adjustment, Known
from autograder.course.course_file import BadCourse, Course
from autograder.course.roster import Roster
from autograder.course.sheet import BadSheet

__all__ = [
    "Adjustment",
    "BadCourse",
    "BadSheet",
    "Course",
    "Known",
    "Roster",
    "adjustments",
    "course_file",
    "decisions",
    "roster",
    "sheet",
]
