"""What other programs read: tables, gradebooks, the sheet for marking, comparisons."""

from autograder.exports import arrivals, comparison, gradebooks, marking_sheet, tables
from autograder.exports.tables import defuse, undefuse

__all__ = ["arrivals", "comparison", "defuse", "gradebooks", "marking_sheet", "tables", "undefuse"]
