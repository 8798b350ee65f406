"""What a student's page shows beside the report, kept as a file, so that pages can be made again.

Compressed JSON; numbers of arrays, pictures and the records of exhibits have a form of their own.
"""

import base64
import dataclasses
import gzip
import json

import numpy as np

from autograder.checks import exhibits
from autograder.grading import Graded
from autograder.interview import CellRun
from autograder.results import Report

RECORDS = {
    name: kind
    for name, kind in {**vars(exhibits), "CellRun": CellRun}.items()
    if dataclasses.is_dataclass(kind)
}
KINDS = "biufc"  # of numbers in arrays


def pack(graded: Graded) -> bytes:
    """The bytes that `unpack` reads."""
    fields = {"exhibits": graded.exhibits, "cells": graded.cells, "numbers": graded.numbers}
    fields["skipped"] = graded.skipped
    text = json.dumps(encode(fields), ensure_ascii=False)
    return gzip.compress(text.encode("utf-8", "replace"), compresslevel=5, mtime=0)


def unpack(report: Report, content: bytes) -> Graded:
    """The graded submission that the page of a report is made from.

    Raises ValueError if the bytes are not those of `pack`.
    """
    try:
        fields = decode(json.loads(gzip.decompress(content)))
        shown = (fields["exhibits"], fields["cells"], fields["numbers"])
        return Graded(report, *shown, skipped=fields["skipped"])
    except (OSError, EOFError, LookupError, TypeError, AttributeError) as error:
        raise ValueError(f"not what a page shows: {error}") from None


def encode(value):
    if dataclasses.is_dataclass(value):
        fields = {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
        return {"record": type(value).__name__, "fields": encode(fields)}
    if isinstance(value, np.ndarray):
        data = base64.b64encode(np.ascontiguousarray(value).tobytes()).decode()
        return {"array": data, "type": value.dtype.str, "shape": value.shape}
    if isinstance(value, bytes):
        return {"bytes": base64.b64encode(value).decode()}
    if isinstance(value, dict):
        return {"pairs": [[encode(key), encode(item)] for key, item in value.items()]}
    if isinstance(value, tuple):
        return {"tuple": [encode(item) for item in value]}
    if isinstance(value, list):
        return [encode(item) for item in value]
    return value.item() if isinstance(value, np.generic) else value


def decode(value):
    if isinstance(value, list):
        return [decode(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "record" in value:
        return RECORDS[value["record"]](**decode(value["fields"]))
    if "array" in value:
        dtype = np.dtype(value["type"])
        if dtype.kind not in KINDS:
            raise ValueError(f"an array of {dtype}")
        data = np.frombuffer(base64.b64decode(value["array"]), dtype)
        return data.reshape(value["shape"])
    if "bytes" in value:
        return base64.b64decode(value["bytes"])
    if "tuple" in value:
        return tuple(decode(value["tuple"]))
    return {decode(key): decode(item) for key, item in value["pairs"]}
