"""What was forgotten in a changed problem is said: where it is, and what to do."""

import pytest

from autograder.problems import SourceError, catalogue, consistency
from tests.autograder.problems.elsewhere import CHECKS, SOURCE, forget, install

MISTAKE = """

@mistake("10a", "double")
def thrice(x):
    \"\"\"This is three times x.\"\"\"
    return 3 * x
"""


@pytest.fixture
def package(tmp_path, monkeypatch):
    yield install(tmp_path, monkeypatch)
    forget()


def said(package, checks=CHECKS, source=SOURCE):
    (package / "q10a_double.py").write_text(checks)
    (package / "problem10.py").write_text(source)
    forget()
    return "\n".join(map(str, consistency.findings("problem10")))


def test_nothing_is_said_of_what_fits(package):
    """A problem with a check, and one with a mistake, too."""
    assert said(package) == ""
    assert said(package, CHECKS + MISTAKE) == ""


@pytest.mark.parametrize("name", catalogue.names())
def test_our_own_problems_fit(name):
    """As far as reading tells, with or without the data, which `make check` makes first."""
    found = consistency.findings(name)
    assert [finding for finding in found if finding.remedy != "run `make data`"] == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"checks": ""}, "cell 3: question 10a has 2 points and no hidden check; write a module"),
        ({"checks": CHECKS.replace("10a", "10b")}, "doubles_unseen_numbers: question 10b is not"),
        ({"checks": CHECKS + MISTAKE.replace("10a", "10c")}, "thrice: question 10c is not in"),
        (
            {"checks": CHECKS + MISTAKE.replace('"double"', '"dubble"')},
            "thrice: it imitates `dubble`, which no answer cell defines",
        ),
        ({"checks": "import nonsense_"}, "ModuleNotFoundError"),
        ({"source": SOURCE.replace("## 10a", "## 10 a")}, "question 10a needs a heading"),
        ({"source": SOURCE.replace("points=2", "points=-1")}, "cell 3: points=-1 is no number"),
        ({"source": SOURCE.replace(" points=2", "")}, "question 10a needs points on one check"),
    ],
)
def test_what_was_forgotten(change, expected, package):
    """File, place, what is wrong, what to do."""
    assert expected in said(package, **change)


def test_points_with_nothing_behind_them_are_refused(package):
    """Neither handed out nor graded: everybody would silently get 0."""
    said(package, checks="")
    with pytest.raises(SourceError, match="has 2 points and no hidden check"):
        consistency.refuse("problem10")


def test_a_package_without_a_source_is_named(package):
    """And so is a source that no package declares."""
    (package / "problem10.py").unlink()
    forget()
    assert ["problem10.py is missing" in str(finding) for finding in consistency.undeclared()] == [
        True
    ]
