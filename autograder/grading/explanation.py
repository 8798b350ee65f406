"""Why a question got its points: its checks asked again, with all that went to and fro."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field

from autograder.grading.grader import SEED, ask_question
from autograder.interview import Answer, Interview, Options, Unanswered, View
from autograder.problems import Question, catalogue, data, worked
from autograder.results import CheckResult
from autograder.submissions import Submission

NOT_HERE = "(not worked out here)"


@dataclass(frozen=True)
class Exchange:
    """One call of a student's function, or one look at a variable of theirs.

    arguments : the positional and the named ones; None for a variable
    answer, expected : what the submission gave, and the worked answer to the same input; a
        sentence where there is none
    """

    name: str
    arguments: tuple[tuple, dict] | None
    answer: object
    expected: object


@dataclass
class Explained:
    """A check, what came of it, and what was asked for it."""

    result: CheckResult
    exchanges: list[Exchange] = field(default_factory=list)


class Recorder:
    """An interview that remembers what it was asked."""

    def __init__(self, interview: Interview, problem: str):
        self.interview, self.problem = interview, problem
        self.exchanges: list[Exchange] = []

    def call(self, name: str, args, kwargs, options: Options) -> Answer:
        asked = copy.deepcopy((args, kwargs))
        try:
            answer = self.interview.call(name, args, kwargs, options)
        except Unanswered as reason:
            self._keep(name, asked, reason.reason, options)
            raise
        self._keep(name, asked, answer.value, options)
        return answer

    def value(self, name: str, view: View) -> object:
        try:
            value = self.interview.value(name, view)
        except Unanswered as reason:
            self.exchanges.append(Exchange(name, None, reason.reason, NOT_HERE))
            raise
        self.exchanges.append(Exchange(name, None, value, NOT_HERE))
        return value

    def picture(self) -> bytes | None:
        return self.interview.picture()

    def _keep(self, name: str, asked: tuple, answer: object, options: Options) -> None:
        expected = NOT_HERE if options.figure else worked.answer(self.problem, name, *asked)
        self.exchanges.append(Exchange(name, asked, answer, expected))


def explain(submission: Submission, question: Question, sandbox: str) -> Iterator[Explained]:
    """Ask the checks of one question once more. Raises Unreadable if there is no notebook."""
    notebook = submission.parse(submission.read())
    sources = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    suite = catalogue.suite(submission.problem)
    with Interview(sources, suite.limits, sandbox, data.mounts()) as interview:
        recorder = Recorder(interview, submission.problem)
        starts: dict[str, int] = {}
        graded = ask_question(
            question,
            suite,
            recorder,
            SEED,
            began=lambda c: starts.update({c: len(recorder.exchanges)}),
        )
    ends = [*list(starts.values())[1:], len(recorder.exchanges)]
    spans = dict(zip(starts, zip(starts.values(), ends, strict=True), strict=True))
    for result in graded.checks:
        first, last = spans.get(result.name, (0, 0))
        yield Explained(result, recorder.exchanges[first:last])
