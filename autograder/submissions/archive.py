"""Zip files of our own, written the same to the byte each time; for others see `unpacking`."""

import stat
import zipfile
from pathlib import Path

EARLIEST = (1980, 1, 1, 0, 0, 0)


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
