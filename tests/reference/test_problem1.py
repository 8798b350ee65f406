"""The expected answers of Problem 1, their figures, and the command that prints them."""

import os
import subprocess
import sys
from pathlib import Path

import matplotlib.image
import numpy as np
import pytest

from reference import problem1
from reference.__main__ import main, problems
from reference.connectivity import random_connectivity, spectrum
from reference.problem1_figures import spectrum_figure


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """One run of `python -m reference problem1 --out DIR`: its output and its folder."""
    out = tmp_path_factory.mktemp("reference") / "made" / "on demand"
    run = subprocess.run(
        [sys.executable, "-m", "reference", "problem1", "--out", str(out)],
        capture_output=True,
        text=True,
        cwd=Path(problem1.__file__).parents[1],
        env={k: v for k, v in os.environ.items() if k != "DISPLAY"} | {"MPLBACKEND": "TkAgg"},
    )
    assert run.returncode == 0, run.stderr
    return run.stdout, out


def test_the_command_prints_every_question_and_the_folder(printed):
    """An instructor reads all questions, and where the figures went."""
    text, out = printed
    for question in ("1a", "1b", "1c", "1d", "1e", "1f", "1g", "1h"):
        assert question in text
    assert text.rstrip().endswith(str(out))


def test_every_figure_is_drawn_without_a_display(printed):
    """Five readable images, none of them blank."""
    figures = sorted(printed[1].iterdir())
    assert [figure.name[:2] for figure in figures] == ["1e", "1e", "1f", "1g", "1h"]
    for figure in figures:
        pixels = matplotlib.image.imread(figure)
        assert min(pixels.shape[:2]) > 400
        assert pixels[..., :3].std() > 0.05


def test_the_printed_answers_agree_with_what_they_are_expected_to_be(printed):
    """Where a window is printed, the value beside it lies inside."""
    rows = [row for row in problem1.answers() if row.expected.startswith("[")]
    assert len(rows) == 9
    for row in rows:
        low, high = map(float, row.expected.strip("[]").split(","))
        assert low <= float(row.here) <= high, row


def test_the_spectrum_figure_holds_the_eigenvalues_on_equal_axes():
    """What students are asked for is what the reference draws."""
    J = random_connectivity(40, 0.8, np.random.default_rng(0))
    axes = spectrum_figure(J, 0.8).axes[0]
    lines = {line.get_label(): line for line in axes.lines}
    drawn = np.sort_complex(lines["eigenvalues"].get_xydata() @ [1, 1j])
    np.testing.assert_allclose(drawn, np.sort_complex(spectrum(J)))
    np.testing.assert_allclose(np.hypot(*lines["circle of radius g"].get_data()), 0.8)
    assert axes.get_aspect() == 1
    assert "Re" in axes.get_xlabel() and "Im" in axes.get_ylabel()


def test_an_unknown_problem_is_refused_with_the_known_ones(capsys):
    """Exit code 2, and the message lists what there is."""
    with pytest.raises(SystemExit) as stopped:
        main(["problem99"])
    assert stopped.value.code == 2
    message = capsys.readouterr().err
    assert "problem99" in message and "problem1" in message


def test_a_folder_that_cannot_be_made_is_refused(tmp_path, capsys):
    """A file in the way is a wrong call (2), not a traceback."""
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SystemExit) as stopped:
        main(["problem1", "--out", str(tmp_path / "file" / "below")])
    assert stopped.value.code == 2
    assert "cannot make the folder" in capsys.readouterr().err


def test_problems_are_found_by_name_alone():
    """A new reference/problemN.py needs no entry elsewhere; helpers beside it are not problems."""
    found = problems()
    assert "problem1" in found
    assert all(name.removeprefix("problem").isdigit() for name in found)
