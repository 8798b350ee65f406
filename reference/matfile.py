"""MATLAB files: read versions 5, 7 and 7.3, write version 7 reproducibly.

Version 7.3 is an HDF5 file and needs h5py, which nothing else here does.
"""

import io
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import scipy.io
from numpy.typing import ArrayLike, NDArray

_TEXT = 116  # bytes of free text that open a version 5 or 7 file
_HDF5 = b"\x89HDF\r\n\x1a\n"


def write(path: Path, variables: Mapping[str, ArrayLike], text: str) -> None:
    """Write `variables`, compressed, to a version 7 file; vectors become rows.

    `text` (at most 95 characters) goes into the header, where a time stamp would make every file
    different from the last. The file appears whole or not at all. Raises OSError when it cannot
    be written, ValueError when the text is too long.
    """
    header = b"MATLAB 5.0 MAT-file, " + text.encode("ascii")
    if len(header) > _TEXT:
        raise ValueError(f"the header text has {len(text)} bytes, more than fit")
    buffer = io.BytesIO()
    scipy.io.savemat(buffer, dict(variables), do_compression=True, oned_as="row")
    buffer.seek(0)
    buffer.write(header.ljust(_TEXT))

    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with open(temporary, "wb") as file:
            file.write(buffer.getbuffer())
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def header_text(path: Path) -> str:
    """The text in the header of a file; "" when there is no file or it holds no plain text."""
    try:
        with open(path, "rb") as file:
            return file.read(_TEXT).decode("ascii").rstrip(" \0")
    except (FileNotFoundError, UnicodeDecodeError):
        return ""


def read(path: Path, names: Iterable[str]) -> dict[str, NDArray]:
    """The named variables of a file of any version, as MATLAB would show them.

    Raises FileNotFoundError; ImportError for version 7.3 without h5py; ValueError when it is not
    a MATLAB file, or damaged, or a variable is missing.
    """
    with open(path, "rb") as file:
        is_hdf5 = _HDF5 in file.read(1024)  # MATLAB puts 512 bytes of text before the signature
    names = tuple(names)
    found = _read_hdf5(path, names) if is_hdf5 else _read_classic(path, names)
    missing = [name for name in names if name not in found]
    if missing:
        raise ValueError(f"{path} has no variable {', '.join(missing)}")
    return found


def _read_classic(path: Path, names: tuple[str, ...]) -> dict[str, NDArray]:
    try:
        return scipy.io.loadmat(path, variable_names=names)
    except Exception as error:  # damage shows as any of a dozen errors, by where it is
        raise ValueError(f"{path} is not a MATLAB file, or it is damaged ({error})") from error


def _read_hdf5(path: Path, names: tuple[str, ...]) -> dict[str, NDArray]:
    try:
        import h5py  # noqa: PLC0415 (an optional extra)
    except ImportError as error:
        raise ImportError(
            f"{path} is a MATLAB file of version 7.3; install h5py to read it (pip install h5py), "
            "or save it again in MATLAB with save -v7"
        ) from error
    try:
        with h5py.File(path, "r") as file:
            # MATLAB stores matrices by columns, HDF5 reads them by rows.
            return {name: np.asarray(file[name]).T for name in names if name in file}
    except OSError as error:
        raise ValueError(f"{path} is a damaged MATLAB file ({error})") from error
