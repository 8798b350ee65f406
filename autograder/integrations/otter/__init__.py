"""The set inside otter-grader: `Plugin` is named by the bundles of `make otter`."""

from autograder.integrations.otter.plugin import Plugin

__all__ = ["Plugin"]
