"""What was handed in: found, and read without trusting it."""

from autograder.submissions import archive, submission, unpacking
from autograder.submissions.content import digest, key_of
from autograder.submissions.notebook import Unreadable
from autograder.submissions.notice import Notice
from autograder.submissions.submission import Submission, find_one

__all__ = [
    "Notice",
    "Submission",
    "Unreadable",
    "archive",
    "digest",
    "find_one",
    "key_of",
    "submission",
    "unpacking",
]
