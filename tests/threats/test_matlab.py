"""Hostile MATLAB files: they cost their own points, and reach nothing outside."""

import pytest

from autograder.interview import Options, Unanswered, View
from autograder.problems import catalogue
from autograder.sandbox import Limits
from tests.autograder.languages.octave_submission import interview, needs_octave

pytestmark = needs_octave

CELLS = [
    "[s, out] = system('cat /etc/passwd /work/* ~/.ssh/* 2>&1'); f = fopen('/etc/passwd');",
    "g = fopen('/scratch/../etc/hostname', 'w');",
    "[h, failed] = urlread('http://127.0.0.1:1/');",
    "function r = velocity(x, J, phi, h)\n  r = -x;\nend",
    "function varargout = fwrite(varargin)\n  varargout = {0};\nend",
]


def test_the_machine_is_out_of_reach():
    """No file of the host is read or written, and there is no network."""
    with interview("problem1", CELLS[:3]) as under_way:
        assert "root:x" not in str(under_way.value("out", View()))
        assert under_way.value("f", View()) == -1, "inside there is no /etc/passwd"
        assert under_way.value("g", View()) == -1
        assert under_way.runs[2].error or not under_way.value("failed", View())


def test_a_loop_costs_its_own_call(monkeypatch):
    """An endless loop is stopped; what is asked next is answered by a new process."""
    cells = ["function y = f(x)\n  while true, end\nend", "function y = g(x)\n  y = x;\nend"]
    with interview("problem1", cells) as under_way:
        with pytest.raises(Unanswered, match="took too long"):
            under_way.call("f", (1.0,), {}, Options(seconds=1))
        assert under_way.call("g", (2.0,), {}, Options()).value == 2


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("exit(0)", "ended the Octave process"),
        ("while true, end", "took too long"),
        ("x = ones(30000);", "out of memory"),
        ("kill(getppid(), 9)", "ended the Octave process"),
        ("for k = 1:1e5, fprintf('%s', repmat('x', 1, 1000)); end", ""),
    ],
)
def test_a_cell_costs_itself_only(cell, said, monkeypatch):
    """Ending, looping, filling memory or the page: the cells after it still run."""
    monkeypatch.setattr(catalogue, "limits", lambda problem: Limits(cell_seconds=5, restarts=3))
    with interview("problem1", [cell, "y = 1;"]) as under_way:
        told = f"{under_way.runs[0].stopped} {under_way.runs[0].error}"
        assert said in told
        assert under_way.value("y", View()) == 1
        assert sum(len(text) for _, text in under_way.runs[0].texts) <= 20_000


@pytest.mark.parametrize(
    "name", ["size", "assert", "plus", "feval", "isfield", "desk_serve", "put"]
)
def test_redefined_functions_are_their_own_loss(name):
    """Whoever redefines what the desk needs forges or loses their own answers, and no more."""
    cell = f"function varargout = {name}(varargin)\n  varargout = {{7}};\nend"
    with interview("problem1", [cell, "y = 1;"]) as under_way:
        try:
            under_way.call("y", (), {}, Options())
        except Unanswered as told:
            assert told.reason
