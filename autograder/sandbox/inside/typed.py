"""Values as bytes on a pipe, for interpreters of other languages: a tag, then what it needs.

    0 nothing | 1 text | 2 array | 3 list | 4 dictionary | 5 function (its source) | 6 generator
    (its seed) | 7 opaque (the name of its type) | 9 variable (its name) | 10 tuple

A text is its length and UTF-8 bytes. An array is the place of its kind in KINDS, whether it is
complex, the number of its dimensions, its shape, and its numbers column by column, all real parts
before all imaginary ones. Lengths and shapes are unsigned 32-bit numbers. All is little-endian.
"""

import struct

import numpy as np

from . import wire

KINDS = ("f8", "f4", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "?")
DEEPEST = 16
LONGEST = 1 << 28


class Broken(Exception):
    """What came from the pipe is no value."""


def encode(value):
    """The bytes of a value. Raises TypeError for what has no counterpart."""
    if value is None:
        return b"\0"
    if isinstance(value, str):
        return b"\1" + text(value)
    if isinstance(value, wire.Source):
        return b"\5" + text(value.text)
    if isinstance(value, wire.Seed):
        return b"\6" + struct.pack("<I", value.seed)
    if isinstance(value, wire.Name):
        return b"\x09" + text(value.name)
    if isinstance(value, bool | int | float | complex | np.generic | np.ndarray):
        return encode_array(np.asarray(value))
    if isinstance(value, list | tuple):
        return b"\3" + struct.pack("<I", len(value)) + b"".join(map(encode, value))
    if isinstance(value, dict):
        pairs = [encode(key) + encode(item) for key, item in value.items()]
        return b"\4" + struct.pack("<I", len(pairs)) + b"".join(pairs)
    raise TypeError(type(value).__name__)


def text(string):
    content = string.encode("utf-8", "replace")
    return struct.pack("<I", len(content)) + content


def encode_array(array):
    kind = array.dtype.kind
    parts = (array.real, array.imag) if kind == "c" else (array,)
    name = "?" if kind == "b" else "f8" if kind == "c" else f"{kind}{array.dtype.itemsize}"
    head = bytes([2, KINDS.index(name), kind == "c", array.ndim])
    shape = struct.pack(f"<{array.ndim}I", *array.shape)
    return head + shape + b"".join(part.tobytes("F") for part in parts)


def decode(take, depth=0):
    """The next value; `take(n)` returns the next n bytes. Raises Broken."""
    if depth > DEEPEST:
        raise Broken
    (tag,) = take(1)
    if tag == 0:
        return None
    if tag in (1, 7):
        content = take(length(take)).decode("utf-8", "replace")
        return content if tag == 1 else wire.Opaque(content)
    if tag == 2:
        return decode_array(take)
    if tag in (3, 10):
        items = [decode(take, depth + 1) for _ in range(length(take))]
        return items if tag == 3 else tuple(items)
    if tag == 4:
        pairs = [(decode(take, depth + 1), decode(take, depth + 1)) for _ in range(length(take))]
        return {key_of(key): value for key, value in pairs}
    raise Broken


def length(take):
    (number,) = struct.unpack("<I", take(4))
    return number


def key_of(key):
    """Keys are texts and numbers."""
    if isinstance(key, np.ndarray) and key.size == 1:
        return key.item()
    if not isinstance(key, str | int | float):
        raise Broken
    return key


def decode_array(take):
    kind, is_complex, dimensions = take(3)
    if kind >= len(KINDS) or dimensions > 8:
        raise Broken
    shape = struct.unpack(f"<{dimensions}I", take(4 * dimensions))
    dtype = np.dtype(KINDS[kind] if KINDS[kind] == "?" else f"<{KINDS[kind]}")
    count = 1
    for n in shape:
        count *= n
    if count * dtype.itemsize > LONGEST:
        raise Broken
    array = np.frombuffer(take(count * dtype.itemsize), dtype)
    if is_complex:
        array = array + 1j * np.frombuffer(take(count * dtype.itemsize), dtype)
    array = array.reshape(shape, order="F")
    return array if dimensions else array.item()
