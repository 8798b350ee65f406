"""What each question asked, in the words that stand in the students' notebooks."""

import ast
import functools
from dataclasses import dataclass

from autograder.problems import catalogue
from autograder.problems.source import Problem, SourceError


@dataclass(frozen=True)
class Prompt:
    """One thing to write: the line that names it, and its first sentence in the notebook."""

    line: str
    sentence: str


@functools.cache
def problem(name: str) -> Problem | None:
    """The source of a problem, or None if there is none of this name any more."""
    try:
        return catalogue.read(name)
    except SourceError:
        return None


@functools.cache
def of(name: str, language: str = "python") -> dict[str, tuple[Prompt, ...]]:
    """The functions that each question of a problem asks for, by the question's id."""
    source = problem(name)
    for edition in catalogue.editions(name) if source and language != "python" else ():
        if edition.language.name == language and (found := in_edition(edition)):
            return found
    found: dict[str, list[Prompt]] = {}
    for cell in source.cells if source else ():
        if cell.role == "answer":
            functions = [n for n in ast.parse(cell.source).body if isinstance(n, ast.FunctionDef)]
            found.setdefault(cell.question, []).extend(map(prompt, functions))
    return {question: tuple(prompts) for question, prompts in found.items()}


def in_edition(edition: Problem) -> dict[str, tuple[Prompt, ...]]:
    """The same in the words of an edition; empty if its language does not say how they stand."""
    found: dict[str, tuple[Prompt, ...]] = {}
    for cell in edition.cells:
        if cell.role == "answer" and (said := edition.language.prompt(cell.source)):
            found[cell.question] = (*found.get(cell.question, ()), Prompt(*said))
    return found


def prompt(function: ast.FunctionDef) -> Prompt:
    first = (ast.get_docstring(function) or "").split("\n\n")[0]
    return Prompt(f"{function.name}({ast.unparse(function.args)})", " ".join(first.split()))


@functools.cache
def hints(name: str) -> dict[tuple[str, str], str]:
    """The hint of each named mistake of a problem, by question and name."""
    if problem(name) is None:
        return {}
    return {(m.question, m.name): m.hint for m in catalogue.suite(name).mistakes}


def title(name: str) -> str:
    """The problem's title, or its name if it has no source any more."""
    source = problem(name)
    return source.title if source else name


def written_points(name: str) -> dict[str, float]:
    """The points that people give for the written answer of each question that has one."""
    questions = problem(name).questions if problem(name) else ()
    return {q.id: q.manual_points for q in questions if q.manual_points}
