"""`course.toml`: what the instructor has decided about a term; errors name line and remedy."""

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

LARGEST = 1024**2
KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"))*)\s*=""")
TABLE = re.compile(r"\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?")
WHEN = "write a date and a time without quotes: 2027-03-01T23:59:00"


class BadCourse(Exception):
    """The course file cannot be used; a line for each thing that is wrong."""


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class Problem(Model):
    """One problem in this course.

    title : its name on the platform
    names : other names that students' files go by
    due, latest : when it is due, and the last moment at which it counts at all
    """

    title: str = ""
    names: tuple[str, ...] = ()
    due: datetime | None = None
    latest: datetime | None = None
    weight: float = Field(1.0, ge=0, le=1000)
    dropped: tuple[str, ...] = ()
    full: tuple[str, ...] = ()
    points: dict[str, float] = Field(default_factory=dict)

    @field_validator("due", "latest", mode="before")
    @classmethod
    def is_time(cls, value: Any) -> Any:
        """A text or a bare day would leave open what is meant."""
        if isinstance(value, datetime):
            return value
        kind = "is a day without a time" if isinstance(value, date) else "is no date"
        raise ValueError(f"{kind}; {WHEN}")

    @field_validator("points")
    @classmethod
    def are_positive(cls, value: dict[str, float]) -> dict[str, float]:
        for question, points in value.items():
            if not 0 < points <= 1000:
                raise ValueError(f"{question} = {points:g} is not between 0 and 1000")
        return value


class LatePolicy(Model):
    """What lateness costs: so many percent per started day, after some minutes of grace."""

    grace_minutes: float = Field(0, ge=0, le=7 * 24 * 60)
    percent_per_day: float = Field(0, ge=0, le=100)
    most_percent: float = Field(100, ge=0, le=100)
    of: Literal["earned", "possible"] = "earned"


class Feedback(Model):
    """How much students are told on a push; after the due date it is everything."""

    push: Literal["visible", "points", "everything"] = "everything"


class Course(Model):
    """A term. Without a file everything is as these defaults say."""

    title: str = ""
    timezone: str = "UTC"
    roster: str = ""
    rounding: float | None = Field(None, gt=0, le=10)
    seed: int | None = Field(None, ge=0, lt=2**32)
    late: LatePolicy = LatePolicy()
    feedback: Feedback = Feedback()
    problem: dict[str, Problem] = Field(default_factory=dict)

    @field_validator("timezone")
    @classmethod
    def is_zone(cls, value: str) -> str:
        if value not in available_timezones():
            near = difflib.get_close_matches(value, available_timezones(), 1)
            raise ValueError(f"is no time zone; for example {(near or ['Europe/Berlin'])[0]}")
        return value

    def of(self, problem: str) -> Problem:
        return self.problem.get(problem, Problem())

    def told_on_a_push(self, problem: str, now: datetime) -> str:
        """How much a student reads of a problem now."""
        due = self.of(problem).due
        over = due is not None and now >= self.moment(due)
        return "everything" if over else self.feedback.push

    def moment(self, when: datetime) -> datetime:
        """A time with its zone; the course's where it has none."""
        return when if when.tzinfo else when.replace(tzinfo=ZoneInfo(self.timezone))


@dataclass(frozen=True)
class Place:
    """Where a value stands in the file."""

    line: int
    column: int


def read(path: Path, known: Mapping[str, tuple[str, ...]]) -> Course:
    """The course file. Raises BadCourse, with all that is wrong.

    known : the questions of each problem
    """
    try:
        content = path.read_bytes()
        if len(content) > LARGEST:
            raise BadCourse(f"{path} is larger than 1 MB")
        text = content.decode("utf-8-sig")
        data = tomllib.loads(text)
    except OSError as error:
        raise BadCourse(f"{path} cannot be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise BadCourse(f"{path}, line {line}: this is no text in UTF-8; save it so") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadCourse(f"{path}: {told_of_toml(str(error), text)}") from None
    places = find_places(text)
    try:
        course = Course(**data)
    except ValidationError as error:
        found = [(tuple(map(str, e["loc"])), told(e)) for e in error.errors()]
        raise BadCourse(listed(path, places, found)) from None
    wrong = list(inconsistent(course, known))
    if wrong:
        raise BadCourse(listed(path, places, wrong))
    return course


def told_of_toml(error: str, text: str) -> str:
    match = re.search(r"^(.*) \(at line (\d+), column (\d+)\)$", error)
    remedy = "texts stand in quotes, lists in [ ], and each key stands once"
    if match:
        line = text.splitlines()[int(match[2]) - 1]
        if re.search(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?!:)", line):
            remedy = f"a time needs its seconds; {WHEN}"
        return f"line {match[2]}, column {match[3]}: {match[1].lower()}; {remedy}"
    lines = text.splitlines() or [""]
    what = error.removesuffix(" (at end of document)").lower()
    return f"line {len(lines)}, column {len(lines[-1]) + 1}: {what}; {remedy}"


def told(error: dict) -> str:
    """One error of the model, in words."""
    given = ascii(error.get("input"))[:60]
    if error["type"] == "extra_forbidden":
        model = model_at(error["loc"][:-1])
        allowed = sorted(model.model_fields) if model else []
        near = difflib.get_close_matches(str(error["loc"][-1]), allowed, 1)
        guess = f"did you mean {near[0]}? " if near else ""
        return f"is not known here; {guess}allowed: {', '.join(allowed)}"
    context = error.get("ctx", {})
    if error["type"] == "literal_error":
        return f"{given} is not one of {context['expected']}"
    if error["type"] == "value_error":
        return f"{given} {error['msg'].removeprefix('Value error, ')}"
    return f"{given}: {error['msg'][0].lower()}{error['msg'][1:]}"


def model_at(location: tuple) -> type[BaseModel] | None:
    names = [str(part) for part in location]
    if not names:
        return Course
    inner = {"late": LatePolicy, "feedback": Feedback}
    return Problem if names[0] == "problem" and len(names) == 2 else inner.get(names[0])


def inconsistent(course: Course, known: Mapping[str, tuple[str, ...]]):
    """What each value alone does not show: (path in the file, what is wrong)."""
    for name, problem in course.problem.items():
        where = ("problem", name)
        if name not in known:
            yield where, f"there is no {name}; there are: {', '.join(known)}"
            continue
        for kind in ("dropped", "full", "points"):
            for question in getattr(problem, kind):
                if question not in known[name]:
                    allowed = ", ".join(known[name])
                    yield (*where, kind), f"{name} has no question {question}; it has: {allowed}"
        both = set(problem.dropped) & set(problem.full)
        if both:
            yield (*where, "full"), f"{', '.join(sorted(both))} cannot be dropped and count full"
        if problem.latest and not problem.due:
            yield (*where, "latest"), "there is a latest day and no due date; give `due`, too"
        if problem.latest and problem.due and is_early(course, problem):
            yield (*where, "latest"), "lies before the due date"
    titles = [p.title for p in course.problem.values() if p.title]
    for name, problem in course.problem.items():
        if problem.title and titles.count(problem.title) > 1:
            yield ("problem", name, "title"), "two problems have this title"


def is_early(course: Course, problem: Problem) -> bool:
    return course.moment(problem.latest) < course.moment(problem.due)


def listed(path: Path, places: dict, found: list[tuple[tuple[str, ...], str]]) -> str:
    lines = []
    for where, what in found:
        keys = where
        while keys and keys not in places:
            keys = keys[:-1]
        place = places.get(keys, Place(1, 1))
        lines.append(f"{path}, line {place.line}, column {place.column}: {'.'.join(where)}: {what}")
    return "\n".join(lines)


def find_places(text: str) -> dict[tuple[str, ...], Place]:
    """Where each key of a TOML file stands, as far as it stands at the start of a line."""
    places: dict[tuple[str, ...], Place] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        head = TABLE.fullmatch(line)
        if head and "=" not in line:
            table = keys_of(head[1])
            places.setdefault(table, Place(number, line.index("[") + 1))
            continue
        key = KEY.match(line)
        if key:
            own = (*table, *keys_of(key[1]))
            for size in range(len(table) + 1, len(own) + 1):
                places.setdefault(own[:size], Place(number, key.start(1) + 1))
    return places


def keys_of(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))
