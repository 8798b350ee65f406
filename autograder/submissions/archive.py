"""Zip files: written the same to the byte each time, and unpacked without trusting them."""

import shutil
import stat
import zipfile
from pathlib import Path, PurePosixPath

EARLIEST = (1980, 1, 1, 0, 0, 0)
MOST_ENTRIES = 2_000
LARGEST = 100 * 1024**2


class BadArchive(Exception):
    """The zip cannot be unpacked; the reason completes "the zip ..."."""


def write(path: Path, files: dict[str, bytes], executable: frozenset[str] = frozenset()) -> None:
    """Write a zip in which nothing depends on when or where it was made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.create_system = 3  # Unix, whose permissions are kept
            entry.external_attr = (stat.S_IFREG | (0o755 if name in executable else 0o644)) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)


def read(path: Path) -> dict[str, bytes]:
    """The files of a zip of our own, by name."""
    with zipfile.ZipFile(path) as archive:
        return {e.filename: archive.read(e) for e in archive.infolist() if not e.is_dir()}


def files_below(folder: Path) -> dict[str, bytes]:
    """The files below a folder by their relative name."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder).as_posix()): path.read_bytes() for path in paths}


def unpack_notebooks(path: Path, folder: Path) -> None:
    """Unpack the notebooks of a student's zip, and nothing else, below `folder`.

    Folders of the zip are kept as far as they are plain names; links and zips in it are not
    followed. Raises BadArchive if it is damaged, or would become too large.
    """
    left = LARGEST
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_ENTRIES:
                raise BadArchive(f"has more than {MOST_ENTRIES} files")
            for entry in filter(is_notebook, entries):
                parts = [p for p in PurePosixPath(entry.filename).parts if p not in ("/", "..")]
                target = folder.joinpath(*parts)
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(entry) as source, open(target, "wb") as file:
                    shutil.copyfileobj(Bounded(source, left), file)
                left -= target.stat().st_size
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError):
        raise BadArchive("is damaged, encrypted or of an unknown kind") from None


def is_notebook(entry: zipfile.ZipInfo) -> bool:
    """Whether the entry is a plain file that may be a notebook, and no leaving of macOS."""
    kind = entry.external_attr >> 16
    plain = not entry.is_dir() and not stat.S_ISLNK(kind)
    return plain and entry.filename.endswith(".ipynb") and "__MACOSX" not in entry.filename


class Bounded:
    """A stream that ends with BadArchive when it gives more than it may."""

    def __init__(self, stream, left: int):
        self.stream, self.left = stream, left

    def read(self, size: int) -> bytes:
        data = self.stream.read(size)
        self.left -= len(data)
        if self.left < 0:
            raise BadArchive(f"holds more than {LARGEST // 1024**2} MB")
        return data
