"""The report of a graded notebook: the contract that other people's scripts read.

Its JSON Schema is published as docs/report.schema.json.
"""

import json
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from autograder.submissions import Notice

SCHEMA = 2
SAME_AS_ABOVE = "It is the same mistake as above."

Status = Literal["passed", "failed", "skipped", "error"]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Hint(Frozen):
    """What the answer is, if that was recognised: a named mistake, or a relation to the right one.

    told_before : whether an earlier check of the question has it, too
    """

    kind: Literal["mistake", "relation"]
    name: str
    text: str
    told_before: bool = False


class CheckResult(Frozen):
    """What one hidden check found, and the points it is about."""

    name: str
    says: str
    status: Status
    points: float
    message: str = ""
    hint: Hint | None = None

    @property
    def told(self) -> str:
        """Message and hint in one text, for whoever has one place for both."""
        if self.hint is None:
            return self.message
        hint = SAME_AS_ABOVE if self.hint.told_before else self.hint.text
        return f"{self.message} {hint}"


class QuestionResult(Frozen):
    """A question; `written_max` are the points that people give for its written answer."""

    id: str
    title: str
    score: float
    max_score: float
    written_max: float
    checks: tuple[CheckResult, ...]


class Written(Frozen):
    """Points of written answers that people have yet to give."""

    pending: float


class Late(Frozen):
    """When it was handed in, and what that costs.

    days : started days after the due date, an extension and the grace counted
    share, of : what part is lost, and of which points
    """

    handed_in: str
    due: str
    days: int
    share: float
    of: Literal["earned", "possible"]
    why: str


class Adjusted(Frozen):
    """What a person or the course has decided about this report; `question` is empty for all of it.

    value : points of an override, a bonus, a question's worth, or the step of rounding
    until : the due date of an extension
    """

    kind: Literal[
        "override", "bonus", "excuse", "extension", "dropped", "full", "worth", "rounding"
    ]
    question: str = ""
    value: float | None = None
    until: str = ""
    who: str
    why: str


class Report(Frozen):
    """One notebook's marks and reasons, schema 2.

    content_sha256 : equal for notebooks that differ in nothing but outputs; empty if not graded
    """

    schema_: Literal[2] = Field(SCHEMA, alias="schema")
    student: str
    problem: str
    language: str = "python"
    status: Literal["graded", "unreadable", "error"]
    score: float
    max_score: float
    written: Written
    late: Late | None = None
    adjusted: tuple[Adjusted, ...] = ()
    notebook_sha256: str
    content_sha256: str = ""
    grader: str
    seed: int
    sandbox: str
    seconds: float
    notices: tuple[Notice, ...]
    questions: tuple[QuestionResult, ...]

    def to_json(self) -> str:
        data = self.model_dump(mode="json", by_alias=True)
        return json.dumps(data, indent=1, ensure_ascii=False) + "\n"

    def for_the_class(self) -> "Report":
        """The report without what only its student reads; a class of them takes little memory."""
        questions = [
            question.model_copy(update={"checks": tuple(c for c in question.checks if c.hint)})
            for question in self.questions
        ]
        return self.model_copy(update={"questions": tuple(questions)})

    @property
    def told(self) -> list[str]:
        """The texts of the notices."""
        return [notice.text for notice in self.notices]

    @classmethod
    def from_json(cls, text: str) -> "Report":
        """Raises ValueError if the text is not a report of this schema."""
        data = json.loads(text)
        if not isinstance(data, dict) or data.get("schema") != SCHEMA:
            raise ValueError(f"not a report of schema {SCHEMA}")
        try:
            return cls(**data)
        except ValidationError as error:
            raise ValueError(f"not a report: {error}") from None


def json_schema() -> dict:
    """The JSON Schema of a report, as it is published."""
    schema = Report.model_json_schema(mode="serialization", by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
