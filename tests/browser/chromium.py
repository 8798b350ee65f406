"""A real browser: the distribution's Chromium, driven by playwright; nothing is downloaded."""

import contextlib
import shutil

import pytest

ARGUMENTS = [
    "--no-sandbox",  # the pages are ours; as root Chromium does not start with its sandbox
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextlib.contextmanager
def launched():
    """A Chromium. Without one the test is skipped, and says what to install."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("no chromium here: apt-get install chromium")
    playwright = pytest.importorskip("playwright.sync_api", reason="pip install playwright")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@contextlib.contextmanager
def browser_page():
    """A fresh page in a Chromium of its own."""
    with launched() as browser:
        yield browser.new_page()
