"""What pages show is kept, and gives the same page again."""

import dataclasses

import pytest

from autograder.feedback import kept, pages
from tests.browser.rooms import graded


def test_the_page_comes_back():
    """With every exhibit, picture and output."""
    found = graded()
    again = kept.unpack(found.report, kept.pack(found))
    assert pages.student_page(again) == pages.student_page(found)


def test_it_is_the_same_twice():
    """Reports and what lies beside them are equal to the byte for equal submissions."""
    assert kept.pack(graded()) == kept.pack(graded())


@pytest.mark.parametrize("text", [None, b"", b"x", b"[]", b"{}"])
def test_other_bytes_are_refused(text):
    """A damaged file means that the notebook is graded again."""
    content = b"no gzip" if text is None else kept.gzip.compress(text)
    with pytest.raises(ValueError):
        kept.unpack(graded().report, content)


def test_every_exhibit_has_a_form():
    """A new kind of exhibit is kept without being told to."""
    assert {"Values", "Plane", "Pair", "CellRun"} <= set(kept.RECORDS)
    assert all(dataclasses.is_dataclass(kind) for kind in kept.RECORDS.values())
