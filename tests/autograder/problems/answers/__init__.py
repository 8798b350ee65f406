"""Answers to Problem 1 as people write them: right ones in odd styles, and wrong ones.

Each is a block of a file that begins with a line `# name: question`; a name says what is odd or
wrong about it.
"""

import re
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent


class Written(NamedTuple):
    """An answer: the question that it belongs to, what it is called, and its code."""

    question: str
    name: str
    code: str


def read(file: str) -> list[Written]:
    """The answers of a file of this folder, in order."""
    text = (HERE / file).read_text(encoding="utf-8")
    parts = re.split(r"^# (\d\w): (.+)\n", text, flags=re.MULTILINE)[1:]
    return [Written(*part) for part in zip(parts[0::3], parts[1::3], parts[2::3], strict=True)]
