"""Report -> pages that people read: the student's feedback and the class."""

import base64
import functools
import hashlib
import re
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from autograder.feedback import class_overview, student_view
from autograder.feedback.student_view import base64_text
from autograder.grading import Graded
from autograder.problems import questions
from autograder.results import Marks, QuestionResult, Report, Table, marks, standing

__all__ = ["base64_text", "class_page", "question_fragment", "student_page", "with_marks"]

HEAD = 1000  # characters of a page in which its identity stands
SIGNS = {"passed": "✓", "failed": "✗", "skipped": "–", "error": "!"}
KINDS = {
    "override": "a person has given these points in place of what was",
    "bonus": "points on top",
    "excuse": "excused: it does not count",
    "extension": "the due date was moved for you",
    "dropped": "dropped for everybody: it does not count",
    "full": "counted full for everybody",
    "worth": "worth so many points in this course",
    "rounding": "rounding",
}
WRITTEN = re.compile(r"<!-- written -->.*?<!-- /written -->", re.DOTALL)


@functools.cache
def environment() -> Environment:
    """Templates with everything escaped: names, outputs and messages are hostile input."""
    made = Environment(
        loader=PackageLoader("autograder.feedback"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["code"] = code
    made.filters["points"] = lambda value: f"{value:g}"
    made.filters["folder"] = folder
    made.globals |= {"signs": SIGNS, "words": student_view.WORDS}
    return made


def code(text: str) -> Markup:
    """Escaped text in which `backquoted` words are set as code."""
    parts = re.split(r"`([^`]+)`", text)
    marked = (f"<code>{escape(p)}</code>" if i % 2 else str(escape(p)) for i, p in enumerate(parts))
    return Markup("".join(marked))


def folder(student: str) -> str:
    """A student's folder as the start of a relative link; a colon would make it a scheme."""
    from urllib.parse import quote

    return f"./{quote(student, safe='')}"


def question_fragment(question: QuestionResult) -> str:
    """The checks of one question as HTML, for pages that other tools make."""
    return environment().get_template("question.html").render(question=question)


@functools.cache
def identity() -> str:
    """A digest of all that makes pages what they are; it stands in the head of each page."""
    room = Path(__file__).parent
    files = [*room.glob("*.py"), *(room / "templates").iterdir(), Path(questions.__file__)]
    digest = hashlib.sha256()
    for path in sorted(path for path in files if path.is_file()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def is_current(head: str) -> bool:
    """Whether a page that begins like this was made by what makes pages now."""
    return f'content="pages {identity()}"' in head


def student_page(graded: Graded, own: Marks | None = None) -> str:
    """The feedback page of one report, self-contained.

    own : the marks of the written answers, as far as there are some
    What is too odd to be shown is left out; the report itself can always be.
    """
    try:
        return whole_page(graded, own)
    except Exception:  # no answer is so odd that it costs more than its pictures
        return whole_page(Graded(graded.report), own)


def whole_page(graded: Graded, own: Marks | None) -> str:
    views = student_view.question_views(graded)
    return (
        environment()
        .get_template("student.html")
        .render(
            report=graded.report,
            identity=identity(),
            title=questions.title(graded.report.problem),
            questions=views,
            first=student_view.look_first(views),
            cells=student_view.cells(graded),
            most_cells=student_view.MOST_CELLS,
            skipped=graded.skipped,
            troubled=student_view.troubled(graded),
            written=Markup(written_answers(graded.report, own)),
        )
    )


def written_answers(report: Report, own: Marks | None) -> str:
    """The part of a student's page about the written answers, between marks of its own."""
    given = own.by_question() if own else {}
    answers = [
        (question, most, given.get(question))
        for question, most in questions.written_points(report.problem).items()
    ]
    part = (
        environment()
        .get_template("written.html")
        .render(
            report=report,
            answers=answers if report.status == "graded" else [],
            given=marks.given(report, own),
            pending=marks.pending(report, own),
            most=sum(most for _, most, _ in answers),
            counted=standing(report, own),
            decided=[(a, KINDS[a.kind]) for a in report.adjusted],
        )
    )
    return f"<!-- written -->{part}<!-- /written -->"


def with_marks(page: str, report: Report, own: Marks) -> str:
    """A student's page with other marks of the written answers; all else stays as it is.

    Nothing of a student's can look like the part that is exchanged, since it is escaped.
    """
    part = written_answers(report, own)
    return WRITTEN.sub(lambda _: part, page, count=1)


def class_page(reports: list[Report], missing: list[str], marked: Table | None = None) -> str:
    """The instructor's page over all reports of a class."""
    script = (Path(__file__).parent / "templates" / "sort.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        environment()
        .get_template("class.html")
        .render(
            room=class_overview.look(reports, missing, marked or {}),
            most_listed=class_overview.MOST_LISTED,
            script=Markup(script),
            digest=digest,
        )
    )
