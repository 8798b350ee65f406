"""Whether the parts of a problem belong together: source, checks, mistakes, data."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.problems import catalogue
from autograder.problems.declaration import SOLUTIONS
from autograder.problems.source import Problem, SourceError


@dataclass(frozen=True)
class Finding:
    """Something that does not fit: the file, the place in it, what is wrong, what to do."""

    file: str
    place: str
    wrong: str
    remedy: str

    def __str__(self) -> str:
        place = f", {self.place}" if self.place else ""
        return f"{self.file}{place}: {self.wrong}; {self.remedy}"


def findings(name: str) -> list[Finding]:
    """What does not fit about a problem, as far as reading its parts tells."""
    try:
        problem, suite = catalogue.read(name), catalogue.suite(name)
    except SourceError as error:
        return [Finding(f"{name}", "", str(error), "mend it, and check again")]
    except Exception as error:  # a module of checks may raise anything while it is imported
        package = catalogue.packages()[name]
        return [Finding(package, "", f"{type(error).__name__}: {error}", "mend the module")]
    return [*unchecked(problem, suite), *homeless(problem, suite), *without_data(name)]


def unchecked(problem: Problem, suite) -> Iterator[Finding]:
    """Questions with points and no hidden check behind them: everybody would get 0."""
    for question in problem.questions:
        if question.points and not suite.of(question.id):
            cell = next(
                number
                for number, cell in enumerate(problem.cells, 1)
                if (cell.question, cell.role) == (question.id, "check")
            )
            yield Finding(
                file_of(problem.name),
                f"cell {cell}",
                f"question {question.id} has {question.points:g} points and no hidden check",
                f'write a module with @check("{question.id}") in {package_folder(problem.name)}',
            )


def homeless(problem: Problem, suite) -> Iterator[Finding]:
    """Checks and mistakes of questions or functions that there are not."""
    known = {question.id for question in problem.questions}
    asked: dict[str, set[str]] = {name: set() for name in known}
    for cell in problem.cells:
        if cell.role == "answer":
            functions = [n.name for n in ast.parse(cell.source).body if hasattr(n, "name")]
            asked[cell.question].update(functions)
    for check in suite.checks:
        if check.question not in known:
            yield Finding(
                file_in(check.run),
                check.name,
                f"question {check.question} is not in {file_of(problem.name)}",
                "remove the check, or give it the question it belongs to",
            )
    for mistake in suite.mistakes:
        if mistake.question not in known:
            yield Finding(
                file_in(mistake.implementation),
                mistake.name,
                f"question {mistake.question} is not in {file_of(problem.name)}",
                "remove the mistake, or give it the question it belongs to",
            )
        elif mistake.imitates and mistake.imitates not in set().union(*asked.values()):
            yield Finding(
                file_in(mistake.implementation),
                mistake.name,
                f"it imitates `{mistake.imitates}`, which no answer cell defines",
                "name the function that students write",
            )


def without_data(name: str) -> Iterator[Finding]:
    """Data that is declared and not there."""
    for file in catalogue.declaration(name).data:
        if not file.path.exists():
            yield Finding(str(file.path), "", f"the data of {name} is missing", "run `make data`")


def undeclared() -> list[Finding]:
    """Sources that no package declares, and packages without a source."""
    known = catalogue.packages()
    found = [
        Finding(
            f"solutions/{path.name}",
            "",
            "no package of this name declares it",
            f"make autograder/problems/{path.stem}/__init__.py with DECLARATION = Declaration(...)",
        )
        for path in sorted(SOLUTIONS.glob("problem*.py"))
        if path.stem not in known
    ]
    for name in known:
        if not catalogue.source_path(name).is_file():
            source = catalogue.source_path(name)
            found.append(
                Finding(package_folder(name), "", f"{source} is missing", "write the source")
            )
    return found


def refuse(name: str) -> None:
    """Raise SourceError if a problem must not be handed out or graded as it is."""
    problem, suite = catalogue.read(name), catalogue.suite(name)
    if wrong := [str(finding) for finding in unchecked(problem, suite)]:
        raise SourceError("\n".join(wrong))


def file_of(name: str) -> str:
    return relative(catalogue.source_path(name))


def package_folder(name: str) -> str:
    return relative(Path(catalogue.package_of(name).__file__).parent)


def file_in(function) -> str:
    return relative(Path(function.__code__.co_filename))


def relative(path: Path) -> str:
    """A path as people of this project write it."""
    root = SOLUTIONS.parent
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)
