"""A student's Axes: drawn in many ways, it crosses as typed, finite data; forged, it is refused."""

import copy

import matplotlib.pyplot as plt
import numpy as np
import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from autograder.checks import (
    curves_through,
    has_circle,
    has_lines_between,
    has_vertical_line,
    histograms,
    meaning,
    points_at,
    turned,
)
from autograder.interview import figure
from autograder.sandbox.inside import axes as inside
from autograder.sandbox.inside import wire
from tests.autograder.sandbox.test_wire import MANY, QUIET


@pytest.fixture(autouse=True)
def closed():
    """Figures are closed after each test."""
    yield
    plt.close("all")


def crossed(ax) -> figure.Axes:
    encoder = wire.Encoder()
    content = {"axes": encoder.encode(inside.describe(ax))}
    return figure.read(content, b"".join(encoder.blocks))


def drawn():
    """An Axes with one of everything."""
    _, ax = plt.subplots()
    ax.plot([0, 1, 2], [1, 0, 1], "o-", label="both")
    ax.scatter([0, 1], [2, 3], label="points")
    ax.bar([0, 1], [3, 4], width=1.0)
    ax.axvline(1)
    ax.add_patch(plt.Circle((0, 0), 2.0))
    ax.stairs([1, 2], [0, 1, 2])
    ax.set(xlabel="time", ylabel="rate", title="all", aspect="equal")
    ax.legend()
    return ax


def test_everything_that_is_drawn():
    """Lines, points, bars, steps, outlines, labels and ratio come out as they were drawn."""
    seen = crossed(drawn())
    assert (seen.xlabel, seen.ylabel, seen.title) == ("time", "rate", "all")
    assert seen.unit_ratio == pytest.approx(1)
    assert (seen.lines[0].look.marker, seen.lines[0].look.style) == ("o", "-")
    assert seen.lines[1].spans == "y"
    assert seen.bars.shape == (2, 4)
    assert len(seen.steps) == 1
    assert set(seen.legend) == {"both", "points"}
    assert any(np.allclose(np.linalg.norm(o.xy, axis=1), 2, rtol=1e-2) for o in seen.outlines)


def test_looks_and_names():
    """Each thing has the name that the legend gives it, by its colour or its own label."""
    seen = crossed(drawn())
    assert seen.name(seen.lines[0].look) == "both"
    assert seen.name(seen.points[0].look) == "points"
    assert seen.name(seen.lines[1].look) == ""
    _, ax = plt.subplots()
    ax.plot([0, 1], "k-")
    ax.plot([1, 0], "k--")
    ax.legend(["first", "second"])
    seen = crossed(ax)
    assert [seen.name(line.look) for line in seen.lines] == ["first", "second"]


def test_the_legend_of_the_figure_counts():
    """A legend may stand on the figure, or beside another one on the Axes."""
    fig, ax = plt.subplots()
    (line,) = ax.plot([0, 1], label="one")
    ax.add_artist(ax.legend(handles=[line]))
    ax.legend(ax.plot([2, 1]), ["two"])
    fig.legend(ax.plot([3, 3]), ["three"])
    assert set(crossed(ax).legend) == {"one", "two", "three"}


def test_what_does_not_show_is_not_there():
    """Invisible artists, lines of no width and markers of no size are drawn by nobody."""
    _, ax = plt.subplots()
    ax.plot([0, 1], visible=False)
    ax.plot([0, 1], alpha=0)
    ax.plot([0, 1], "o-", linewidth=0, markersize=0)
    ax.scatter([0, 1], [0, 1], s=0)
    ax.vlines([1], 0, 1)
    seen = crossed(ax)
    assert seen.point_sets() == []
    assert len(seen.curves()) == 1


def test_a_figure_of_its_own():
    """Who draws into the figure that is open, draws over what is there."""
    another = inside.another_figure()
    assert not inside.describe(plt.gca(), another)["new"]
    assert inside.describe(plt.subplots()[1], another)["new"]
    assert inside.describe(plt.figure(1).add_subplot(), another)["new"]


BROKEN = [
    ("xlabel", 5),
    ("xlabel", ["time"]),
    ("xscale", None),
    ("unit_ratio", "1"),
    ("unit_ratio", True),
    ("unit_ratio", 10**400),
    ("lines", 5),
    ("lines", [{}]),
    ("lines", [{"xy": [1, 2], "spans": "", "marker": "", "style": "", "label": ""}]),
    ("points", [{"xy": {"$array": ["<i8", [1, 2], 0]}}]),
    ("points", [{"xy": {"$array": ["<f8", [2], 0]}}]),
    ("bars", [[1, 2, 3]]),
    ("bars", [["a", 0, 1, 1]]),
    ("bars", [[10**400, 0, 1, 1]]),
    ("steps", [{"edges": 1, "values": 2}]),
    ("outlines", {"xy": 1}),
    ("new", 1),
    ("bar_looks", [{}]),
    ("bar_looks", [{"color": 5}]),
    ("legend_looks", [None]),
    ("legend_looks", [{"color": "ff0000"}]),
]


@pytest.mark.parametrize(("field", "value"), BROKEN, ids=str)
def test_a_forged_axes_is_refused(field, value):
    """A field of another kind than its own makes the whole Axes unreadable."""
    encoder = wire.Encoder()
    described = encoder.encode(inside.describe(drawn()))
    pairs = described["$dict"]
    changed = [[key, value if key == field else old] for key, old in pairs]
    with pytest.raises(wire.BadFrame):
        figure.read({"axes": {"$dict": changed}}, b"".join(encoder.blocks))


@pytest.mark.parametrize("content", [None, 5, [], {}, {"axes": 1}, {"axes": None}])
def test_no_axes_at_all(content):
    """Something else under the tag of an Axes is refused as well."""
    with pytest.raises(wire.BadFrame):
        figure.read(content, b"")


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"<svg/>", b"\x89PNG"])
def test_only_png_is_a_picture(data):
    """Nothing but PNG, and no large one, is put on a page."""
    encoder = wire.Encoder()
    document = encoder.encode(np.frombuffer(data, np.uint8))
    assert figure.picture(document, b"".join(encoder.blocks)) is None
    large = np.frombuffer(figure.PNG + bytes(figure.LARGEST_PICTURE), np.uint8)
    assert figure.picture(wire.Encoder().encode(large), large.tobytes()) is None


def mutate(document, path, value):
    """The document with a value somewhere inside exchanged."""
    copied = copy.deepcopy(document)
    place, last = {"": copied}, ""
    for step in path:
        inner = place[last]
        if isinstance(inner, dict) and inner:
            place, last = inner, sorted(inner)[step % len(inner)]
        elif isinstance(inner, list) and inner:
            place, last = inner, step % len(inner)
    place[last] = value
    return copied


values = st.one_of(
    st.none(),
    st.integers(-(2**70), 2**70),
    st.floats(),
    st.text(max_size=3),
    st.lists(st.integers(0, 3), max_size=3),
    st.sampled_from([{"$array": ["<f4", [2, 2], 0]}, {"$tuple": []}, {"$object": "x"}, {}]),
)
mutations = st.lists(st.tuples(st.lists(st.integers(0, 20), max_size=8), values), max_size=3)


@pytest.fixture(scope="module")
def honest():
    """The document and the block of an honest Axes."""
    encoder = wire.Encoder()
    document = {"axes": encoder.encode(inside.describe(drawn()))}
    return document, b"".join(encoder.blocks)


def reads_or_refuses(honest, changes):
    document, block = honest
    for path, value in changes:
        document = mutate(document, path, value)
    try:
        seen = figure.read(document, block)
    except wire.BadFrame:
        return
    wanted = np.zeros((3, 2))
    with np.errstate(all="ignore"):
        for axes in (seen, turned(seen)):
            for bins in histograms(axes):
                meaning(bins, np.arange(9.0))
            points_at(axes, wanted), curves_through(axes, wanted), has_lines_between(axes, wanted)
            has_circle(axes, 2.0), has_vertical_line(axes, 1.0, 1.0)


@seed(1)
@given(changes=mutations)
@settings(QUIET, max_examples=300)
def test_mutated_axes(honest, changes):
    """A fixed sample of the fuzzing below."""
    reads_or_refuses(honest, changes)


@pytest.mark.slow
@pytest.mark.timeout(3600)
@given(changes=mutations)
@settings(QUIET, max_examples=MANY // 2)
def test_mutated_axes_at_length(honest, changes):
    """An honest Axes with something exchanged is read or refused, and can be looked at."""
    reads_or_refuses(honest, changes)
