"""What was handed in: found, and read without trusting it."""

from autograder.submissions import archive, intake, look, unpacking
from autograder.submissions.content import digest, fingerprint, key_of
from autograder.submissions.layouts import Origin
from autograder.submissions.notebook import Unreadable
from autograder.submissions.notice import Notice
from autograder.submissions.submission import Submission

__all__ = [
    "Notice",
    "Origin",
    "Submission",
    "Unreadable",
    "archive",
    "digest",
    "fingerprint",
    "intake",
    "key_of",
    "look",
    "unpacking",
]
