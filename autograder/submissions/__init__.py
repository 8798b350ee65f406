"""What was handed in: found, and read without trusting it."""

from autograder.submissions import archive, submission
from autograder.submissions.content import digest, key_of
from autograder.submissions.submission import Submission, Unreadable, find_one

__all__ = ["Submission", "Unreadable", "archive", "digest", "find_one", "key_of", "submission"]
