"""The course file: the example is right, and what is wrong is named with line and remedy."""

import pytest

from autograder import PROJECT
from autograder.course import BadCourse, course_file

KNOWN = {"problem1": ("1a", "1b"), "problem2": ("2a",), "problem3": ("3a",)}


def read(tmp_path, text):
    path = tmp_path / "course.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return course_file.read(path, KNOWN)


def test_the_released_example():
    """It is read as it is, and its times are those of its zone."""
    course = course_file.read(PROJECT / "docs" / "course.toml", KNOWN)
    due = course.moment(course.of("problem1").due)
    assert due.isoformat() == "2027-03-01T23:59:00+01:00"
    assert course.late.percent_per_day == 10


def test_an_empty_file_changes_nothing(tmp_path):
    """Everything is as without one."""
    assert read(tmp_path, "") == course_file.Course()


@pytest.mark.parametrize(
    ("text", "line", "remedy"),
    [
        ("a = = 3", 1, "quotes"),
        ("title = unquoted", 1, "quotes"),
        ("title = 'a'\ntitle = 'b'", 2, "each key stands once"),
        ("[problem.problem1]\ndue = 2027-03-01T23:59", 2, "needs its seconds"),
        ("[problem.problem1]\ndue = 2027-13-01T23:59:00", 2, ""),
        ("titel = 'x'", 1, "did you mean title?"),
        ("title = 5", 1, "string"),
        ("\ntimezone = 'Europe/Berln'", 2, "Europe/Berlin"),
        ("rounding = -1", 1, "greater than 0"),
        ("rounding = 'half'", 1, "number"),
        ("seed = 1.5", 1, "integer"),
        ("[late]\nper_day = 3", 2, "percent_per_day"),
        ("[late]\npercent_per_day = 200", 2, "100"),
        ("[late]\nof = 'all'", 2, "'earned' or 'possible'"),
        ("[feedback]\npush = 'none'", 2, "'visible'"),
        ("late = 5", 1, "late"),
        ("[problem.problem9]\nweight = 1", 1, "there are: problem1"),
        ("[problem.problem1]\nweight = -1", 2, "greater than or equal to 0"),
        ("[problem.problem1]\ndue = 2027-03-01", 2, "a day without a time"),
        ("[problem.problem1]\ndue = '2027-03-01 10:00'", 2, "without quotes"),
        ("[problem.problem1]\nlatest = 2027-03-01T10:00:00", 2, "give `due`, too"),
        (
            "[problem.problem1]\ndue = 2027-03-02T10:00:00\nlatest = 2027-03-01T10:00:00",
            3,
            "before the due date",
        ),
        ("[problem.problem1]\ndropped = ['9z']", 2, "it has: 1a, 1b"),
        ("[problem.problem1]\ndropped = ['1a']\nfull = ['1a']", 3, "cannot be dropped"),
        ("[problem.problem1]\npoints = { 1a = 0 }", 2, "between 0 and 1000"),
        ("[problem.problem1]\npoints = { 1z = 1 }", 2, "no question 1z"),
        ("problem.problem1.weight = 'x'", 1, "number"),
        ("[problem.problem1]\ntitle='x'\n[problem.problem2]\ntitle='x'", 2, "two problems"),
        (b"title = 'M\xfcller'", 1, "UTF-8"),
    ],
)
def test_broken_files(text, line, remedy, tmp_path):
    """Each is refused with its line, and what is allowed."""
    with pytest.raises(BadCourse) as error:
        read(tmp_path, text)
    assert f"line {line}" in str(error.value)
    assert remedy in str(error.value)


def test_everything_wrong_is_told_at_once(tmp_path):
    """One run says all, not the first only."""
    with pytest.raises(BadCourse) as error:
        read(tmp_path, "titel = 'x'\nrounding = -1\n[late]\nof = 'all'\n")
    assert [f"line {n}" in str(error.value) for n in (1, 2, 4)] == [True] * 3
