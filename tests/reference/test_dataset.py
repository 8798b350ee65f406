"""The data set file: names, orientation, reproducibility, caching, and files from elsewhere."""

import dataclasses
import io
import os
import sys

import h5py
import numpy as np
import pytest
import scipy.io

from reference import dataset, matfile
from reference.bump import Bump
from reference.dataset import (
    Dataset,
    Recipe,
    build,
    ensure,
    load,
    save,
    show_progress,
)
from reference.statistics_problem3 import DATA_SET, dataset_statistics
from reference.training import Training

SMALL = Recipe(
    seed=5,
    bump=Bump(units=20, steps=15),
    training=Training(plastic=6, learning_runs=2, free_runs=1),
)


@pytest.fixture(scope="module")
def small():
    return build(SMALL)


def write_hdf5(path, data, by_rows=False):
    """A version 7.3 file as MATLAB writes it: 512 bytes of text, then HDF5 by columns."""
    with h5py.File(path, "w", userblock_size=512) as file:
        for name, value in data._asdict().items():
            value = np.atleast_2d(value)
            file[name] = value if by_rows else value.T
    with open(path, "r+b") as file:
        file.write(b"MATLAB 7.3 MAT-file".ljust(124) + b"\x00\x02IM")


def assert_same(read, data):
    assert read.N == data.N
    assert read.g == data.g
    for mine, theirs in zip(read[2:], data[2:], strict=True):
        assert mine.dtype == theirs.dtype
        np.testing.assert_array_equal(mine, theirs)


def test_the_file_has_the_names_and_orientation_of_the_tutorial(tmp_path, small):
    """A notebook written for the tutorial's own file runs on ours."""
    save(tmp_path / "p3.mat", small)
    raw = scipy.io.loadmat(tmp_path / "p3.mat")
    names = {"N", "g", "t", "R0", "R", "target_t", "target_activity", "J0", "J"}
    assert {name for name in raw if not name.startswith("__")} == names
    times, targets = raw["t"].size, raw["target_t"].size
    assert raw["t"].shape == (1, times)
    assert raw["N"].item() == 20
    assert raw["g"].item() == 1.5
    assert raw["R"].shape == raw["R0"].shape == (20, times)
    assert raw["target_activity"].shape == (20, targets) == (20, 16)
    assert raw["J"].shape == raw["J0"].shape == (20, 20)


def test_what_is_saved_is_loaded(tmp_path, small):
    """Nothing changes on the way through the file."""
    save(tmp_path / "p3.mat", small)
    assert_same(load(tmp_path / "p3.mat"), small)


def test_sampling_keeps_time_and_rounds_rates(small):
    """Every second step, in step with t, with rates on a grid of 1/1024."""
    np.testing.assert_allclose(np.diff(small.t), 0.002)
    np.testing.assert_array_equal(small.R * 1024, np.round(small.R * 1024))
    fine = build(dataclasses.replace(SMALL, every=1, levels=2**20))
    np.testing.assert_allclose(small.R, fine.R[:, ::2], atol=1 / 2048 + 1e-6)
    np.testing.assert_array_equal(small.J, fine.J)


def test_the_same_recipe_gives_the_same_bytes(tmp_path):
    """No time stamp, no order of anything: two files of one seed are one file."""
    for name in ("one.mat", "two.mat"):
        assert ensure(tmp_path / name, SMALL)
    assert (tmp_path / "one.mat").read_bytes() == (tmp_path / "two.mat").read_bytes()


def test_a_file_of_the_same_recipe_is_kept(tmp_path, monkeypatch):
    """`make data` a second time costs nothing."""
    path = tmp_path / "made" / "p3.mat"
    assert ensure(path, SMALL)
    monkeypatch.setattr(dataset, "build", lambda *_: pytest.fail("trained again"))
    assert not ensure(path, SMALL)


def test_a_file_of_another_recipe_is_replaced(tmp_path):
    """Asking for another seed gives that seed, whatever lies there."""
    path = tmp_path / "p3.mat"
    other = dataclasses.replace(SMALL, seed=6)
    assert ensure(path, SMALL)
    assert ensure(path, other)
    assert_same(load(path), build(other))


def test_a_file_from_elsewhere_is_left_alone(tmp_path, small):
    """The tutorial's own file, put in the place of ours, is never overwritten."""
    path = tmp_path / "p3.mat"
    scipy.io.savemat(path, small._asdict())
    before = path.read_bytes()
    assert not ensure(path, SMALL)
    assert path.read_bytes() == before
    assert_same(load(path), small)


@pytest.mark.parametrize("change", [{"seed": 6}, {"every": 3}, {"bump": Bump(units=21, steps=15)}])
def test_every_part_of_the_recipe_is_in_its_key(change):
    """Any change of the recipe makes the cached file stale."""
    assert dataclasses.replace(SMALL, **change).key() != SMALL.key()
    assert dataclasses.replace(SMALL).key() == SMALL.key()


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, OSError])
def test_an_interrupted_write_leaves_the_old_file(tmp_path, small, monkeypatch, interruption):
    """Ctrl-C or a full disk leaves either the old file or the new one, and no debris."""
    path = tmp_path / "p3.mat"
    save(path, small)
    before = path.read_bytes()

    def fail(_):
        raise interruption

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(interruption):
        save(path, small._replace(g=2.0))
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_version_7_3_is_read(tmp_path, small):
    """The tutorial's file may be HDF5."""
    write_hdf5(tmp_path / "p3.mat", small)
    assert_same(load(tmp_path / "p3.mat"), small)


def test_version_7_3_by_rows_is_turned(tmp_path, small):
    """A writer that does not store by columns must not hand us transposed weights."""
    write_hdf5(tmp_path / "p3.mat", small, by_rows=True)
    assert_same(load(tmp_path / "p3.mat"), small)


def test_version_7_3_without_h5py_says_what_to_install(tmp_path, monkeypatch):
    """h5py is optional: the message names it."""
    path = tmp_path / "p3.mat"
    path.write_bytes(b"MATLAB 7.3 MAT-file".ljust(512) + b"\x89HDF\r\n\x1a\n" + bytes(100))
    monkeypatch.setitem(sys.modules, "h5py", None)
    with pytest.raises(ImportError, match="install h5py"):
        load(path)


def test_a_missing_file_says_how_to_make_it(tmp_path):
    """A fresh clone has no data set."""
    with pytest.raises(FileNotFoundError, match="make data"):
        load(tmp_path / "p3.mat")


@pytest.mark.parametrize("content", [b"", b"not a MATLAB file", bytes(1000)])
def test_a_file_that_is_not_matlab_is_refused(tmp_path, content):
    """One kind of error, whatever is wrong with the file."""
    path = tmp_path / "p3.mat"
    path.write_bytes(content)
    with pytest.raises(ValueError, match="not a MATLAB file"):
        load(path)


def test_a_truncated_file_is_refused(tmp_path, small):
    """Half of a download is an error, not half of a data set."""
    path = tmp_path / "p3.mat"
    save(path, small)
    path.write_bytes(path.read_bytes()[:-2000])
    with pytest.raises(ValueError, match="damaged"):
        load(path)


def test_missing_names_and_wrong_shapes_are_named(tmp_path, small):
    """A MATLAB file that is not this data set says what it lacks."""
    path = tmp_path / "p3.mat"
    fields = small._asdict()
    del fields["J0"]
    scipy.io.savemat(path, fields)
    with pytest.raises(ValueError, match="no variable J0"):
        load(path)
    save(path, small._replace(J=small.J[:5]))
    with pytest.raises(ValueError, match=r"J in .* has shape \(5, 20\) instead of \(20, 20\)"):
        load(path)


def test_a_header_too_long_is_refused(tmp_path):
    """The header has a fixed size; text may not run into what follows it."""
    with pytest.raises(ValueError, match="more than fit"):
        matfile.write(tmp_path / "x.mat", {"a": 1}, "x" * 96)


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_progress_is_a_bar_on_a_terminal_and_lines_elsewhere():
    """A log gets ten lines, not 126 pieces of a bar."""
    log, screen = io.StringIO(), Terminal()
    for stream in (log, screen):
        show = show_progress(stream)
        for run in range(1, 127):
            show(run, 126)
    lines = log.getvalue().splitlines()
    assert len(lines) == 2
    assert lines[-1] == "training: run 126 of 126"
    assert screen.getvalue().count("\r") == 126
    assert screen.getvalue().endswith(f"[{'#' * 40}] run 126 of 126\n")


def test_the_command_makes_the_file_once(tmp_path, monkeypatch, capsys):
    """`python -m reference.dataset --out PATH --seed S` says whether it made the file."""
    asked = []

    def quick(recipe, progress):
        asked.append(recipe)
        return build(SMALL, progress)

    monkeypatch.setattr(dataset, "build", quick)
    path = tmp_path / "p3.mat"
    for word in ("made", "there already"):
        assert dataset.main(["--out", str(path), "--seed", "9"]) == 0
        assert word in capsys.readouterr().out
    assert asked == [Recipe(seed=9)]


def test_the_command_explains_a_place_it_cannot_write(tmp_path, monkeypatch, capsys):
    """A wrong call exits with code 2 and a sentence."""
    monkeypatch.setattr(dataset, "build", lambda *_: build(SMALL))
    (tmp_path / "file").touch()
    with pytest.raises(SystemExit) as stop:
        dataset.main(["--out", str(tmp_path / "file" / "p3.mat")])
    assert stop.value.code == 2
    assert "cannot write" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_published_data_set(tmp_path):
    """The handed-out file: its size, and every statistic inside its window."""
    path = tmp_path / "pset_p3.mat"
    ensure(path)
    assert path.stat().st_size < 12e6
    data = load(path)
    assert isinstance(data, Dataset)
    statistics = dataset_statistics(data)
    assert statistics.keys() == DATA_SET.keys()
    outside = {
        name: (value, str(DATA_SET[name]))
        for name, value in statistics.items()
        if value not in DATA_SET[name]
    }
    assert not outside
