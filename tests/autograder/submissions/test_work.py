"""Every reader of untrusted bytes takes time in proportion to them: n, 2n and 4n are compared."""

import json
import time
import zipfile

import nbformat
import pytest

from autograder.submissions import names, notebook, unpacking

ALLOWED = 9  # times the work for four times the bytes; what is quadratic takes sixteen


def name(n, room):
    text = "problem1" + "copy " * (50 * n) + "!.ipynb"
    return lambda: [names.read(text, {"problem1": (), "problem2": ()}) for _ in range(2000)]


def name_of_separators(n, room):
    text = "problem1" + " _-(1" * (50 * n) + ".ipynb"
    return lambda: [names.read(text, {"problem1": ()}) for _ in range(2000)]


def open_quote(n, room):
    content = b"," * notebook.MOST_PARTS + b'"' + b'\\"' * (500_000 * n)
    return lambda: notebook.too_many_parts(content)


def open_quotes_after_backslashes(n, room):
    content = b"," * notebook.MOST_PARTS + b'"' * 1001 + b"\\" * (1_000_001 * n)
    return lambda: notebook.too_many_parts(content)


def commas(n, room):
    content = b'["' + b",[{" * (2_000_000 * n) + b'", ' + b"1," * (500_000 * n) + b"1]"
    return lambda: notebook.too_many_parts(content)


def nested(n, room):
    content = b"[" * (2_000_000 * n)
    return lambda: refused(content)


def old_cells(n, room):
    cells = [{"cell_type": "heading", "level": 2, "source": "x"}] * (4_000 * n)
    document = {"nbformat": 3, "worksheets": [{"cells": cells}]}
    content = json.dumps(document).encode()
    return lambda: notebook.parse(content)


def lines_of_a_cell(n, room):
    cell = {"cell_type": "code", "source": ["x\n"] * (100_000 * n)}
    content = json.dumps({"nbformat": 4, "cells": [cell]}).encode()
    return lambda: notebook.parse(content)


def zipped_files(n, room):
    path = room / f"{n}.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(400 * n):
            archive.writestr(f"a/{number}.txt", b"x")

    def run():
        folder = room / f"out-{n}-{time.monotonic_ns()}"
        folder.mkdir()
        unpacking.unpack(path, folder)

    return run


def refused(content):
    with pytest.raises(notebook.Unreadable):
        notebook.parse(content)


def work(run) -> float:
    """The least time of the processor in a few runs; what others do here does not count."""
    spent = []
    for _ in range(3):
        began = time.process_time()
        run()
        spent.append(time.process_time() - began)
    return min(spent)


@pytest.mark.parametrize(
    "reader",
    [
        *(name, name_of_separators, open_quote, open_quotes_after_backslashes, commas),
        *(nested, old_cells, lines_of_a_cell, zipped_files),
    ],
)
def test_work_in_proportion(reader, tmp_path):
    """Four times the bytes are not much more than four times the work."""
    once, twice, four = (work(reader(n, tmp_path)) for n in (1, 2, 4))
    floor = 0.002  # seconds: below that the clock and the first call are measured
    assert twice <= ALLOWED / 2 * max(once, floor)
    assert four <= ALLOWED * max(once, floor)


def test_parts_in_texts_do_not_count():
    """A long output with many commas is no bomb; many real parts are, and many texts."""
    assert not notebook.too_many_parts(b'{"a": "' + b",[{" * 2_000_000 + b'"}')
    assert notebook.too_many_parts(b"[" + b"[]," * 3_000_000 + b"[]]")
    assert notebook.too_many_parts(b'["' + b'" "' * 5_100_000 + b'"]')
    assert not notebook.too_many_parts(b'["' + b'\\",' * 5_100_000 + b'"]')


def test_cells_of_an_old_format_are_counted_first(monkeypatch):
    """A notebook of format 3 with too many cells is refused before any is made."""
    made = []
    monkeypatch.setattr(notebook, "plain_cell", made.append)
    cells = [{"cell_type": "code", "input": "x"}] * (notebook.MOST_CELLS + 1)
    document = {"nbformat": 3, "worksheets": [{"cells": cells}]}
    with pytest.raises(notebook.Unreadable, match="not graded"):
        notebook.parse(json.dumps(document).encode())
    assert not made


def test_old_formats_as_nbformat_reads_them():
    """Formats 2 and 3 give the cells that nbformat's own conversion gives."""
    cells = [
        {"cell_type": "heading", "level": 2, "source": "A\nB", "metadata": {}},
        {"cell_type": "markdown", "source": "some *text*", "metadata": {}},
        {"cell_type": "code", "input": ["x = 1\n", "x"], "language": "python", "outputs": []},
        {"cell_type": "raw", "source": "raw", "metadata": {}},
    ]
    sheets = [{"cells": cells, "metadata": {}}]
    document = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": sheets}
    text = json.dumps(document)
    theirs = nbformat.convert(nbformat.reads(text, 3), 4)
    ours = notebook.parse(text.encode())
    assert [c.source for c in ours.cells] == ["".join(c.source) for c in theirs.cells]


def test_pictures_have_one_reader():
    """A notebook of format 3 whose `cells` are no list is read as its worksheets say."""
    picture = {"a.png": {"image/png": "aGk="}}
    script = {"a.svg": {"image/svg+xml": "<script>"}}
    sheet = {"cells": [{"cell_type": "markdown", "source": "x", "attachments": picture}]}
    document = {"nbformat": 3, "cells": 5, "worksheets": [sheet]}
    (cell,) = notebook.parse(json.dumps(document).encode()).cells
    assert cell.attachments == picture
    sheet["cells"][0]["attachments"] = script
    (cell,) = notebook.parse(json.dumps(document).encode()).cells
    assert "attachments" not in cell
