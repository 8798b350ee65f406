"""The editions in other languages: their texts are the master's where no language is named."""

import os
import shutil
import subprocess

import pytest

from autograder.problems import catalogue
from autograder.release import editions

EVERY_EDITION = [path for name in catalogue.names() for path in editions.editions(name)]
NAMES = [path.name for path in EVERY_EDITION]


@pytest.mark.parametrize("path", EVERY_EDITION, ids=NAMES)
def test_texts_are_the_masters(path):
    """A text is the master's letter for letter, or the translation of what stands there now."""
    for number, original, ours in editions.pairs(path):
        if ours.cell_type == "markdown":
            translates = ours.metadata.get("translates")
            if translates is None:
                assert ours.source == original.source, f"cell {number}: make texts"
            else:
                assert translates == editions.fingerprint(original.source), f"cell {number}"
                assert ours.source != original.source, f"cell {number} is no translation"


@pytest.mark.parametrize("path", EVERY_EDITION, ids=NAMES)
def test_no_word_of_python_is_left(path):
    """Nobody who learns in another language is sent to numpy."""
    for number, cell in enumerate(editions.read(path).cells, 1):
        found = editions.FOREIGN_WORDS[path.suffix].search(cell.source)
        assert found is None, f"cell {number}: {found}"


@pytest.mark.parametrize("path", EVERY_EDITION, ids=NAMES)
def test_copying_changes_nothing_where_all_is_well(path, tmp_path):
    """The command writes back exactly what it read, so that a diff shows only what has changed."""
    for file in (path, path.with_suffix(".py")):
        shutil.copy(file, tmp_path)
    assert editions.copy_texts(tmp_path / path.name) == []
    assert (tmp_path / path.name).read_text() == path.read_text()


MASTER = "# %% [markdown]\n# One.\n\n# %% [markdown]\n# Call `np.cos`.\n\n# %%\nx = 1\n"
HEAD = "% ---\n% jupyter:\n%   jupytext:\n%     formats: m:percent\n% ---\n\n"
EDITION = (
    "% %% [markdown]\n% Old.\n\n"
    '% %% [markdown] translates="0d1c2b3a"\n% Call `cos`.\n\n% %%\nx = 1;\n'
)


def test_copies_what_is_free_and_reports_what_is_stale(tmp_path):
    """A changed text arrives by itself; a changed original of a translation is told by its cell."""
    (tmp_path / "problem9.py").write_text(MASTER)
    edition = tmp_path / "problem9.m"
    edition.write_text(HEAD + EDITION)
    (told,) = editions.copy_texts(edition)
    assert "problem9.m, cell 2" in told
    assert editions.fingerprint("Call `np.cos`.") in told
    assert edition.read_text() == HEAD + EDITION.replace("Old.", "One.")


def test_never_copies_python_into_an_edition(tmp_path):
    """A translation that nobody has marked as one is kept, and told."""
    (tmp_path / "problem9.py").write_text(MASTER)
    edition = tmp_path / "problem9.m"
    unmarked = HEAD + EDITION.replace(' translates="0d1c2b3a"', "")
    edition.write_text(unmarked)
    assert "names something of Python" in editions.copy_texts(edition)[0]
    assert edition.read_text() == unmarked.replace("Old.", "One.")


def test_a_missing_cell_is_refused(tmp_path):
    """An edition that lacks a cell of the master is not handed out."""
    (tmp_path / "problem9.py").write_text(MASTER)
    edition = tmp_path / "problem9.m"
    edition.write_text(HEAD + EDITION.partition("% %%\nx")[0])
    with pytest.raises(editions.EditionError, match="has 2 cells, its master 3"):
        list(editions.pairs(edition))


MATLAB = [
    pytest.param(path, id=path.name, marks=() if path.stem == "problem1" else pytest.mark.slow)
    for path in EVERY_EDITION
    if path.suffix == ".m"
]


@pytest.mark.skipif(shutil.which("octave-cli") is None, reason="GNU Octave is not installed")
@pytest.mark.parametrize("path", MATLAB)
def test_worked_script_runs_in_octave(path, tmp_path):
    """The worked script runs as it is, figures included, and passes its own checks."""
    graphics = tmp_path / "gnuplot"  # Octave wants a program of this name before it makes a figure
    graphics.write_text("#!/bin/sh\necho gnuplot 5.4 patchlevel 4\n")
    graphics.chmod(0o755)
    quiet = "warning('off', 'all'); set(0, 'defaultfigurevisible', 'off');"
    ran = subprocess.run(
        ["octave-cli", "--norc", "--quiet", "--eval", f"{quiet} source('{path}'); disp('the end')"],
        env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        cwd=path.parent,
    )
    assert ran.stdout.rstrip().endswith("the end"), ran.stderr
