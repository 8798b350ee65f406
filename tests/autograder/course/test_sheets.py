"""Rosters and adjustments: every row in order, or nothing with row, column and remedy."""

import pytest

from autograder.course import BadSheet, Course, Known, adjustments, roster
from autograder.submissions import Origin

KNOWN = Known(
    frozenset({"ada", "ben", "=cmd"}), {"problem1": {"1a": 4.0, "1b": 6.0}, "problem2": {}}
)
HEAD = "student,problem,question,kind,value,who,why\n"


def read_adjustments(tmp_path, text):
    path = tmp_path / "adjustments.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return adjustments.read(path, KNOWN, Course(timezone="Europe/Berlin"))


def test_adjustments_are_read(tmp_path):
    """All kinds, with a spreadsheet's semicolons, decimal commas and quoted formulas."""
    rows = [
        "ada;problem1;1a;override;2,5;me;a slip",
        "ada;problem1;;bonus;1;me;good idea",
        "ben;problem1;;extension;2027-03-04 23:59;me;ill",
        "'=cmd;problem2;;excuse;;me;late entry",
    ]
    text = HEAD.replace(",", ";") + "\n".join(rows) + "\n;;;;;;\n"
    found = read_adjustments(tmp_path, text)
    assert [(a.student, a.decided.kind, a.decided.value) for a in found] == [
        ("ada", "override", 2.5),
        ("ada", "bonus", 1.0),
        ("ben", "extension", None),
        ("=cmd", "excuse", None),
    ]
    assert found[2].decided.until == "2027-03-04T23:59+01:00"


@pytest.mark.parametrize(
    ("row", "where", "remedy"),
    [
        ("eve,problem1,1a,override,1,me,x", "row 2, column student", "no student 'eve'"),
        ("ada,problem7,1a,override,1,me,x", "row 2, column problem", "there are: problem1"),
        ("ada,problem1,9z,override,1,me,x", "row 2, column question", "there are: 1a, 1b"),
        ("ada,problem1,1a,raise,1,me,x", "row 2, column kind", "override, bonus"),
        ("ada,problem1,1a,override,5,me,x", "row 2, column value", "between 0 and 4"),
        ("ada,problem1,1a,override,nan,me,x", "row 2, column value", "between"),
        ("ada,problem1,1a,override,,me,x", "row 2, column value", "no number"),
        ("ada,problem1,1a,bonus,-1,me,x", "row 2, column value", "between"),
        ("ada,problem1,1a,excuse,1,me,x", "row 2, column value", "leave it empty"),
        ("ada,problem1,1a,extension,2027-01-01 10:00,me,x", "column question", "leave it empty"),
        ("ada,problem1,,extension,tomorrow,me,x", "row 2, column value", "2027-03-04 23:59"),
        ("ada,problem1,,extension,2027-03-04,me,x", "row 2, column value", "without a time"),
        ("ada,problem1,1a,override,1,,x", "row 2, column who", "the student reads it"),
        ("ada,problem1,1a,override,1,me,", "row 2, column why", "the student reads it"),
        ("ada,problem1,1a,override,1,me,x,y", "row 2", "8 cells"),
        ("ada,problem1,1a,override,1,m,x\nada,problem1,1a,override,2,m,x", "row 3", "row 2"),
        ("ada,problem1,1a,override,1,m,x\nada,problem1,1a,excuse,,m,x", "row 3", "row 2"),
        ('ada,problem1,1a,override,1,me,"x', "no table", "save it as CSV"),
    ],
)
def test_broken_adjustments(row, where, remedy, tmp_path):
    """Refused, with row, column and what to do."""
    with pytest.raises(BadSheet) as error:
        read_adjustments(tmp_path, HEAD + row + "\n")
    assert where in str(error.value) and remedy in str(error.value)


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("", "is empty"),
        ("student,problem\nada,problem1\n", "column question is missing"),
        (HEAD.replace("why", "reason"), "'reason' is not known"),
        (HEAD.replace("why", "who"), "stands twice"),
        (b"PK\x03\x04\0\0", "another kind"),
    ],
)
def test_broken_tables(text, remedy, tmp_path):
    """What is no such table is refused as a whole."""
    with pytest.raises(BadSheet, match=remedy):
        read_adjustments(tmp_path, text)


def read_roster(tmp_path, text):
    path = tmp_path / "roster.csv"
    path.write_text(text, encoding="utf-8")
    return roster.read(path)


def test_a_roster_finds_people(tmp_path):
    """By any number or address; by a name, in either order, only if one person has it."""
    people = read_roster(
        tmp_path,
        "id,name,email,canvas\n"
        "al,Ada Lovelace,ada@x.org,12345\n"
        "jm1,Jürg Müller,,22\n"
        "jm2,Jürg Müller,,23\n"
        "po,Pat O'Brien,,\n",
    )
    assert people.find(Origin("x", ids=("12345",))) == "al"
    assert people.find(Origin("ADA@x.org")) == "al"
    assert people.find(Origin("lovelaceada_99", "lovelaceada", ("99", "lovelaceada"))) == "al"
    assert people.find(Origin("müllerjürg_22", "müllerjürg", ("22", "müllerjürg"))) == "jm1"
    assert people.find(Origin("müllerjürg_99", "müllerjürg", ("99", "müllerjürg"))) is None
    assert people.find(Origin("obrienpat_7", "obrienpat", ("7",))) == "po"


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("name\nAda\n", "column id is missing"),
        ("id,nmae\na,b\n", "'nmae' is not known"),
        ("id\n", "nobody in it"),
        ("id,name\n,Ada\n", "row 2, column id: is empty"),
        ("id\nada\nada\n", "row 3, column id: 'ada' is that of row 2"),
        ("id,email\na,x@y\nb,X@Y\n", "row 3, column email"),
        ("id\n../etc\n", "cannot name a folder"),
        ("id,name\na,b,c\n", "row 2: has 3 cells"),
    ],
)
def test_broken_rosters(text, remedy, tmp_path):
    """Refused, with row, column and what to do."""
    with pytest.raises(BadSheet, match=remedy):
        read_roster(tmp_path, text)
