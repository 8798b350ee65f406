"""Odd and broken notebooks: name -> (bytes, what must come of it).

What must come of it is "graded", or a part of the reason why it is unreadable.
"""

import json

CODE = "print('it ran')"


def cell(source=CODE, kind="code", **fields):
    extra = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return {"cell_type": kind, "source": source, "metadata": {}, **extra, **fields}


def document(*cells, **fields):
    base = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells) or [cell()]}
    return base | fields


def old(version, *cells):
    worksheet = {"cells": list(cells), "metadata": {}}
    return {"nbformat": version, "nbformat_minor": 0, "metadata": {}, "worksheets": [worksheet]}


def kernel(**kernelspec):
    return document(metadata={"kernelspec": kernelspec})


OLD_CELL = {"cell_type": "code", "input": CODE, "language": "python", "outputs": [], "metadata": {}}
PLAIN = json.dumps(document(), indent=1)
OUTPUT = {"output_type": "stream", "name": "stdout", "text": "x" * 50_000_000}

DOCUMENTS = {
    "format 3": (old(3, OLD_CELL), "graded"),
    "format 2": (old(2, OLD_CELL), "graded"),
    "format 3 without worksheets": ({"nbformat": 3, "metadata": {}}, "old format 3, is damaged"),
    "format 2 of nonsense": (old(2, 5, None), "old format 2, is damaged"),
    "format 5": (document(nbformat=5), "format is 5, not 2, 3 or 4"),
    "format 1": (document(nbformat=1), "format is 1, not 2, 3 or 4"),
    "format as text": (document(nbformat="4"), "format is '4', not 2, 3 or 4"),
    "format true": (document(nbformat=True), "not 2, 3 or 4"),
    "format null": (document(nbformat=None), "no number, not 2, 3 or 4"),
    "format a list": (document(nbformat=[4]), "no number, not 2, 3 or 4"),
    "format of control characters": (document(nbformat="\x1b[2J"), r"format is '\x1b[2J'"),
    "format 4.0": (document(nbformat=4.0), "graded"),
    "minor format of the future": (document(nbformat_minor=99), "graded"),
    "minor format missing": ({"nbformat": 4, "metadata": {}, "cells": [cell()]}, "graded"),
    "no format": ({"cells": [cell()]}, "JSON but not a notebook"),
    "a list": ([document()], "JSON but not a notebook"),
    "a number": (4, "JSON but not a notebook"),
    "null": (None, "JSON but not a notebook"),
    "a text": ("notebook", "JSON but not a notebook"),
    "an empty object": ({}, "JSON but not a notebook"),
    "no cells": ({"nbformat": 4, "metadata": {}}, "it has no list of cells"),
    "cells null": (document(cells=None), "it has no list of cells"),
    "cells an object": (document(cells={"0": cell()}), "it has no list of cells"),
    "cells a text": (document(cells="import this"), "it has no list of cells"),
    "too many cells": (document(*[cell("", "markdown")] * 20_001), "20001 cells"),
    "an empty list of cells": (document(cells=[]), "graded"),
    "5,000 cells": (document(*[cell("1")] * 5_000), "graded"),
    "metadata null": (document(metadata=None), "graded"),
    "metadata a list": (document(metadata=[1]), "graded"),
    "metadata missing": ({"nbformat": 4, "nbformat_minor": 5, "cells": [cell()]}, "graded"),
    "cell metadata null": (document(cell(metadata=None)), "graded"),
    "cell metadata a text": (document(cell(metadata="locked")), "graded"),
    "nbgrader metadata a list": (document(cell(metadata={"nbgrader": [1]})), "graded"),
    "nbgrader name a number": (document(cell(metadata={"nbgrader": {"grade_id": 5}})), "graded"),
    "points of a million": (document(cell(metadata={"nbgrader": {"points": 1e6}})), "graded"),
    "source a list": (document(cell(["print('it", " ran')"])), "graded"),
    "source null": (document(cell(None), cell()), "graded"),
    "source a number": (document(cell(5), cell()), "graded"),
    "source a list of numbers": (document(cell([1, 2]), cell()), "graded"),
    "source missing": (document({"cell_type": "code"}, cell()), "graded"),
    "source of half characters": (document(cell("'\ud800'"), cell()), "graded"),
    "source of null characters": (document(cell("x = '\0'"), cell()), "graded"),
    "source of a megabyte": (document(cell("#" * 1_000_000), cell()), "graded"),
    "a cell that is a text": (document("print(1)", cell()), "graded"),
    "a cell that is null": (document(None, cell()), "graded"),
    "cell type missing": (document({"source": "text"}, cell()), "graded"),
    "cell type unknown": (document(cell(kind="heading"), cell()), "graded"),
    "cell type a list": (document({"cell_type": ["code"], "source": ""}, cell()), "graded"),
    "cell ids missing": (document(cell(), cell()), "graded"),
    "cell ids equal": (document(cell(id="a"), cell(id="a")), "graded"),
    "cell ids invalid": (document(cell(id="no spaces, please"), cell(id=5)), "graded"),
    "outputs of 50 MB": (document(cell(outputs=[OUTPUT])), "graded"),
    "outputs of nonsense": (document(cell(outputs={"a": [1]})), "graded"),
    "attachments of nonsense": (document(cell("a", "markdown", attachments=5), cell()), "graded"),
    "kernel of R": (kernel(name="ir", language="R"), "graded"),
    "kernel of Scala": (kernel(name="scala", language="scala"), "graded"),
    "kernel unknown": (kernel(name="my-old-env", display_name="old"), "graded"),
    "kernel a text": (document(metadata={"kernelspec": "python3"}), "graded"),
    "kernel language a number": (kernel(language=3), "graded"),
    "magic and shell lines": (
        document(cell("%matplotlib inline\n!true\n%%bash"), cell()),
        "graded",
    ),
    "syntax errors": (document(cell("def f(:"), cell("  x = 1\n y"), cell()), "graded"),
    "merge markers in a cell": (document(cell("<<<<<<< HEAD\nx\n>>>>>>> b"), cell()), "graded"),
    "numbers that are none": (document(metadata={"a": float("nan"), "b": 1e400}), "graded"),
}

CONTENTS = {
    "empty": (b"", "the file is empty"),
    "only spaces": (b" \n\t\n", "the file is empty"),
    "only zeros": (bytes(5000), "the file is empty"),
    "cut off": (PLAIN[: len(PLAIN) // 2].encode(), "cut off or damaged"),
    "zeros at the end": (PLAIN.encode() + bytes(4096), "cut off or damaged"),
    "one more brace": (PLAIN.encode() + b"}", "cut off or damaged"),
    "written twice": (2 * PLAIN.encode(), "cut off or damaged"),
    "trailing comma": (PLAIN.replace("]\n}", "],\n}").encode() + b",", "cut off or damaged"),
    "byte order mark": (b"\xef\xbb\xbf" + PLAIN.encode(), "graded"),
    "windows line ends": (PLAIN.replace("\n", "\r\n").encode(), "graded"),
    "old mac line ends": (PLAIN.replace("\n", "\r").encode(), "graded"),
    "UTF-16": (PLAIN.encode("utf-16"), "UTF-16; save it as UTF-8"),
    "UTF-16 without a mark": (PLAIN.encode("utf-16-le"), "not a notebook"),
    "UTF-32": (PLAIN.encode("utf-32"), "UTF-16; save it as UTF-8"),
    "Latin-1": (PLAIN.replace("it ran", "é ü").encode("latin-1"), "not text in UTF-8"),
    "random bytes": (bytes(range(256)) * 20, "not text in UTF-8"),
    "a zip": (b"PK\x03\x04\xff\xfe" + bytes(100), "an archive; unpack it"),
    "a gzip": (b"\x1f\x8b\x08\x00\xff" + bytes(100), "an archive; unpack it"),
    "a PDF": (b"%PDF-1.7\n1 0 obj", "it is a PDF"),
    "a web page": (b"<!DOCTYPE html><html></html>", "a web page (HTML)"),
    "a web page of old": (b"\n <HTML><body>404</body></HTML>", "a web page (HTML)"),
    "a script": (b"import numpy as np\nx = 1\n", "a Python script"),
    "a script of cells": (b"# %%\nx = 1\n", "a Python script"),
    "merge markers": (b"{\n<<<<<<< HEAD\n=======\n>>>>>>> theirs\n}", "merge conflict markers"),
    "a git lfs pointer": (b"version https://git-lfs.github.com/spec/v1\noid", "git lfs"),
    "single quotes": (str(document()).encode(), "cut off or damaged"),
    "a host file": (b"root:x:0:0:root:/root:/bin/bash\n", "it is not JSON"),
    "too deep": (b"[" * 500_000 + b"]" * 500_000, "not a notebook"),
    "deep metadata": (
        b'{"nbformat": 4, "cells": [], "metadata": ' + b"[" * 5000 + b"]" * 5000 + b"}",
        "cut off or damaged",
    ),
    "many small parts": (
        b'{"nbformat": 4, "x": [' + b"[]," * 6_000_000 + b"[]]}",
        "too many parts",
    ),
    "larger than 100 MB": (PLAIN.encode() + b" " * 105_000_000, "larger than 100 MB"),
    "a long number": (b'{"nbformat": ' + b"9" * 100_000 + b"}", "cut off or damaged"),
    "two keys alike": (b'{"nbformat": 9, "nbformat": 4, "metadata": {}, "cells": []}', "graded"),
}


def odd_notebooks() -> dict[str, tuple]:
    """Bytes, or the document that they stand for, and what must come of it, by name."""
    return DOCUMENTS | CONTENTS


def as_bytes(content) -> bytes:
    return content if isinstance(content, bytes) else json.dumps(content).encode()
