"""A student's Axes: drawn in many ways, it crosses as typed, finite data; forged, it is refused."""

import copy

import matplotlib.pyplot as plt
import numpy as np
import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

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
    assert seen.lines[0].marker == "o"
    assert seen.lines[1].spans == "y"
    assert seen.bars.shape == (2, 4)
    assert len(seen.steps) == 1
    assert set(seen.legend) == {"both", "points"}
    assert any(np.allclose(np.linalg.norm(xy, axis=1), 2, rtol=1e-2) for xy in seen.outlines)


@pytest.mark.parametrize("kind", ["hist", "stairs", "bar", "step"])
def test_a_histogram_however_drawn(kind):
    """Edges and heights are found in each of the usual ways to draw one."""
    values = np.array([0.1, 0.2, 0.6, 1.5, 2.5, 2.6])
    heights, edges = np.histogram(values, bins=3)
    _, ax = plt.subplots()
    if kind in ("hist", "step"):
        ax.hist(values, bins=3, histtype="step" if kind == "step" else "bar")
    elif kind == "stairs":
        ax.stairs(heights, edges)
    else:
        ax.bar((edges[1:] + edges[:-1]) / 2, heights, width=0.5)
    found_edges, found = crossed(ax).histogram()
    np.testing.assert_allclose(found_edges, edges, rtol=1e-6)
    np.testing.assert_allclose(found, heights)


@pytest.mark.parametrize(
    "bars",
    [
        [[0.0, 0, 0.0, 1], [0.0, 0, 0.0, 1]],
        [[0.0, 0, -1.0, 1]],
        [[np.nan, 0, 1.0, 1], [1.0, 0, 1.0, 1]],
        [[0.0, 0, np.inf, 1]],
        [[0.0, 0, 1.0, np.nan]],
    ],
)
def test_bars_that_are_no_histogram(bars):
    """Bins that overlap, go backwards or never end are none, and no fault of the grader's."""
    assert figure.Axes(**{**vars(crossed(drawn())), "bars": np.array(bars)}).histogram() is None


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
    ("legend", [None]),
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
    with np.errstate(all="ignore"):
        seen.curves(), seen.point_sets(), seen.histogram()


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
