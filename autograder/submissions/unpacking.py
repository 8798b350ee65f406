"""Zips of other people, unpacked without trusting them: the one reader that every way in uses.

Whatever is in a zip, unpacking takes time, memory and disk in proportion to its size and within
bounds, writes plain files below one folder and nothing else, and ends with a list of what was left
out and why, or with `BadArchive`.
"""

import lzma
import os
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

NOTEBOOKS = (
    ".ipynb",
    ".py",
    ".m",
    ".jl",
    ".zip",
)  # unpacked first: what lies beside them must not cost them
LONGEST_NAME, DEEPEST = 200, 30  # bytes in one name, names in one path
LEAVINGS = ("__MACOSX", "Thumbs.db", "desktop.ini", "__pycache__", "node_modules")
KINDS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
CHUNK = 1 << 20
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, UnicodeError),
    *(OSError, RuntimeError, NotImplementedError, EOFError, ValueError, OverflowError),
    MemoryError,
)


class BadArchive(Exception):
    """The zip cannot be unpacked at all; the reason completes "the zip ..."."""


@dataclass(frozen=True)
class Bounds:
    """How much a zip may become: files, bytes in all of them, bytes of its table of contents."""

    files: int
    content: int
    table: int


STUDENT = Bounds(files=2_000, content=100 * 1024**2, table=8 * 1024**2)
MOST_OF_A_CLASS = Bounds(files=1_000_000, content=200 * 1024**3, table=256 * 1024**2)
UNFOLDING = 100  # notebooks become a tenth when they are packed, a bomb a thousandth


def of_a_class(path: Path) -> Bounds:
    """The bounds of a platform's own download, by the size of the zip."""
    content = max(STUDENT.content, UNFOLDING * path.stat().st_size)
    most = MOST_OF_A_CLASS
    return Bounds(most.files, min(content, most.content), most.table)


@dataclass(frozen=True)
class LeftOut:
    """A file of a zip that was not unpacked; the reason completes "it ..."."""

    name: str
    reason: str


def unpack(path: Path, folder: Path, bounds: Bounds = STUDENT) -> list[LeftOut]:
    """Unpack the plain files of a zip below `folder`, which must be new and empty.

    Folders are kept. Links and leavings of operating systems are not unpacked. Of two files of one
    name the last counts, as for every reader of zips. Raises BadArchive if nothing can be had.
    """
    try:
        with open(path, "rb") as file, zipfile.ZipFile(Guarded(file, bounds.table)) as archive:
            return list(unpacked(archive, folder, bounds))
    except BROKEN:
        raise BadArchive("is damaged, or no zip") from None


def names(path: Path, bounds: Bounds = STUDENT) -> list[str]:
    """The names in a zip, as `unpack` writes them. Raises BadArchive."""
    try:
        with open(path, "rb") as file, zipfile.ZipFile(Guarded(file, bounds.table)) as archive:
            safe = (safe_parts(readable_name(entry)) for entry in archive.infolist())
            return ["/".join(parts) for parts in safe if isinstance(parts, list)]
    except BROKEN:
        raise BadArchive("is damaged, or no zip") from None


def unpacked(archive: zipfile.ZipFile, folder: Path, bounds: Bounds) -> Iterator[LeftOut]:
    """Unpack, and tell what was left out."""
    root, left, files = folder.resolve(), bounds.content, 0
    told: set[str] = set()
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    for entry in sorted(entries, key=lambda e: not e.filename.lower().endswith(NOTEBOOKS)):
        name = readable_name(entry)
        parts = safe_parts(name)
        reason = parts if isinstance(parts, str) else why_not(entry, parts)
        if not reason and files >= bounds.files:
            reason = f"is one of more than {bounds.files} files"
        if not reason and entry.file_size > left:
            reason = f"would make more than {bounds.content // 1024**2} MB of it"
        if not reason:
            files += 1
            written, reason = write(archive, entry, root.joinpath(*parts), root, left)
            left -= written
        if reason == HIDDEN:
            name = name[: name.find(leaving(parts)) + len(leaving(parts))]
        if reason and name not in told:
            told.add(name)
            yield LeftOut(name, reason)


HIDDEN = "is hidden, or a leaving of an operating system"


def leaving(parts: list[str]) -> str:
    """The first name of a path that no student gives to what they hand in; empty if none is."""
    return next((p for p in parts if p.startswith(".") or p in LEAVINGS), "")


def readable_name(entry: zipfile.ZipInfo) -> str:
    """The entry's name; macOS writes UTF-8 and does not say so, and takes letters apart."""
    name = entry.filename
    if not entry.flag_bits & 0x800 and not name.isascii():
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = entry.filename
    return unicodedata.normalize("NFC", name)


def safe_parts(name: str) -> list[str] | str:
    """The names of folders and file, proven to lie below where they are put; or why they do not.

    A leading slash or drive is taken away, as other programs do.
    """
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".")]
    if parts and len(parts[0]) == 2 and parts[0][1] == ":":
        parts = parts[1:]
    if not parts:
        return "has no name"
    if any(part == ".." for part in parts):
        return "has a name that leads out of the zip"
    if len(parts) > DEEPEST or any(len(p.encode("utf-8", "replace")) > LONGEST_NAME for p in parts):
        return "has too long a name"
    if any(not part.isprintable() or ":" in part for part in parts):
        return "has a name that cannot be used for a file"
    return parts


def why_not(entry: zipfile.ZipInfo, parts: list[str]) -> str:
    """Why a file of a safe name is not unpacked; empty if it is."""
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if leaving(parts):
        return HIDDEN
    if kind not in (0, stat.S_IFREG):
        return "is a link or a device"
    if entry.flag_bits & 0x1:
        return "is encrypted"
    if entry.compress_type not in KINDS:
        return "is packed in an unusual way; make an ordinary zip"
    return ""


def write(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, root: Path, left: int
) -> tuple[int, str]:
    """Write one file of at most `left` bytes: (bytes written, what went wrong)."""
    if not target.is_relative_to(root):
        return 0, "has a name that leads out of the zip"
    written = 0
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
        with archive.open(entry) as source, open(os.open(target, flags, 0o600), "wb") as file:
            while data := source.read(CHUNK):
                written += len(data)
                if written > left:
                    raise zipfile.BadZipFile("larger than it says")
                file.write(data)
    except BROKEN:
        if target.is_file():
            target.unlink()
        return written, "is damaged"
    return written, ""


class Guarded:
    """A file that refuses to be read in larger pieces than a table of contents may be."""

    def __init__(self, file, most: int):
        self._file, self._most = file, most

    def read(self, size: int = -1) -> bytes:
        if size > self._most:
            raise BadArchive("has too many files")
        data = self._file.read(size if size >= 0 else self._most + 1)
        if len(data) > self._most:
            raise BadArchive("has too many files")
        return data

    def __getattr__(self, name: str):
        return getattr(self._file, name)
