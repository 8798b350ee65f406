"""The form of results.json, as Gradescope's specification lists it."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Visibility = Literal["hidden", "after_due_date", "after_published", "visible"]
Format = Literal["text", "html", "simple_format", "md", "ansi"]


class Documented(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    output: str | None = None
    output_format: Format | None = None
    visibility: Visibility | None = None
    extra_data: dict | None = None
    score: float | None = None


class DocumentedTest(Documented):
    """A test case of results.json, as Gradescope's specification lists it."""

    max_score: float | None = None
    status: Literal["passed", "failed"] | None = None
    name: str | None = None
    name_format: Format | None = None
    number: str | None = None
    tags: list[str] | None = None


class DocumentedResults(Documented):
    """results.json, as Gradescope's specification lists it."""

    execution_time: int | None = None
    test_output_format: Format | None = None
    test_name_format: Format | None = None
    stdout_visibility: Visibility | None = None
    tests: list[DocumentedTest] | None = None
