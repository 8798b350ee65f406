"""Fixtures of the threats: short limits, canaries around the grader, and what must not be left."""

import dataclasses
import socket

import pytest

from autograder.problems import catalogue
from autograder.sandbox.limits import MIB, Limits
from tests.threats.surroundings import Surroundings
from tests.threats.table import CLASSES

QUICK = Limits(
    cell_seconds=3,
    call_seconds=2,
    submission_seconds=60,
    restarts=6,
    memory=300 * MIB,
    processes=24,
    scratch_size=64 * MIB,
    shared_memory=16 * MIB,
)


def pytest_configure(config):
    config.addinivalue_line("markers", "threat(name): the class of threats that a test is about")


def pytest_collection_modifyitems(items):
    for item in items:
        for marker in item.iter_markers("threat"):
            assert marker.args[0] in CLASSES
            item.user_properties.append(("threat", marker.args[0]))


@pytest.fixture
def quick_limits(monkeypatch):
    """Problem 1 with short limits, so that what hangs does not take the suite along."""
    suite = dataclasses.replace(catalogue.suite("problem1"), limits=QUICK)
    monkeypatch.setattr(catalogue, "suite", lambda problem: suite)
    return QUICK


@pytest.fixture
def surroundings(tmp_path, monkeypatch):
    """A host with secrets, neighbours and an open port; checks in the end that all is as before."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        yield from Surroundings(tmp_path, server).watch(monkeypatch)
