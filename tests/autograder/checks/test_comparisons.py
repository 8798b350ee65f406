"""Comparisons of answers: what is right in another form, and what is wrong."""

import numpy as np
import pytest

from autograder.checks.comparisons import expect_close, expect_same_set
from autograder.checks.declaration import Wrong


@pytest.fixture
def values(rng):
    return rng.standard_normal(8) + 1j * rng.standard_normal(8)


@pytest.fixture
def rng():
    return np.random.default_rng(0)


def test_a_set_has_no_order(values, rng):
    """Another order and rounding are right."""
    expect_same_set(rng.permutation(values) + 1e-9, values, "They")


def test_values_that_are_nearly_equal(values):
    """Two answers may have the same nearest partner, and still each has one of its own."""
    close = np.array([values[0], values[0] + 4e-7])
    answer = np.array([values[0] + 3e-7, values[0] + 5e-7])
    expect_same_set(np.append(answer, values[1:]), np.append(close, values[1:]), "They")


def test_each_value_is_matched_once(values):
    """An answer given twice does not stand for the one that is missing."""
    answer = values.copy()
    answer[3] = answer[2]
    with pytest.raises(Wrong, match="They: 1 of 8 values has no partner"):
        expect_same_set(answer, values, "They")


def test_wrong_values_are_counted(values):
    """The reason says how many are wrong."""
    answer = values.copy()
    answer[:3] += 5
    with pytest.raises(Wrong, match="They: 3 of 8 values have no partner"):
        expect_same_set(answer, values, "They")


def test_single_precision_is_told(rng):
    """An answer that is right to seven digits is told why it is not right to more."""
    J, x = rng.standard_normal((40, 40)), rng.standard_normal(40)
    answer = J.astype(np.float32) @ x.astype(np.float32)
    with pytest.raises(Wrong, match="single precision"):
        expect_close(answer, J @ x, "It")
    with pytest.raises(Wrong, match="single precision"):
        expect_close(answer.astype(float), J @ x, "It")
    with pytest.raises(Wrong, match="entries are wrong"):
        expect_close(answer + np.float32(1), J @ x, "It")
    with pytest.raises(Wrong, match="entries are wrong"):
        expect_close(J @ x * (1 + 1e-5), J @ x, "It")
