"""Tables that people edit in a spreadsheet, read whole or refused with row and column."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

MOST_TOLD = 20
LARGEST = 50 * 1024**2


class BadSheet(Exception):
    """A table that cannot be taken over; says in which rows and columns, and why."""


def read(path: Path, needed: Iterable[str], allowed: Iterable[str]) -> list[dict[str, str]]:
    """The rows of a CSV, however the spreadsheet has saved it. Raises BadSheet."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadSheet(f"{path} cannot be read ({error.strerror})") from None
    if len(content) > LARGEST:
        raise BadSheet(f"{path} is larger than 50 MB")
    return rows(content, str(path), needed, allowed)


def rows(
    content: bytes, name: str, needed: Iterable[str], allowed: Iterable[str]
) -> list[dict[str, str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    if "\0" in text:
        raise BadSheet(f"{name} is no table but a file of another kind; save it as CSV")
    delimiter = max(",;\t", key=text.split("\n", 1)[0].count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise BadSheet(f"{name} is no table ({error}); save it as CSV from a spreadsheet") from None
    if not lines:
        raise BadSheet(f"{name} is empty; its first row needs: {', '.join(needed)}")
    head = [cell.strip().lower() for cell in lines[0]]
    wrong = [f"column {c} is missing" for c in needed if c not in head]
    for place, cell in enumerate(head, 1):
        if cell not in allowed:
            known = ", ".join(allowed)
            wrong.append(f"row 1, column {place}: {cell!r} is not known; there are: {known}")
        elif head.index(cell) != place - 1:
            wrong.append(f"row 1, column {place}: {cell!r} stands twice")
    found = []
    for number, line in enumerate(lines[1:], 2):
        if len(line) > len(head):
            wrong.append(f"row {number}: has {len(line)} cells, and the first row {len(head)}")
        elif any(cell.strip() for cell in line):
            cells = [cell.strip() for cell in line] + [""] * (len(head) - len(line))
            found.append({"row": str(number), **dict(zip(head, cells, strict=True))})
    refuse_if(name, wrong)
    return found


def refuse_if(name: str, wrong: list[str]) -> None:
    """Raise BadSheet with all that is wrong, if anything is."""
    if wrong:
        more = f"\nand {len(wrong) - MOST_TOLD} more" if len(wrong) > MOST_TOLD else ""
        raise BadSheet("\n".join(f"{name}, {line}" for line in wrong[:MOST_TOLD]) + more)
