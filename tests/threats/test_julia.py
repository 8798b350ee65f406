"""Hostile Julia files: they cost their own points, and reach nothing outside."""

from dataclasses import replace

import pytest

from autograder.interview import Interview, Options, Unanswered, View
from autograder.languages import JULIA
from autograder.problems import catalogue
from tests.autograder.languages.julia_submission import interview, needs_julia

pytestmark = needs_julia

TRIES = [
    "import Sockets",
    "attempt(f) = try string(f()) catch error; string(error) end;",
    "passwd = attempt(() -> read(`cat /etc/passwd`, String));",
    'etc = attempt(() -> read("/etc/passwd", String));',
    'home = attempt(() -> readdir("/root"));',
    'net = attempt(() -> Sockets.connect(Sockets.IPv4("127.0.0.1"), 22));',
    'cat = "cat /work/*/* /home/*/* > /scratch/got 2>/dev/null"',
    "attempt(() -> ccall(:system, Cint, (Cstring,), cat));",
    'got = attempt(() -> read("/scratch/got", String));',
    'wrote = attempt(() -> write("/usr/planted", "x"));',
    'image = attempt(() -> write("/julia/planted", "x"));',
    'processes = attempt(() -> length(readdir("/proc")));',
]


def test_the_machine_is_out_of_reach():
    """No file of the host is read or written by run, read or ccall, and there is no network."""
    with interview("problem1", TRIES) as under_way:
        names = ("passwd", "etc", "home", "net", "got", "wrote", "image", "processes")
        told = {name: str(under_way.value(name, View())) for name in names}
    assert "root:" not in told["passwd"] + told["etc"] + told["got"]
    for name in ("passwd", "etc", "home", "net", "wrote", "image"):
        assert "rror" in told[name] or "ailed" in told[name], told[name]
    assert told["got"] == "" or "rror" in told["got"], "nothing was there to be read"
    assert int(told["processes"]) <= 5, "only the stubs that Julia wants of /proc"


REDEFINED = [
    "import Base: isapprox, show, isequal; isapprox(a::Number, b::Number; k...) = true;",
    'show(io::IO, ::MIME"text/plain", x::Int) = error("no"); 1',
    "mutable struct Bad end; finalizer(x -> while true end, Bad()); y = 1;",
    "atexit(() -> while true end); @eval Desk answer(request) = UInt8[1, 1, 0, 0, 0, 65];",
    "module Late; __init__() = (Main.eval(:(z = 3)); nothing); end",
    "Threads.@threads for k in 1:1000 end; w = 2;",
]


def test_redefining_the_desk_is_their_own_loss():
    """Whoever redefines what the desk needs forges or loses their own answers, and no more."""
    with interview("problem1", REDEFINED) as under_way:
        for name in ("y", "w"):
            try:
                under_way.value(name, View())
            except Unanswered as told:
                assert told.reason


@pytest.mark.slow
@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("exit()", "ended the"),
        ("ccall(:_exit, Cvoid, (Cint,), 0)", "ended the"),
        ("while true end", "took too long"),
        ("x = [rand(10^6) for k in 1:2000];", ""),
        ("unsafe_store!(Ptr{Int}(8), 1)", ""),
        ("unsafe_wrap(Array, Ptr{Float64}(64), 10^6)[1]", ""),
        ("for k in 1:10^5 print('x'^1000) end", ""),
        ("f(n) = f(n + 1) + 1; f(1)", "StackOverflowError"),
    ],
)
def test_a_cell_costs_itself_only(cell, said):
    """Ending, looping, crashing, filling memory or the page: the cells after it still run."""
    limits = replace(catalogue.limits("problem1"), cell_seconds=15, restarts=3)
    with Interview([cell, "y = 1;"], limits, "bubblewrap", (), JULIA) as under_way:
        assert said in f"{under_way.runs[0].stopped} {under_way.runs[0].error}"
        assert under_way.value("y", View()) == 1
        assert sum(len(text) for _, text in under_way.runs[0].texts) <= 20_000


@pytest.mark.slow
def test_a_loop_costs_its_own_call():
    """An endless loop is stopped; what is asked next is answered by a new process."""
    with interview("problem1", ["f(x) = while true end;", "g(x) = x;"]) as under_way:
        with pytest.raises(Unanswered, match="took too long"):
            under_way.call("f", (1.0,), {}, Options(seconds=2))
        assert under_way.call("g", (2.0,), {}, Options()).value == 2
