"""Spectra that are remembered are the right ones, of the right matrix, and not many."""

import numpy as np

from autograder.checks import spectra


def test_what_is_remembered_is_what_would_be_computed(monkeypatch):
    """The same matrix is looked at once; another one, or another type of number, anew."""
    monkeypatch.setattr(spectra, "_known", {})
    rng = np.random.default_rng(1)
    J = rng.standard_normal((20, 20))
    found = spectra.spectrum_of(J)
    np.testing.assert_array_equal(found, np.linalg.eigvals(J))
    assert spectra.spectrum_of(J.copy()) is found
    assert spectra.spectrum_of(np.asfortranarray(J)) is found
    for other in (J.T, J + 1e-12, J.astype(np.float32), J + 1j):
        np.testing.assert_allclose(
            np.sort_complex(spectra.spectrum_of(other)),
            np.sort_complex(np.linalg.eigvals(other)),
        )
    assert len(spectra._known) == 5


def test_memory_is_bounded(monkeypatch):
    """However large the class, only the last spectra are kept."""
    monkeypatch.setattr(spectra, "_known", {})
    for k in range(spectra.MOST_KEPT + 10):
        spectra.spectrum_of(np.diag([1.0, k]))
    assert len(spectra._known) == spectra.MOST_KEPT
