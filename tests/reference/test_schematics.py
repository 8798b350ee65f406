"""The schematics: what lies in solutions/figures is what the code draws."""

import matplotlib.image
import numpy as np
import pytest

from reference import schematics


@pytest.mark.parametrize("name", schematics.SCHEMATICS)
def test_the_files_are_what_the_code_draws(name, tmp_path):
    """A changed drawing is written again; letters may differ by the version of a font library."""
    schematics.main(tmp_path)
    drawn, kept = (matplotlib.image.imread(f / name) for f in (tmp_path, schematics.FOLDER))
    assert drawn.shape == kept.shape
    assert np.mean(np.abs(drawn - kept) > 0.2) < 0.02
    assert 0.002 < np.mean(drawn[..., :3].min(axis=2) < 0.9) < 0.5  # neither empty nor black
