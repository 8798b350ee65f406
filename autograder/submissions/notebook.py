"""The bytes of a file -> a notebook of plain cells, in one linear pass and within bounds."""

import json
import re

import nbformat
from nbformat import NotebookNode

from autograder import languages
from autograder.submissions.notice import Notice

MOST_PARTS = 5_000_000
MOST_CELLS = 20_000
LONGEST_ID = 64  # characters, as the format says
# One text of a JSON document, also one that never ends, and what makes no part behind it. Nothing
# is tried a second time.
TEXT = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?[^",[{]*+', re.DOTALL)
SIGNS = (b",", b"[", b"{")
LANGUAGE = (("kernelspec", "language"), ("language_info", "name"), ("kernelspec", "name"))
OLD_CODE = {"code": "input", "heading": "source"}


class Unreadable(Exception):
    """What was handed in is not a notebook; `reason` is for the student and the assistant."""

    def __init__(self, reason: str, content: bytes = b""):
        super().__init__(reason)
        self.reason, self.content = reason, content


def parse(content: bytes) -> NotebookNode:
    """The notebook in format 4, however old it is. Raises Unreadable if it is none.

    `metadata.notices` says what about it is odd, but not in the way of grading;
    `metadata.python` is the version that it says it ran on, or empty; `metadata.language` is the
    language that it is graded in.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(f"the file is not text in UTF-8{encoding(content)}", content) from None
    if too_many_parts(content):
        raise Unreadable("it has too many parts; clear the outputs and hand in again", content)
    try:
        document = json.loads(text)
    except (ValueError, RecursionError, MemoryError):
        raise Unreadable(f"the file is not a notebook: {guess(content)}", content) from None
    try:
        return upgrade(document)
    except Unreadable as error:
        raise Unreadable(error.reason, content) from None


def encoding(content: bytes) -> str:
    """A word about what the file may be, if it is not UTF-8."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return " but in UTF-16; save it as UTF-8"
    if content.startswith((b"PK\x03\x04", b"\x1f\x8b")):
        return " but an archive; unpack it and hand in the notebook"
    if content.startswith(b"%PDF"):
        return " but a PDF; hand in the notebook itself"
    return " but damaged, or no text at all"


def too_many_parts(content: bytes) -> bool:
    """Whether a few bytes each would become so many objects that the grader runs out of memory."""
    if sum(map(content.count, SIGNS)) + content.count(b'"') // 2 <= MOST_PARTS:
        return False
    first = TEXT.search(content)
    place = first.start() if first else len(content)
    parts = sum(content.count(sign, 0, place) for sign in SIGNS)
    for text in TEXT.finditer(content, place):
        parts += 1 + text.start() - place  # between two matches there are nothing but signs
        place = text.end()
        if parts > MOST_PARTS:
            return True
    return parts + len(content) - place > MOST_PARTS


def guess(content: bytes) -> str:
    """What a file that is not JSON may be instead."""
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if b"<<<<<<<" in content and b">>>>>>>" in content:
        return "it has merge conflict markers of git in it"
    if start.startswith(b"version https://git-lfs"):
        return "it is a pointer of git lfs; fetch the file itself"
    if start.startswith((b"<!doctype", b"<html", b"<?xml")):
        return "it is a web page (HTML); download the notebook itself, not the page"
    if start.startswith(b"%pdf"):
        return "it is a PDF"
    if start.startswith((b"import ", b"#", b"def ", b"from ", b'"""')):
        return "it looks like a Python script"
    if start.startswith(b"{"):
        return "its text is cut off or damaged"
    return "it is not JSON"


def upgrade(document: object) -> NotebookNode:
    """A notebook of format 4 whose cells have a type and a source, as far as it can be had."""
    if not isinstance(document, dict) or "nbformat" not in document:
        raise Unreadable("the file is JSON but not a notebook")
    version = document["nbformat"]
    if isinstance(version, bool) or version not in (2, 3, 4):
        shown = ascii(version)[:20] if isinstance(version, int | float | str) else "no number"
        raise Unreadable(f"its notebook format is {shown}, not 2, 3 or 4")
    cells = document.get("cells") if version == 4 else old_cells(document, int(version))
    if not isinstance(cells, list):
        raise Unreadable("the notebook is damaged: it has no list of cells")
    if len(cells) > MOST_CELLS:
        raise Unreadable(f"it has {len(cells)} cells, and more than {MOST_CELLS} are not graded")
    language = language_of(document)
    about = {"notices": oddities(document, cells), "python": python_version(document)}
    about["language"] = "python" if language is None else language.name
    notebook = nbformat.v4.new_notebook(metadata=about)
    notebook.cells = [plain_cell(cell) for cell in cells]
    return notebook


def old_cells(document: dict, version: int) -> list:
    """The cells of a notebook of format 2 or 3, which stand in worksheets, as format 4 has them."""
    sheets = document.get("worksheets")
    found = []
    for sheet in sheets if isinstance(sheets, list) else [None]:
        cells = sheet.get("cells") if isinstance(sheet, dict) else None
        if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
            raise Unreadable(f"the notebook, in the old format {version}, is damaged")
        found += cells
    return list(map(modern, found[: MOST_CELLS + 1]))


def modern(cell: dict) -> dict:
    """A cell of format 2 or 3 as format 4 has it."""
    kind = cell.get("cell_type")
    if kind == "code":
        return {**cell, "source": cell.get("input", "")}
    if kind == "heading":
        level = cell.get("level")
        signs = "#" * level if isinstance(level, int) and 1 <= level <= 6 else "#"
        text = source_of(cell)
        return {**cell, "source": None if text is None else f"{signs} {' '.join(text.split())}"}
    return cell


def plain_cell(cell: object) -> NotebookNode:
    """The cell with nothing but type, source, its names, and pasted pictures."""
    source, metadata = source_of(cell) or "", {}
    if isinstance(cell, dict) and isinstance(cell.get("metadata"), dict):
        name = cell["metadata"].get("nbgrader")
        name = name.get("grade_id") if isinstance(name, dict) else None
        metadata = {"grade_id": name} if isinstance(name, str) else {}
        if isinstance(cell.get("id"), str) and len(cell["id"]) <= LONGEST_ID:
            metadata["cell_id"] = cell["id"]
    kind = "code" if isinstance(cell, dict) and cell.get("cell_type") == "code" else "markdown"
    plain = NotebookNode(cell_type=kind, source=source, metadata=NotebookNode(metadata))
    pasted = pictures(cell) if kind == "markdown" else {}
    return NotebookNode(plain, attachments=pasted) if pasted else plain


def pictures(cell: object) -> dict:
    """The pictures that were pasted into a text, if nothing but pictures was."""
    attached = cell.get("attachments") if isinstance(cell, dict) else None
    if isinstance(attached, dict) and attached and all(map(is_picture, attached.values())):
        return attached
    return {}


def is_picture(attached: object) -> bool:
    """Whether it is a picture as Jupyter keeps it: its data by its type, and none that can run."""
    return isinstance(attached, dict) and all(
        kind in ("image/png", "image/jpeg", "image/gif", "image/webp") and isinstance(data, str)
        for kind, data in attached.items()
    )


def source_of(cell: object) -> str | None:
    """The text of a cell, without half surrogate pairs; None if the cell is damaged."""
    source = cell.get("source") if isinstance(cell, dict) else None
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    return source.encode("utf-8", "replace").decode() if isinstance(source, str) else None


def oddities(document: dict, cells: list) -> list[Notice]:
    """What a person who looks into a low mark should know about the notebook."""
    damaged = [i for i, cell in enumerate(cells, 1) if source_of(cell) is None]
    found = []
    if damaged:
        more = ", ..." if len(damaged) > 8 else ""
        text = f"damaged and left out: cell {', '.join(map(str, damaged[:8]))}{more}"
        found.append(Notice(kind="damaged", text=text, cells=tuple(damaged)))
    if language_of(document) is None:
        said = next(said_of(document, *where) for where in LANGUAGE if said_of(document, *where))
        text = f"the notebook says that its language is {ascii(said)[:30]}, not Python"
        found.append(Notice(kind="language", text=text))
    return found


def language_of(document: dict) -> languages.Language | None:
    """The language that the notebook says it is in, Python if it says none; None for others."""
    said = [said_of(document, *where) for where in LANGUAGE]
    known = [languages.of_kernel(name) for name in said if name]
    return next(filter(None, known), None if known else languages.PYTHON)


def said_of(document: dict, key: str, name: str) -> str:
    """What the notebook says about itself; empty if it does not."""
    metadata = document.get("metadata")
    about = metadata.get(key) if isinstance(metadata, dict) else None
    said = about.get(name) if isinstance(about, dict) else None
    return said if isinstance(said, str) else ""


def python_version(document: dict) -> str:
    """The Python that the notebook says it ran on, as in `3.12`; empty if it does not."""
    match = re.match(r"(\d{1,2}\.\d{1,3})(?=\.|$)", said_of(document, "language_info", "version"))
    return match[1] if match else ""
