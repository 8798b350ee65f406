"""Zips are unpacked below one folder, within bounds, whatever is in them."""

import io
import random
import stat
import struct
import zipfile

import pytest

from autograder.submissions import unpacking
from autograder.submissions.unpacking import BadArchive, Bounds, LeftOut, unpack


def make(path, *entries, kind=zipfile.ZIP_DEFLATED):
    """A zip of (name or ZipInfo, content)."""
    with zipfile.ZipFile(path, "w", kind) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return path


def below(folder):
    paths = (path for path in folder.rglob("*") if not path.is_dir())
    return {str(p.relative_to(folder)): p.read_bytes() for p in paths}


@pytest.fixture
def room(tmp_path):
    (tmp_path / "deep" / "in").mkdir(parents=True)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "lands"),
    [
        ("//a/b.txt", "a/b.txt"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\Users\\ada\\b.txt", "Users/ada/b.txt"),
        ("c:b.txt", None),
        ("a/b:stream.txt", None),
        ("a\\b.txt", "a/b.txt"),
        ("./a//b.txt", "a/b.txt"),
        ("../b.txt", None),
        ("a/../../b.txt", None),
        ("a\\..\\..\\b.txt", None),
        ("\\\\host\\share\\b.txt", "host/share/b.txt"),
        ("new\nline.txt", None),
        ("x" * 300, None),
        ("a/" * 40 + "b.txt", None),
    ],
)
def test_a_name_lands_below_or_nowhere(name, lands, room):
    """Names that are absolute, climb, or name a drive write nothing outside the folder."""
    archive = make(room / "a.zip", (name, b"x"))
    left_out = unpack(archive, room / "deep" / "in")
    assert below(room / "deep" / "in") == ({lands: b"x"} if lands else {})
    assert bool(left_out) == (lands is None)
    assert {path.name for path in room.iterdir()} == {"a.zip", "deep"}


def test_links_and_devices(room):
    """What is no plain file is left out by name, and a file cannot go through it."""
    link = zipfile.ZipInfo("out")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    device = zipfile.ZipInfo("null")
    device.create_system, device.external_attr = 3, (stat.S_IFCHR | 0o666) << 16
    archive = make(room / "a.zip", (link, b"/tmp"), ("out/x.txt", b"x"), (device, b""))
    left_out = unpack(archive, room / "deep" / "in")
    assert below(room / "deep" / "in") == {"out/x.txt": b"x"}
    assert [x.name for x in left_out] == ["out", "null"]


def damaged(data, rng):
    data = bytearray(data)
    for _ in range(rng.choice([1, 3, 30])):
        data[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(data)


@pytest.mark.parametrize(
    "kind", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_damaged_bytes(kind, room):
    """Anything exchanged in a zip ends in files below the folder, or in a reason."""
    rng = random.Random(kind)
    words = bytes(rng.randrange(97, 105) for _ in range(3000))
    path = make(room / "a.zip", ("problem1.ipynb", words), ("a/helper.py", words), kind=kind)
    whole = path.read_bytes()
    for number in range(150):
        path.write_bytes(damaged(whole, rng))
        target = room / "deep" / str(number)
        target.mkdir()
        try:
            left_out = unpack(path, target)
        except BadArchive as error:
            assert str(error)
            continue
        assert all(isinstance(x, LeftOut) and x.reason for x in left_out)
        assert sum(map(len, below(target).values())) <= 2 * len(words)
    assert {path.name for path in room.iterdir()} == {"a.zip", "deep"}


def test_unusual_compression_is_told(room):
    """LZMA can ask for gigabytes before its first byte, so it is not unpacked at all."""
    archive = make(room / "a.zip", ("problem1.ipynb", b"x"), kind=zipfile.ZIP_LZMA)
    (left_out,) = unpack(archive, room / "deep")
    assert "ordinary zip" in left_out.reason


def test_a_bomb_of_one_file_and_of_many(room):
    """Never more than the bound is written, and the notebooks come first."""
    bounds = Bounds(files=3, content=1000, table=10_000)
    one = make(room / "one.zip", ("a.bin", b"0" * 1001), ("z.ipynb", b"{}"))
    (room / "one").mkdir()
    (left_out,) = unpack(one, room / "one", bounds)
    assert (left_out.name, below(room / "one")) == ("a.bin", {"z.ipynb": b"{}"})
    many = make(room / "many.zip", *((f"{i}.txt", b"x") for i in range(9)), ("z.ipynb", b"{}"))
    (room / "many").mkdir()
    assert len(unpack(many, room / "many", bounds)) == 7
    assert len(below(room / "many")) == 3 and "z.ipynb" in below(room / "many")


def test_a_size_that_lies(room):
    """A file that says it is small and is not costs itself."""
    path = make(room / "a.zip", ("a.txt", b"0" * 10**6))
    lying = path.read_bytes().replace(struct.pack("<L", 10**6), struct.pack("<L", 10))
    path.write_bytes(lying)
    unpack(path, room / "deep" / "in")
    assert sum(map(len, below(room / "deep" / "in").values())) <= 10


def test_too_many_entries(room):
    """A table of contents that would fill the memory is refused before it is read."""
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w") as archive:
        for number in range(2000):
            archive.writestr(f"{number}.txt", b"")
    (room / "a.zip").write_bytes(page.getvalue())
    with pytest.raises(BadArchive, match="too many files"):
        unpack(room / "a.zip", room / "deep", Bounds(10, 10, 50_000))


def test_names_of_other_systems(room):
    """macOS writes UTF-8 without saying so, and takes umlauts apart: they are put together."""
    path = make(room / "a.zip", ("xxMu\u0308llerxx.ipynb", b"{}"))
    data = bytearray(path.read_bytes())
    central = data.rfind(b"PK\x01\x02")
    data[central + 9] &= ~0x08  # the flag that says UTF-8
    data[data.find(b"PK\x03\x04") + 7] &= ~0x08
    path.write_bytes(bytes(data))
    unpack(path, room / "deep" / "in")
    assert list(below(room / "deep" / "in")) == ["xxM\u00fcllerxx.ipynb"]


def test_leavings_are_named_once(room):
    """Hidden folders and macOS's are one line each, however much is in them."""
    inside = [(f".git/objects/{i}", b"x") for i in range(50)]
    archive = make(room / "a.zip", *inside, ("__MACOSX/._a", b"x"), ("a/.DS_Store", b"x"))
    left_out = unpack(archive, room / "deep" / "in")
    assert [x.name for x in left_out] == [".git", "__MACOSX", "a/.DS_Store"]
    assert all(x.reason == unpacking.HIDDEN for x in left_out)
