"""Frames and plain data: the one format that crosses the border.

A frame is two unsigned 32-bit lengths, a JSON document, and a block of raw array bytes. JSON
carries numbers, text, lists and dictionaries; an array is `{"$array": [dtype, shape, offset]}`
into the block, a list of floats `{"$floats": [length, offset]}`. Nothing else exists: there is no
way to name a class, and nothing is unpickled. No byte of a block is used twice, so what a frame
decodes to is not larger than a small multiple of the frame.

This module runs on both sides, so it holds no secret.
"""

import json
import math
import re
import struct

import numpy as np

HEADER = struct.Struct(">II")
NUMERIC = "biufc"
NUMERIC_DTYPE = re.compile(r"[<>=|]?[biufc][0-9]{1,2}")
LARGEST_ITEM = 16
DEEPEST = 16
LONGEST_TEXT = 10_000
MOST_ITEMS = 500_000
FLOATS_FROM = 16  # shorter lists of floats stay readable in the document


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
        self.items = 0
        self.data_limit = data_limit

    def encode(self, value, depth=0):
        self.items += 1
        if depth > DEEPEST:
            return {"$object": "something nested too deeply"}
        if self.items > MOST_ITEMS:
            return {"$object": "something of too many parts"}
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
            return str(value[:LONGEST_TEXT])
        if isinstance(value, np.ndarray):
            return self.encode_array(value)
        if isinstance(value, list | tuple) and len(value) > MOST_ITEMS:
            return {"$object": f"{type(value).__name__} of {len(value)} items"}
        if isinstance(value, list):
            return self.encode_list(value, depth)
        if isinstance(value, tuple):
            return {"$tuple": [self.encode(item, depth + 1) for item in value]}
        if isinstance(value, dict):
            if len(value) > MOST_ITEMS:
                return {"$object": f"dict of {len(value)} items"}
            pairs = value.items()
            return {"$dict": [[self.encode(k, 1), self.encode(v, depth + 1)] for k, v in pairs]}
        if isinstance(value, Seed):
            return {"$seed": value.seed}
        if isinstance(value, Source):
            return {"$source": value.text}
        if isinstance(value, Name):
            return {"$name": value.name}
        name = value.type_name if isinstance(value, Opaque) else type(value).__name__
        return {"$object": str(name)[:200]}

    def encode_list(self, value, depth):
        if len(value) < FLOATS_FROM or not all(type(x) in (float, np.float64) for x in value):
            return [self.encode(item, depth + 1) for item in value]
        numbers = np.array(value, dtype="<f8")
        if self.data_limit is not None and self.size + numbers.nbytes > self.data_limit:
            return {"$object": f"list of {len(value)} items"}
        return {"$floats": [len(numbers), self.add(numbers)]}

    def add(self, array):
        """Where in the block the bytes of the array go."""
        offset, self.size = self.size, self.size + array.nbytes
        self.blocks.append(array.tobytes())
        return offset

    def encode_scalar(self, value):
        if value.dtype.kind in NUMERIC and value.dtype.itemsize <= LARGEST_ITEM:
            item = value.item()
            if isinstance(item, np.generic):  # long double has no plain counterpart
                item = complex(item) if value.dtype.kind == "c" else float(item)
            return self.encode(item)
        if isinstance(value, str):
            return str(value)
        return {"$object": type(value).__name__}

    def encode_array(self, array):
        if type(array) is np.ma.MaskedArray:
            return {"$object": "MaskedArray"}
        kind = array.dtype
        if kind.kind not in NUMERIC or kind.itemsize > LARGEST_ITEM:
            return {"$object": f"array of dtype {kind}"}
        if self.data_limit is not None and self.size + array.nbytes > self.data_limit:
            return {"$large": [kind.str, list(array.shape)]}
        array = np.array(array, kind.newbyteorder("<"), copy=True, order="C", subok=False)
        return {"$array": [array.dtype.str, list(array.shape), self.add(array)]}


def plain_text(value, longest=LONGEST_TEXT):
    """At most `longest` characters that every file and page can hold: no half surrogate pairs."""
    return str(value)[:longest].encode("utf-8", "replace").decode()


class Block:
    """The block of a frame, handed out once: the arrays of a frame share no byte."""

    def __init__(self, data):
        self.data = data
        self.left = len(data)

    def take(self, dtype, shape, offset):
        """A new array from the bytes at `offset`. Raises BadFrame if they are not all there."""
        if not isinstance(shape, list) or len(shape) > 8:
            raise BadFrame("an array without a proper shape")
        if not all(type(n) is int and 0 <= n < 2**40 for n in [*shape, offset]):
            raise BadFrame("an array without a proper shape")
        count = math.prod(shape)
        self.left -= count * dtype.itemsize
        if offset + count * dtype.itemsize > len(self.data) or self.left < 0:
            raise BadFrame("an array that is longer than its data")
        if count == 0:
            return np.empty(shape, dtype.newbyteorder("="))
        array = np.frombuffer(self.data, dtype, count, offset).reshape(shape)
        return array.astype(dtype.newbyteorder("="), copy=True)


def decode(document, block, special=None):
    """The value of an encoded document; `special` maps further tags to functions of their content.

    block : bytes, or a `Block` that several documents of one frame share
    Raises BadFrame for anything that is not exactly the format.
    """
    block = block if isinstance(block, Block) else Block(block)
    try:
        return _decode(document, block, special or {}, 0)
    except BadFrame:
        raise
    except (TypeError, ValueError, LookupError, ArithmeticError, RecursionError) as error:
        raise BadFrame(f"malformed data: {type(error).__name__}") from None


def _decode(document, block, special, depth):
    if depth > 2 * DEEPEST + 8:
        raise BadFrame("nested too deeply")
    if document is None or isinstance(document, bool | float):
        return document
    if isinstance(document, int):
        return document if -(2**63) <= document < 2**64 else Opaque("a very large integer")
    if isinstance(document, str):
        return plain_text(document)
    if isinstance(document, list):
        return [_decode(item, block, special, depth + 1) for item in document]
    if not isinstance(document, dict) or len(document) != 1:
        raise BadFrame("a dictionary without a tag")
    ((tag, content),) = document.items()
    if tag == "$array":
        kind, shape, offset = content
        return block.take(numeric_dtype(kind), shape, offset)
    if tag == "$floats":
        length, offset = content
        return block.take(np.dtype("<f8"), [length], offset).tolist()
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
        return Opaque(plain_text(content, 200))
    if tag == "$large":
        kind, shape = content
        shape = tuple(int(n) for n in shape[:8])
        return Opaque(plain_text(f"array of shape {shape}, too large to send", 200))
    if tag in special:
        return special[tag](content, block)
    raise BadFrame("an unknown tag")


def numeric_dtype(kind):
    """The dtype of a name such as "<f8". Raises BadFrame unless its items are plain numbers."""
    if not isinstance(kind, str) or not NUMERIC_DTYPE.fullmatch(kind):
        raise BadFrame("an array that is not numeric")
    dtype = np.dtype(kind)
    if dtype.kind not in NUMERIC or dtype.itemsize > LARGEST_ITEM:
        raise BadFrame("an array that is not numeric")
    return dtype
