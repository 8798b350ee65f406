"""The lists of references: made from references.bib, complete, and nothing in them by hand."""

import re

import pytest

from autograder.problems import SOLUTIONS, catalogue
from autograder.release import references

pytest.importorskip("pybtex", reason="pybtex formats the references; `make setup` installs it")

NAME = r"[A-Z][a-z][\w-]+"
MENTION = re.compile(rf"\b({NAME})(?:, {NAME})*(?: & {NAME}| et al\.)? \(?(\d{{4}})\b")
LABEL = re.compile(r"\[([^\]]+\d{4})\]\(http")


def source(name):
    return (SOLUTIONS / f"{name}.py").read_text(encoding="utf-8")


def words(text):
    """Text without comment signs and line breaks."""
    return " ".join(line.removeprefix("#").strip() for line in text.splitlines())


@pytest.mark.parametrize("name", catalogue.names())
def test_the_lists_are_current(name):
    """`python -m autograder.release.references` would change nothing."""
    assert references.with_references(source(name)) == source(name)


@pytest.mark.parametrize("name", catalogue.names())
def test_every_paper_that_is_mentioned_is_linked(name):
    """A name with a year in a text is a link in the same problem, and so in its list."""
    text = words(source(name).partition(references.HEADING)[0])
    linked = {MENTION.match(label).groups() for label in LABEL.findall(text)}
    assert set(MENTION.findall(text)) <= linked


@pytest.mark.parametrize("name", catalogue.names())
def test_every_question_says_what_to_read(name):
    """Each question names its lecture, or that it goes beyond, and at least one paper."""
    problem = catalogue.read(name)
    texts = [cell.source for cell in problem.cells if cell.kind == "markdown"]
    for question in problem.questions:
        (own,) = [text for text in texts if text.startswith(f"## {question.id}  ")]
        credit = own.split("\n\n")[1]
        assert re.search(r"(Lecture \d|Beyond the lecture); to read: \[", " ".join(credit.split()))
        assert references.LINK.search(credit) and "minutes" in credit, question.id


def test_an_unknown_paper_is_refused():
    """A DOI with a typing error is named."""
    with pytest.raises(references.ReferenceError, match="10.1000/nothing"):
        references.entries({"10.1000/nothing"})


def test_entries_are_plain_markdown():
    """Names as they are written, one link, no backslash."""
    (entry,) = references.entries({"10.1162/089976604323057443"})
    assert entry.startswith("N. Bertschinger and T. Natschläger. Real-time computation")
    assert entry.endswith("](https://doi.org/10.1162/089976604323057443).")
    assert "\\" not in entry
