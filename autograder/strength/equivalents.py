"""Mutants that are right, declared by a person with a reason each: `equivalents.toml` of a problem.

[[equivalent]]
question = "1a"
function = "linear_fixed_points"
reason = "The limit itself is never met."
mutants = ["before  =>  after", ...]     as `make strength` prints them
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from autograder.problems import catalogue
from autograder.strength.mutants import Mutant

FILE = "equivalents.toml"


@dataclass(frozen=True)
class Equivalents:
    """The reason of each declared mutant, by its key."""

    reasons: dict[tuple[str, str, str], str]

    @classmethod
    def of(cls, problem: str) -> "Equivalents":
        """What stands beside the checks of a problem. Raises ValueError if it is not in order."""
        path = Path(catalogue.package_of(problem).__file__).with_name(FILE)
        if not path.is_file():
            return cls({})
        reasons: dict[tuple[str, str, str], str] = {}
        for number, entry in enumerate(tomllib.loads(path.read_text("utf-8"))["equivalent"], 1):
            missing = {"question", "function", "reason", "mutants"} - set(entry)
            if missing or not entry["reason"].strip():
                raise ValueError(f"{path.name}, entry {number}: needs {', '.join(missing)}")
            for change in entry["mutants"]:
                key = (entry["question"], entry["function"], change)
                if key in reasons:
                    raise ValueError(f"{path.name}, entry {number}: declared twice: {change}")
                reasons[key] = entry["reason"]
        return cls(reasons)

    def __contains__(self, mutant: Mutant) -> bool:
        return mutant.key in self.reasons

    def stale(self, mutants: list[Mutant]) -> list[tuple[str, str, str]]:
        """Declarations of these mutants' questions that fit no mutant any more."""
        known = {mutant.key for mutant in mutants}
        questions = {mutant.question for mutant in mutants}
        return [key for key in self.reasons if key[0] in questions and key not in known]
