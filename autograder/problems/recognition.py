"""The signs by which a notebook is known to be of a problem, whatever its name."""

import functools
from collections.abc import Iterable, Iterator
from pathlib import Path

from autograder.problems import catalogue, questions
from autograder.submissions import look


@functools.cache
def signs() -> dict[str, look.Signs]:
    """What only each problem has: the functions it asks for, and the first lines of its texts."""
    functions, texts, answers = {}, {}, {}
    for name in catalogue.names():
        problem = catalogue.read(name)
        prompts = [prompt for asked in questions.of(name).values() for prompt in asked]
        functions[name] = {prompt.line.partition("(")[0] for prompt in prompts}
        texts[name] = {look.first_line(c.source) for c in problem.cells if c.kind != "code"}
        answers[name] = sum(cell.role == "answer" for cell in problem.cells)
    return {
        name: look.Signs(alone(functions, name), alone(texts, name), answers[name])
        for name in functions
    }


def alone(every: dict[str, set[str]], name: str) -> frozenset[str]:
    """What no other problem has."""
    others = set().union(*(found for other, found in every.items() if other != name))
    return frozenset(every[name] - others)


def recognise_all(paths: Iterable[Path]) -> Iterator[tuple[Path, look.Looked | None]]:
    """What the cells of each file say, in this process."""
    return ((path, recognise(path)) for path in paths)


def recognise(path: Path) -> look.Looked | None:
    """What the cells of a file say; None if it cannot be read."""
    return look.look(path, signs())
