"""The format that crosses the border: what goes in comes out, and nothing else gets through."""

import json
import math

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from autograder.interview import figure
from autograder.sandbox.inside import wire

MANY = 20_000


def across(value, limit=None):
    encoder = wire.Encoder(limit)
    document = json.loads(json.dumps(encoder.encode(value)))
    return wire.decode(document, b"".join(encoder.blocks))


plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False)
    | st.complex_numbers(allow_nan=False)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    lambda inner: (
        st.lists(inner, max_size=20)
        | st.tuples(inner, inner)
        | st.dictionaries(st.integers(0, 99) | st.text("ab"), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(plain)
@settings(max_examples=200, deadline=None)
def test_plain_data_comes_out_as_it_went_in(value):
    """Numbers, text, lists, tuples and dictionaries keep their values and types."""
    came = across(value)
    assert came == value
    assert type(came) is type(value)


@given(
    arrays.arrays(
        st.one_of(
            arrays.boolean_dtypes(),
            arrays.integer_dtypes(endianness="?"),
            arrays.floating_dtypes(endianness="?"),
            arrays.complex_number_dtypes(sizes=(64, 128)),
        ),
        arrays.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4),
    )
)
@settings(max_examples=200, deadline=None)
def test_arrays_come_out_as_they_went_in(array):
    """Every numeric dtype, byte order and shape, also without entries, keeps its numbers."""
    came = across(array)
    assert came.shape == array.shape
    assert came.dtype == array.dtype.newbyteorder("=")
    np.testing.assert_array_equal(came, array)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_floats_that_are_no_numbers(value):
    """JSON has none of these; they cross all the same, alone and in lists."""
    np.testing.assert_equal(across(value), value)
    np.testing.assert_equal(across([value] * 40), [value] * 40)


def test_long_lists_of_floats_are_small():
    """500 by 500 numbers as nested lists fit into an answer; as JSON they would not."""
    rows = np.random.default_rng(1).standard_normal((500, 500)).tolist()
    encoder = wire.Encoder(16 * 2**20)
    frame = wire.pack({"value": encoder.encode(rows)}, encoder.blocks, 2**22, 2**24)
    assert len(frame) < 2.2 * 2**20
    assert across(rows) == rows


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (10**30, "a very large integer"),
        (np.array([None]), "array of dtype object"),
        (np.zeros(2, "U3"), "array of dtype <U3"),
        (np.zeros(2, "M8[s]"), "array of dtype datetime64[s]"),
        (np.ma.masked_all(3), "MaskedArray"),
        ({1, 2}, "set"),
        (b"bytes", "bytes"),
        (print, "builtin_function_or_method"),
        ([0] * 600_000, "list of 600000 items"),
    ],
)
def test_other_objects_are_only_named(value, name):
    """What is no plain data crosses as the name of its type."""
    came = across(value)
    assert isinstance(came, wire.Opaque)
    assert came.type_name == name


def test_a_large_array_is_only_described():
    """What exceeds the limit is not even copied."""
    assert "(1000000000, 2), too large" in across(np.broadcast_to(0.0, (10**9, 2)), 100).type_name


def test_nesting_ends():
    """A list in itself, however deep, ends as a word."""
    ring = []
    ring.append(ring)
    assert "nested too deeply" in str(across(ring))


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"a": 1, "b": 2},
        {"$unknown": 1},
        {"$array": []},
        {"$array": ["<f8", [1], 0]},
        {"$array": ["<f8", [-1], 0]},
        {"$array": ["<f8", [2], 8]},
        {"$array": ["<f8", "11", 0]},
        {"$array": ["<f8", [True], 0]},
        {"$array": ["<f8", [1.0], 0]},
        {"$array": ["<f8", [2**62, 2**62], 0]},
        {"$array": ["<f8", [1] * 9, 0]},
        {"$array": ["O", [0], 0]},
        {"$array": ["V8", [0], 0]},
        {"$array": ["<c32", [0], 0]},
        {"$array": ["f8,f8", [0], 0]},
        {"$array": ["(9,9)f8", [0], 0]},
        {"$array": ["f8" * 10**5, [0], 0]},
        {"$array": [["f8"], [0], 0]},
        {"$floats": [3, 0]},
        {"$floats": [-1, 0]},
        {"$float": "many"},
        {"$float": []},
        {"$complex": [1]},
        {"$complex": ["a", "b"]},
        {"$tuple": 5},
        {"$dict": [1]},
        {"$dict": [[[1], 2]]},
        {"$dict": [[{"$dict": []}, 2]]},
        {"$large": ["<f8"]},
        {"$large": ["<f8", ["x"]]},
        {"$seed": 1},
        {"$source": "1"},
        {"$name": "x"},
    ],
    ids=lambda document: str(document)[:40],
)
def test_what_is_not_the_format_is_refused(document):
    """One exception for every way of breaking it, and no work done before it."""
    with pytest.raises(wire.BadFrame):
        wire.decode(document, b"1234")


def test_no_byte_is_used_twice():
    """A small document cannot unfold into many copies of one block."""
    one = {"$array": ["<f8", [4], 0]}
    assert wire.decode([one], bytes(32))[0].shape == (4,)
    with pytest.raises(wire.BadFrame):
        wire.decode([one, one], bytes(32))
    content = {"axes": one}
    with pytest.raises(wire.BadFrame):
        wire.decode([{"$axes": content}] * 2, bytes(64), {"$axes": figure.read})


@pytest.mark.parametrize(
    ("document", "value"),
    [
        (10**400, "<a very large integer>"),
        ({"$object": "x" * 1000}, f"<{'x' * 200}>"),
        ("half \ud800 pair", "'half ? pair'"),
        ({"$object": "\ud800"}, "<?>"),
    ],
)
def test_what_a_report_cannot_hold_is_changed(document, value):
    """Half surrogate pairs and endless numbers and names would break the report itself."""
    assert repr(wire.decode(document, b"")) == value


TAGS = ("$array", "$floats", "$float", "$complex", "$tuple", "$dict", "$object", "$large", "$axes")
KINDS = ("<f8", ">f2", "|u1", "?", "c16", "f16", "O", "S", "V0", "f8,f8", "(2,)f8", "", "\x00", "é")
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**80), 2**80)
    | st.sampled_from([0, 1, 2, 8, 16, 2**31, 2**40, 2**62, -1])
    | st.floats()
    | st.sampled_from([*KINDS, *TAGS, "nan", "inf", "axes", "xy", "label"])
    | st.text(max_size=8)
)
documents = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.builds(lambda tag, content: {tag: content}, st.sampled_from(TAGS), inner)
        | st.builds(
            lambda kind, shape, offset: {"$array": [kind, shape, offset]},
            st.sampled_from(KINDS),
            st.lists(st.integers(-1, 9), max_size=3),
            st.integers(-1, 64),
        )
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=12,
)


def decodes_or_refuses(document, block):
    """Plain data of bounded size, or BadFrame; whatever the document is."""
    try:
        value = wire.decode(document, block, {"$axes": figure.read})
    except wire.BadFrame:
        return
    json.dumps(wire.Encoder().encode(value))
    assert size(value) <= len(block)
    repr(value).encode()


def size(value) -> int:
    if isinstance(value, np.ndarray):
        return value.nbytes
    if isinstance(value, dict):
        return sum(map(size, value.values()))
    return sum(map(size, value)) if isinstance(value, list | tuple) else 0


QUIET = settings(
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@seed(1)
@given(documents, st.binary(max_size=100))
@settings(QUIET, max_examples=500)
def test_replies_of_any_kind(document, block):
    """A fixed sample of the fuzzing below."""
    decodes_or_refuses(document, block)


@pytest.mark.slow
@pytest.mark.timeout(3600)
@given(documents, st.binary(max_size=100))
@settings(QUIET, max_examples=MANY)
def test_replies_of_any_kind_at_length(document, block):
    """No document crosses as anything but plain data of bounded size."""
    decodes_or_refuses(document, block)


def test_a_frame_is_bounded_when_it_is_made():
    """Too long an answer is refused where it is made, so that an honest one is told why."""
    with pytest.raises(wire.BadFrame, match="too long"):
        wire.pack({"a": "x" * 100}, [], json_limit=50)
    with pytest.raises(wire.BadFrame, match="too much data"):
        wire.pack({}, [bytes(100)], data_limit=50)
