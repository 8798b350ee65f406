"""One browser for all tests of a module."""

import pytest

from tests.browser.chromium import launched


@pytest.fixture(scope="module")
def browser():
    with launched() as started:
        yield started
