"""The lists of fonts: the right one is found without asking matplotlib, or else by asking it."""

import os

import pytest
from matplotlib import font_manager

from autograder.sandbox import fonts


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """A folder of matplotlib's with one list."""
    monkeypatch.setenv("MPLCONFIGDIR", str(tmp_path))
    path = tmp_path / "fontlist-v1.json"
    path.write_text("{}")
    return path


def test_a_young_list_is_taken(cache, monkeypatch):
    """Nothing is imported for it."""
    monkeypatch.setattr(fonts, "own_list", None)
    assert fonts.lists() == [cache]


def test_a_list_of_an_earlier_matplotlib_is_not(cache):
    """It may be of a version that is not installed any more: matplotlib is asked."""
    os.utime(cache, (0, 0))
    (found,) = fonts.lists()
    assert font_manager.FontManager.__version__ in found.name


def test_what_matplotlib_makes_is_found(monkeypatch):
    """The file that matplotlib itself writes for this user is among the lists."""
    assert fonts.own_list().exists()
    assert fonts.own_list() in fonts.lists()
