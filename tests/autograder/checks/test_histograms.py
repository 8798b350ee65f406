"""A histogram is one in each of the ways to draw it, and its heights mean something."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from autograder.checks import histograms, meaning, turned
from tests.autograder.checks.figures import crossed

VALUES = np.random.default_rng(0).standard_normal(73)
COUNTS, EDGES = np.histogram(VALUES, 9)
CENTRES, WIDTH = (EDGES[1:] + EDGES[:-1]) / 2, EDGES[1] - EDGES[0]
WAYS = {
    "hist": lambda ax: ax.hist(VALUES, 9),
    "step": lambda ax: ax.hist(VALUES, 13, histtype="step"),
    "stepfilled": lambda ax: ax.hist(VALUES, 23, histtype="stepfilled"),
    "gaps": lambda ax: ax.hist(VALUES, 9, rwidth=0.7),
    "weights": lambda ax: ax.hist(EDGES[:-1], EDGES, weights=COUNTS),
    "bars": lambda ax: ax.bar(CENTRES, COUNTS, WIDTH),
    "thin bars": lambda ax: ax.bar(CENTRES, COUNTS, 0.5 * WIDTH),
    "bars at edges": lambda ax: ax.bar(EDGES[:-1], COUNTS, np.diff(EDGES), align="edge"),
    "thin bars at edges": lambda ax: ax.bar(EDGES[:-1], COUNTS, 0.8 * WIDTH, align="edge"),
    "stairs": lambda ax: ax.stairs(COUNTS, EDGES),
    "filled stairs": lambda ax: ax.stairs(COUNTS, EDGES, fill=True),
    "step post": lambda ax: ax.step(EDGES, [*COUNTS, COUNTS[-1]], where="post"),
    "step pre": lambda ax: ax.step(EDGES, [0, *COUNTS]),
    "step mid": lambda ax: ax.step(CENTRES, COUNTS, where="mid"),
    "drawstyle": lambda ax: ax.plot(CENTRES, COUNTS, drawstyle="steps-mid"),
    "by hand": lambda ax: ax.plot(np.repeat(EDGES, 2), [0, *np.repeat(COUNTS, 2), 0]),
    "filled post": lambda ax: ax.fill_between(EDGES, [*COUNTS, COUNTS[-1]], step="post"),
    "filled mid": lambda ax: ax.fill_between(CENTRES, COUNTS, step="mid"),
    "unequal bins": lambda ax: ax.hist(VALUES, [-9, -1, -0.5, 0, 0.2, 1, 9]),
    "unequal bins with gaps": lambda ax: ax.hist(VALUES, [-9, -1, 0, 0.2, 1, 9], rwidth=0.9),
    "from right to left": lambda ax: ax.bar(CENTRES[::-1], COUNTS[::-1], WIDTH),
}
SIDEWAYS = {
    "horizontal": lambda ax: ax.hist(VALUES, 9, orientation="horizontal"),
    "horizontal step": lambda ax: ax.hist(VALUES, 9, histtype="step", orientation="horizontal"),
    "barh": lambda ax: ax.barh(CENTRES, COUNTS, WIDTH),
    "stairs sideways": lambda ax: ax.stairs(COUNTS, EDGES, orientation="horizontal"),
}
OTHERS = {
    "units": lambda ax: ax.plot(VALUES, "o"),
    "line": lambda ax: ax.plot(CENTRES, COUNTS),
    "one left out": lambda ax: ax.hist(VALUES[1:], 9),
    "range": lambda ax: ax.hist(VALUES, 9, range=(-1, 1)),
    "cumulative": lambda ax: ax.hist(VALUES, 9, cumulative=True),
    "absolute": lambda ax: ax.hist(np.abs(VALUES), 9),
    "negative": lambda ax: ax.hist(-VALUES, 9),
    "nothing": lambda ax: None,
}


def meanings(draw, sideways=False):
    _, ax = plt.subplots()
    draw(ax)
    seen = crossed(ax)
    plt.close("all")
    seen = turned(seen) if sideways else seen
    found = histograms(seen, bars_only=True)
    return {meaning(bins, np.sort(VALUES), strays=0) for bins in found}


@pytest.mark.parametrize("name", WAYS)
def test_counts_however_drawn(name):
    """Bars, steps, outlines and areas show the same counts."""
    assert "counts" in meanings(WAYS[name])


@pytest.mark.parametrize("name", SIDEWAYS)
def test_counts_sideways(name):
    """A histogram that lies on its side is one when the figure is turned."""
    assert "counts" not in meanings(SIDEWAYS[name])
    assert "counts" in meanings(SIDEWAYS[name], sideways=True)


@pytest.mark.parametrize("name", OTHERS)
def test_what_shows_no_counts(name):
    """Other numbers, other drawings, and some of the values."""
    assert meanings(OTHERS[name]) <= {None}
    assert "counts" not in meanings(OTHERS[name], sideways=True)


def test_density_and_shares():
    """Heights that are not counts are told apart."""
    assert "density" in meanings(lambda ax: ax.hist(VALUES, 9, density=True))
    shares = np.full(73, 1 / 73)
    assert "shares" in meanings(lambda ax: ax.hist(VALUES, 9, weights=shares))
