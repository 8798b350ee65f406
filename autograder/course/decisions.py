"""What course file and adjustments mean for one report: its `late` and `adjusted`."""

import math
from collections.abc import Iterable
from datetime import datetime, timedelta

from autograder.course.adjustments import Adjustment
from autograder.course.course_file import Course
from autograder.results import Adjusted, Late, Report

OF_THE_COURSE = "the course"
DAY = timedelta(days=1)


def decide(
    report: Report, course: Course, own: Iterable[Adjustment], handed_in: str, marked_late: bool
) -> Report:
    """The report with what was decided; nothing else of it changes.

    own : the adjustments of this student and problem
    handed_in : when, in ISO 8601; empty if the platform did not say
    marked_late : whether the platform calls it late
    """
    decided = [adjustment.decided for adjustment in own]
    late = lateness(report.problem, course, decided, handed_in, marked_late)
    adjusted = (*decided, *of_the_course(report, course))
    return report.model_copy(update={"late": late, "adjusted": adjusted})


def of_the_course(report: Report, course: Course) -> Iterable[Adjusted]:
    """What holds for everybody: questions dropped, counted full, worth otherwise; rounding."""
    problem = course.of(report.problem)
    kinds = {"dropped": "is dropped for everybody", "full": "counts full for everybody"}
    for kind, why in kinds.items():
        for question in getattr(problem, kind):
            yield Adjusted(kind=kind, question=question, who=OF_THE_COURSE, why=why)
    for question, points in problem.points.items():
        why = f"is worth {points:g} points in this course"
        worth = {"kind": "worth", "question": question, "value": points}
        yield Adjusted(**worth, who=OF_THE_COURSE, why=why)
    if course.rounding is not None:
        why = f"totals are rounded to multiples of {course.rounding:g}"
        yield Adjusted(kind="rounding", value=course.rounding, who=OF_THE_COURSE, why=why)


def lateness(
    problem: str, course: Course, decided: list[Adjusted], handed_in: str, marked_late: bool
) -> Late | None:
    """When it was handed in, and what that costs; None if that is not known, or does not matter."""
    own, policy = course.of(problem), course.late
    until = next((a.until for a in decided if a.kind == "extension"), "")
    due = datetime.fromisoformat(until) if until else own.due and course.moment(own.due)
    if due is None or not (handed_in or marked_late):
        return None
    about = {"handed_in": handed_in, "due": due.isoformat(timespec="minutes"), "of": policy.of}
    if not handed_in:  # the platform says "late" and not since when
        if until:
            return Late(**about, days=0, share=0.0, why="late, with an extension: please look")
        share = min(policy.percent_per_day, policy.most_percent) / 100
        return Late(**about, days=1, share=share, why="the platform calls it late: one day")
    when = course.moment(datetime.fromisoformat(handed_in))
    over = when - due - timedelta(minutes=policy.grace_minutes)
    if over <= timedelta(0):
        return Late(**about, days=0, share=0.0, why="in time")
    days = math.ceil((when - due) / DAY)
    latest = own.latest and max(course.moment(own.latest), due)
    if latest and when > latest:
        return Late(**{**about, "of": "earned"}, days=days, share=1.0, why="after the latest day")
    percent = min(policy.percent_per_day * days, policy.most_percent)
    why = f"{days} day{'' if days == 1 else 's'} late: {percent:g} % of the {policy.of} points"
    return Late(**about, days=days, share=percent / 100, why=why)
