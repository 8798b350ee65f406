"""What the reference cites stands in references.bib, under the family name and the year."""

import re
from pathlib import Path

import pytest

import reference

FOLDER = Path(reference.__file__).parent
BIBLIOGRAPHY = (FOLDER.parent / "references.bib").read_text(encoding="utf-8")
KEYS = {key.lower() for key in re.findall(r"^@\w+\{(\w+),", BIBLIOGRAPHY, re.MULTILINE)}
NAME = r"[A-Z][a-z][\w-]+"
MENTION = re.compile(
    rf"\b({NAME})(?:, {NAME})*(?:,? (?:&|and) {NAME}| et al\.)?,? \(?((?:19|20)\d\d)\b"
)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda path: path.stem)
def test_what_is_cited_is_in_the_bibliography(path):
    """A reader of a docstring finds the paper, with its DOI."""
    text = " ".join(path.read_text(encoding="utf-8").split())
    cited = {name.replace("-", "").lower() + year for name, year in MENTION.findall(text)}
    assert cited <= KEYS


def test_dois_look_like_dois():
    """Every article has one, and no two entries share one."""
    entries = re.findall(r"^@article\{(\w+),(.*?)^\}", BIBLIOGRAPHY, re.MULTILINE | re.DOTALL)
    dois = [re.search(r"doi = \{(10\.\d{4,5}/\S+)\},", fields)[1] for _, fields in entries]
    assert len(set(dois)) == len(dois) == len(entries)
