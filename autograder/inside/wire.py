"""Frames and plain data: the one format that crosses the border.

A frame is two unsigned 32-bit lengths, a JSON document, and a block of raw array bytes. JSON
carries numbers, text, lists and dictionaries; an array is `{"$array": [dtype, shape, offset]}`
into the block. Nothing else exists: there is no way to name a class, and nothing is unpickled.

This module runs on both sides, so it holds no secret.
"""

import json
import math
import struct

import numpy as np

HEADER = struct.Struct(">II")
NUMERIC = "biufc"
LARGEST_ITEM = 16
DEEPEST = 16


class BadFrame(Exception):
    """A frame that breaks the format or a bound."""


class Seed:
    """Stands for `numpy.random.default_rng(seed)` made on the other side."""

    def __init__(self, seed):
        self.seed = seed


class Source:
    """Stands for the function that an expression such as `lambda x: x` makes on the other side."""

    def __init__(self, text):
        self.text = text


class Name:
    """Stands for a variable of the notebook, such as the matrix that it has drawn."""

    def __init__(self, name):
        self.name = name


class Opaque:
    """Stands for an object that is not plain data; only the name of its type has crossed."""

    def __init__(self, type_name):
        self.type_name = type_name

    def __repr__(self):
        return f"<{self.type_name}>"


def pack(document, blocks, json_limit=None, data_limit=None):
    """The bytes of a frame. Raises BadFrame if it would exceed a limit."""
    text = json.dumps(document).encode()
    size = sum(len(block) for block in blocks)
    if json_limit is not None and len(text) > json_limit:
        raise BadFrame("the answer is too long")
    if data_limit is not None and size > data_limit:
        raise BadFrame("the answer holds too much data")
    return b"".join([HEADER.pack(len(text), size), text, *blocks])


class Encoder:
    """Turns a value into a JSON document, and its arrays into blocks of at most `data_limit`."""

    def __init__(self, data_limit=None):
        self.blocks = []
        self.size = 0
        self.data_limit = data_limit

    def encode(self, value, depth=0):
        if depth > DEEPEST:
            return {"$object": "something nested too deeply"}
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, np.generic):
            return self.encode_scalar(value)
        if isinstance(value, int):
            return value if -(2**63) <= value < 2**64 else {"$object": "a very large integer"}
        if isinstance(value, float):
            return float(value) if math.isfinite(value) else {"$float": repr(float(value))}
        if isinstance(value, complex):
            return {"$complex": [self.encode(value.real), self.encode(value.imag)]}
        if isinstance(value, str):
            return str(value[:10_000])
        if isinstance(value, np.ndarray):
            return self.encode_array(value)
        if isinstance(value, list):
            return [self.encode(item, depth + 1) for item in value]
        if isinstance(value, tuple):
            return {"$tuple": [self.encode(item, depth + 1) for item in value]}
        if isinstance(value, dict):
            pairs = value.items()
            return {"$dict": [[self.encode(k, 1), self.encode(v, depth + 1)] for k, v in pairs]}
        if isinstance(value, Seed):
            return {"$seed": value.seed}
        if isinstance(value, Source):
            return {"$source": value.text}
        if isinstance(value, Name):
            return {"$name": value.name}
        if isinstance(value, Opaque):
            return {"$object": str(value.type_name)[:200]}
        return {"$object": type(value).__name__[:200]}

    def encode_scalar(self, value):
        if value.dtype.kind in NUMERIC and value.dtype.itemsize <= LARGEST_ITEM:
            return self.encode(value.item())
        if isinstance(value, str):
            return str(value)
        return {"$object": type(value).__name__}

    def encode_array(self, array):
        if type(array) is np.ma.MaskedArray:
            return {"$object": "MaskedArray"}
        array = np.array(array, copy=True, order="C", subok=False)
        kind = array.dtype
        if kind.kind not in NUMERIC or kind.itemsize > LARGEST_ITEM:
            return {"$object": f"array of dtype {kind}"}
        array = array.astype(kind.newbyteorder("<"), copy=False)
        if self.data_limit is not None and self.size + array.nbytes > self.data_limit:
            return {"$large": [kind.str, list(array.shape)]}
        offset, self.size = self.size, self.size + array.nbytes
        self.blocks.append(array.tobytes())
        return {"$array": [array.dtype.str, list(array.shape), offset]}


def decode(document, block, special=None):
    """The value of an encoded document; `special` maps further tags to functions of their content.

    Raises BadFrame for anything that is not exactly the format.
    """
    try:
        return _decode(document, block, special or {}, 0)
    except BadFrame:
        raise
    except (TypeError, ValueError, KeyError, IndexError, OverflowError, RecursionError) as error:
        raise BadFrame(f"malformed data: {type(error).__name__}") from None


def _decode(document, block, special, depth):
    if depth > 2 * DEEPEST + 8:
        raise BadFrame("nested too deeply")
    if document is None or isinstance(document, bool | int | float | str):
        return document
    if isinstance(document, list):
        return [_decode(item, block, special, depth + 1) for item in document]
    if not isinstance(document, dict) or len(document) != 1:
        raise BadFrame("a dictionary without a tag")
    (tag, content), *_ = document.items()
    if tag == "$array":
        return _decode_array(content, block)
    if tag == "$float":
        return {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}[content]
    if tag == "$complex":
        real, imaginary = (_decode(part, block, special, depth + 1) for part in content)
        return complex(real, imaginary)
    if tag == "$tuple":
        return tuple(_decode(item, block, special, depth + 1) for item in content)
    if tag == "$dict":
        decoded = {}
        for key, value in content:
            decoded[_decode(key, block, special, depth + 1)] = _decode(
                value, block, special, depth + 1
            )
        return decoded
    if tag == "$object":
        return Opaque(str(content)[:200])
    if tag == "$large":
        kind, shape = content
        return Opaque(f"array of shape {tuple(int(n) for n in shape)}, too large to send")
    if tag in special:
        return special[tag](content, block)
    raise BadFrame("an unknown tag")


def _decode_array(content, block):
    kind, shape, offset = content
    dtype = np.dtype(str(kind))
    if dtype.kind not in NUMERIC or dtype.itemsize > LARGEST_ITEM or dtype.hasobject:
        raise BadFrame("an array that is not numeric")
    if not isinstance(shape, list) or len(shape) > 8:
        raise BadFrame("an array without a proper shape")
    if not all(type(n) is int and 0 <= n < 2**40 for n in [*shape, offset]):
        raise BadFrame("an array without a proper shape")
    count = math.prod(shape)
    if offset + count * dtype.itemsize > len(block):
        raise BadFrame("an array that is longer than its data")
    array = np.frombuffer(block, dtype, count, offset).reshape(shape)
    return array.astype(dtype.newbyteorder("="), copy=True)
