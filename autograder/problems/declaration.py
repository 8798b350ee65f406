"""What a problem says about itself: where its source is, its data, its limits, its languages.

A package in this room, or one that another distribution names by an entry point of the group
`rnn_problem_set.problems`, holds a `DECLARATION` in its `__init__`, and a module per question.
Everything else about a problem (title, questions, points, texts) stands in its source.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from autograder import SHIPPED, WORK
from autograder.sandbox import Limits

SOLUTIONS = SHIPPED / "solutions"
ASSIGNMENTS = WORK / "assignments"


@dataclass(frozen=True)
class DataFile:
    """A file that students have beside their notebook; no mark depends on it.

    name : where it lies, seen from the notebook, such as `data/file.mat`
    maker : the module that makes it, as `python -m maker --out PATH`
    folder : where it lies here, with the same name below it
    """

    name: str
    maker: str
    folder: Path = ASSIGNMENTS

    @property
    def path(self) -> Path:
        return self.folder / self.name


@dataclass(frozen=True)
class Declaration:
    """A problem.

    limits : what a submission may use
    data : the files beside the notebook
    variables : of the notebook, which checks look up
    positions : by function, the arguments and answers that are numbers of units, which other
        languages count from 1
    folder : where its source `<name>.py` lies, and its editions in other languages
    """

    limits: Limits
    data: tuple[DataFile, ...] = ()
    variables: tuple[str, ...] = ()
    positions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    folder: Path = SOLUTIONS
