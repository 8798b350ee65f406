"""The report of a graded notebook: the contract that other people's scripts read."""

import json
import os
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from autograder import locks

Status = Literal["passed", "failed", "skipped", "error"]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CheckResult(Frozen):
    """What one hidden check found. `mistake` is the name of the mistake that was recognised."""

    name: str
    says: str
    status: Status
    weight: float
    message: str = ""
    mistake: str | None = None


class QuestionResult(Frozen):
    """A question; `manual` says that people still mark its written answer."""

    id: str
    title: str
    score: float
    max_score: float
    manual: bool
    checks: tuple[CheckResult, ...]


class Report(Frozen):
    """One notebook's marks and reasons, schema 1.

    content_sha256 : equal for notebooks that differ in nothing but outputs; empty if not graded
    """

    schema_: Literal[1] = 1
    student: str
    problem: str
    status: Literal["graded", "unreadable", "error"]
    score: float
    max_score: float
    manual_points_pending: float
    notebook_sha256: str
    content_sha256: str = ""
    grader: str
    seed: int
    sandbox: str
    seconds: float
    notices: tuple[str, ...]
    questions: tuple[QuestionResult, ...]

    def to_json(self) -> str:
        data = self.model_dump(mode="json")
        data = {"schema": data.pop("schema_"), **data}
        return json.dumps(data, indent=1, ensure_ascii=False) + "\n"

    def for_the_class(self) -> "Report":
        """The report without what only its student reads; a class of them takes little memory."""
        questions = [
            question.model_copy(update={"checks": tuple(c for c in question.checks if c.mistake)})
            for question in self.questions
        ]
        return self.model_copy(update={"questions": tuple(questions)})

    @classmethod
    def from_json(cls, text: str) -> "Report":
        """Raises ValueError if the text is not a report of this schema."""
        data = json.loads(text)
        if not isinstance(data, dict) or data.pop("schema", None) != 1:
            raise ValueError("not a report of schema 1")
        try:
            return cls(**data)
        except ValidationError as error:
            raise ValueError(f"not a report: {error}") from None


def write_whole(path: Path, text: str) -> None:
    """Write a file whole or not at all: temporary file that is held, fsync, rename."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{locks.new_name()}.tmp")
    try:
        with open(locks.create(temporary), "w", encoding="utf-8", errors="replace") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
            os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
