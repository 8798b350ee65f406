"""What every test run has: the table of threats at its end."""

from tests.threats.table import pytest_terminal_summary  # noqa: F401
