"""What 2b and 2c share: runs that the notebook has stored, and mistakes in a variable.

A stored run is judged by sampled pairs of rows: the second must be one Euler step after the first.
That is exact at any time, chaos or not, and takes neither a simulation nor the whole array.
"""

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import numpy as np

from autograder.checks import Mistake, Name, NoAnswer, View, Wrong, array
from autograder.problems.problem2.wrong_simulate import simulates
from reference import network, statistics
from reference.statistics_problem2 import DT, OMEGA, N, T

ROWS = round(T / DT) + 1
PAIRS = 12
SMALLEST = 1e-15  # no right row is all zero: at g = 0.8 and t = 100 the largest rate is above 1e-12
SAMPLED = 397  # every so many rows of a run are compared with the student's own simulation


@dataclass(frozen=True)
class Network:
    """The network that the notebook has drawn: at g = 1, its phases, and where it starts."""

    J: np.ndarray
    theta: np.ndarray
    x0: np.ndarray


@dataclass(frozen=True)
class Run:
    """How a stored run should have been made: gain, amplitude, frequency, phases (None: theirs)."""

    g: float
    I: float = 0.0
    omega: float = OMEGA
    theta: float | None = None


def network_of(ask) -> Network:
    """The notebook's network. Raises Wrong if a cell has changed it."""
    J = array(ask.value("J_unit"), (N, N), "`J_unit`")
    variance = N * np.var(J)
    if variance not in statistics.CIRCULAR_LAW[N]["variance of the weights"]:
        raise Wrong("`J_unit` is not at g = 1 any more. Leave it as the notebook draws it.")
    theta = array(ask.value("theta"), (N,), "`theta`")
    return Network(J, theta, array(ask.value("x0"), (N,), "`x0`"))


def expect_run(ask, name: str, run: Run, others: dict[str, Run], key=None) -> None:
    """The stored rates belong to `run`, from x0 on; or they are what a wrong `simulate` makes.

    others : for the name of each mistake, the run that is stored if it was made
    """
    of = network_of(ask)
    with own_simulate_excused(ask, name, run, of, key):
        expect_rows(ask, name, run, others, of, key)


def expect_rows(ask, name: str, run: Run, others: dict[str, Run], of: Network, key) -> None:
    """Each of the sampled pairs of rows is a step of `run`, and the first row is its start."""
    what = f"`{name}`" if key is None else f"`{name}[{key}]`"
    shape = ask.value(name, View(key=key, reduce="shape"))
    is_shape = isinstance(shape, tuple) and all(type(n) is int for n in shape)
    if not is_shape or shape != (ROWS, N):
        text = f"it has shape {shape[:8]}" if is_shape else "it is no array"
        raise Wrong(f"{what} must have shape ({ROWS}, {N}); {text}.")
    moments = [0, *np.sort(ask.rng.integers(1, ROWS - 1, PAIRS)).tolist()]
    pairs = []
    for k in moments:
        rows = ask.value(name, View(key=key, rows=(k, k + 2, None)))
        pairs.append(array(rows, (2, N), what))
    if follows(pairs, moments, of, run):
        return
    if np.allclose(pairs[0][0], of.x0):
        currents = f"{what} starts with x0 itself, so it holds currents."
        raise Wrong(currents, "currents_stored" if key is None else "driven_currents_stored")
    if not np.allclose(pairs[0][0], np.tanh(of.x0), atol=1e-5):
        raise Wrong(f"{what} does not start with the rates of `x0`.")
    for mistake, other in others.items():
        if follows(pairs, moments, of, other):
            raise Wrong(f"{what} does not obey equation (1) as asked.", mistake)
    raise Wrong(f"The rows of {what} do not follow from each other by equation (1) as asked.")


def follows(pairs, moments, of: Network, run: Run) -> bool:
    """Whether the second row of each pair is one step after the first, and the first starts at x0.

    The tolerance lets numbers of single precision pass; a step changes about a hundredth.
    """
    theta = of.theta if run.theta is None else run.theta
    if not np.allclose(pairs[0][0], np.tanh(of.x0), atol=1e-5):
        return False
    for k, (now, then) in zip(moments, pairs, strict=True):
        if not SMALLEST < np.max(np.abs(now)) < 1:
            return False
        x = network.step(np.arctanh(now), k * DT, run.g * of.J, DT, run.I, run.omega, theta)
        size = max(np.max(np.abs(now)), 1e-30)
        if not np.allclose(then / size, np.tanh(x) / size, rtol=0, atol=2e-6):
            return False
    return True


@contextmanager
def own_simulate_excused(ask, name: str, run: Run, of: Network, key=None) -> Iterator[None]:
    """What goes wrong in the block counts only if the run is not what their own `simulate` makes.

    A mistake in `simulate` has been paid for in 2a.
    """
    try:
        yield
    except Wrong as wrong:
        stopped = isinstance(wrong, NoAnswer) and wrong.stopped
        if stopped or not simulates(ask) or not is_own_run(ask, name, run, of, key):
            raise


def is_own_run(ask, name: str, run: Run, of: Network, key) -> bool:
    """Whether rows of the whole run are those of the student's `simulate`, each at its scale."""
    rows = (None, None, SAMPLED)
    arguments = (Name("x0"), T, DT, run.g * of.J, run.I, run.omega, Name("theta"))
    try:
        own = ask.call("simulate", *arguments, view=View(item=1, rows=rows))
        stored = array(ask.value(name, View(rows=rows, key=key)), (None, N), name)
        own = np.tanh(array(own, stored.shape, "x"))
    except Wrong as problem:
        if isinstance(problem, NoAnswer) and problem.stopped:
            raise
        return False
    size = np.maximum(np.max(np.abs(stored), axis=1, keepdims=True), 1e-30)
    return np.allclose(own / size, stored / size, rtol=0, atol=1e-6)


# Mistakes in a variable


@dataclass(frozen=True)
class VariableMistake(Mistake):
    """A wrong way to fill a variable. Only the checks can recognise it, so it imitates nothing."""

    variable: str = ""

    def source(self) -> str:
        """The function, and the variable set to its value for the notebook's variables."""
        arguments = ", ".join(inspect.signature(self.implementation).parameters)
        function = Mistake.source(replace(self, imitates=self.name))
        return f"{function}\n{self.variable} = {self.name}({arguments})"


def variable_mistake(question: str, variable: str) -> Callable:
    """Make a function of the notebook's variables, by their names, a mistake in `variable`."""

    def decorate(function: Callable) -> Callable:
        hint = " ".join(inspect.getdoc(function).split())
        about = (question, "", function.__name__, hint, function, variable)
        function.mistake = VariableMistake(*about)
        return function

    return decorate
