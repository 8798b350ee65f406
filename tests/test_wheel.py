"""The grader as a wheel: sources, checks, pages and pins come with it."""

import os
import subprocess
import sys
import zipfile

import pytest

from autograder import PROJECT
from tests.sample_class import SUBMISSIONS


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The wheel, unpacked as an installation would; what it depends on is this environment's."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        folder,
        PROJECT,
    ]
    done = subprocess.run([*build, "--outdir", folder, PROJECT], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run(installed, folder, *arguments):
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    command = [sys.executable, "-P", "-m", "autograder", *map(str, arguments)]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


@pytest.mark.slow
def test_an_installed_grader_grades(installed, tmp_path):
    """Without the checkout: it marks a notebook, and writes its pages."""
    handed_in = tmp_path / "class" / "chen"
    handed_in.mkdir(parents=True)
    notebook = (SUBMISSIONS / "chen" / "problem1.ipynb").read_bytes()
    (handed_in / "problem1.ipynb").write_bytes(notebook)
    done = run(installed, tmp_path, "grade", tmp_path / "class", "--results", tmp_path / "results")
    assert done.returncode == 0, done.stderr
    assert "1 graded" in done.stdout
    assert (tmp_path / "results" / "chen" / "problem1.html").stat().st_size > 10_000


@pytest.mark.slow
def test_an_installed_grader_releases(installed, tmp_path):
    """Into the folder where it is used, the same notebooks as the checkout's."""
    done = run(installed, tmp_path, "release")
    assert done.returncode == 0, done.stderr
    for name in ("problem1.ipynb", "problem2.ipynb"):
        ours = (PROJECT / "assignments" / name).read_bytes()
        assert (tmp_path / "assignments" / name).read_bytes() == ours


@pytest.mark.slow
def test_the_wheel_has_a_command(installed):
    """`rnn-problem-set` is what `python -m autograder` is."""
    (points,) = installed.glob("*.dist-info/entry_points.txt")
    assert "rnn-problem-set = autograder.cli.start:command_line" in points.read_text()
