"""Run mutants, each in a process of its own that is forked from one that knows the worked answers.

What a mutant breaks, eats or never ends stays in its process. Mutants are our own programs: there
is no sandbox.
"""

import contextlib
import multiprocessing
import os
import resource
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait

from autograder.checks import Suite
from autograder.grading import grader
from autograder.interview import InProcess
from autograder.problems import catalogue, worked
from autograder.strength.mutants import Mutant

MEMORY = 6 * 2**30  # of address space, far above what the worked answers take


@dataclass(frozen=True)
class Outcome:
    """What the checks of its question say about a mutant.

    lost : share of the question's credit, 0 to 1
    told : why, a line for each check that failed
    fault : whether a check failed through a fault of its own
    """

    mutant: Mutant
    lost: float
    told: tuple[str, ...]
    fault: bool = False


def run_all(
    problem: str,
    mutants: Iterable[Mutant],
    jobs: int,
    seconds: float = 60.0,
    hints: bool = False,
    seed: int = grader.SEED,
) -> Iterator[Outcome]:
    """The outcome of each mutant, in the order in which they end.

    jobs : how many at once
    seconds : after which a mutant is stopped, and has lost everything
    hints : also find out what a student would be told, which takes longer than all checks
    """
    worked.run_answers(problem)
    fork = multiprocessing.get_context("fork")
    suite = catalogue.suite(problem)
    suite = suite if hints else replace(suite, mistakes=())
    waiting, running = list(mutants)[::-1], {}
    for question in dict.fromkeys(mutant.question for mutant in waiting):
        ask(suite, question, worked.namespace(problem), seed)  # what it remembers is inherited
    while waiting or running:
        while waiting and len(running) < jobs:
            mutant = waiting.pop()
            ours, theirs = fork.Pipe(duplex=False)
            process = fork.Process(target=trial, args=(suite, mutant, seed, theirs), daemon=True)
            process.start()
            theirs.close()
            running[ours] = (mutant, process, time.monotonic() + seconds)
        ready = wait(running, timeout=0.5)
        late = [c for c, (_, _, end) in running.items() if time.monotonic() > end]
        for connection in dict.fromkeys([*ready, *late]):
            mutant, process, _ = running.pop(connection)
            yield received(connection, mutant, connection in ready)
            process.kill()
            process.join()
            connection.close()


def received(connection: Connection, mutant: Mutant, answered: bool) -> Outcome:
    if answered:
        with contextlib.suppress(EOFError):
            return Outcome(mutant, *connection.recv())
        return Outcome(mutant, 1.0, ("its process broke down",))
    return Outcome(mutant, 1.0, ("it had to be stopped",))


def trial(suite: Suite, mutant: Mutant, seed: int, answer: Connection) -> None:
    """Put the mutant into the place of the worked answer and ask its question."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    silence = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(silence, standard)
    namespace = worked.namespace(suite.problem)
    try:
        exec(compile(mutant.source, "<mutant>", "exec"), namespace)
    except Exception as error:
        answer.send((1.0, (f"its cell raises {type(error).__name__}",)))
        return
    answer.send(ask(suite, mutant.question, namespace, seed))


def ask(suite: Suite, question: str, namespace: dict, seed: int) -> tuple:
    """Lost share, reasons, and fault, of one question."""
    asked = next(q for q in catalogue.read(suite.problem).questions if q.id == question)
    result = grader.ask_question(asked, suite, InProcess(namespace), seed)
    failed = [check for check in result.checks if check.status in ("failed", "error")]
    told = tuple(
        f"{check.name}: {check.message} {check.hint.text if check.hint else ''}".rstrip()
        for check in failed
    )
    fault = any(check.status == "error" for check in failed)
    return 1 - result.score / result.max_score, told, fault
