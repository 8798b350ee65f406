"""Our grading inside `otter run`: the plugin that an autograder zip of `make otter` names.

Otter's own way is to execute the student's notebook, tests and all, in a kernel with the rights of
the instructor, and to believe the pickle that it leaves. Here the sandboxed interview takes its
place before that. What was handed in is then removed, so that otter's kernel, which it starts all
the same, finds an empty notebook and nothing to import.
"""

import shutil
from pathlib import Path
from textwrap import indent

import nbformat
from otter.plugins import AbstractOtterPlugin
from otter.test_files.abstract_test import TestCase, TestCaseResult, TestFile

from autograder.grading import grader
from autograder.integrations.visible import Visible, visible_checks
from autograder.problems import Problem, catalogue
from autograder.results import QuestionResult, Report
from autograder.submissions import Submission


class GradingFailed(Exception):
    """The grader could not grade this submission: there are no results, and no mark."""


class Question(TestFile):
    """One question of a report in otter's form: visible checks without points, then hidden ones."""

    @classmethod
    def of(cls, question: QuestionResult, visible: list[Visible]) -> "Question":
        made = cls(question.id, "", [], all_or_nothing=False)
        made.statuses = []
        for check in visible:
            status = "passed" if check.passed else "failed"
            made.add(f"visible check {check.number}", False, 0.0, status, check.message)
        for check in question.checks:
            points = 0.0 if check.status == "error" else check.points
            made.add(check.says, True, points, check.status, check.told)
        made.update_score(question.score)
        return made

    def add(self, name: str, hidden: bool, points: float, status: str, message: str) -> None:
        """Add one check and what came of it."""
        case = TestCase(name, "", hidden, points, None, None)
        self.test_cases.append(case)
        self.test_case_results.append(TestCaseResult(case, message, status == "passed"))
        self.statuses.append(status)

    def summary(self, public_only: bool = False) -> str:
        """What the student reads: a line per check, and below it the reason."""
        lines = [f"{self.name} results:"]
        for result, status in zip(self.test_case_results, self.statuses, strict=True):
            if not (public_only and result.test_case.hidden):
                lines.append(f"    [{status}] {result.test_case.name}")
                lines += [indent(result.message, "        ")] if result.message else []
        return "\n".join(lines)

    @classmethod
    def from_file(cls, path: str) -> "Question":
        raise NotImplementedError("a question comes from a report")

    @classmethod
    def from_metadata(cls, s: object, path: str) -> "Question":
        raise NotImplementedError("a question comes from a report")

    def run(self, global_environment: dict) -> None:
        raise NotImplementedError("the checks have been run, in the sandbox")


class Plugin(AbstractOtterPlugin):
    """Takes over grading. Its configuration names the problem, and may name the sandbox."""

    graded: grader.Graded

    def before_grading(self, config) -> None:
        """Grade the submission in the sandbox, then leave nothing of it for otter to run or load.

        Otter would unpickle a log that lies beside the notebook, and its kernel would import a
        student's `otter.py` from its working directory. The notebook itself is kept if otter is
        to print it.
        """
        path = Path(self.submission_path)
        sandbox = self.plugin_config.get("sandbox", "bubblewrap")
        submission = Submission(self.student(), self.plugin_config["problem"], path)
        self.graded = grader.grade(submission, sandbox)
        if self.graded.report.status == "error":
            raise GradingFailed("; ".join(faults(self.graded.report)))
        for entry in path.parent.iterdir():
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            elif entry != path:
                entry.unlink()
        if not (config.pdf or config.token):
            path.unlink()
            nbformat.write(empty_notebook(), path)

    def student(self) -> str:
        """Who handed it in, as far as otter was told."""
        users = (self.submission_metadata or {}).get("users") or []
        return ", ".join(str(user.get("email", "")) for user in users) or "student"

    def before_execution(self, submission) -> nbformat.NotebookNode:
        """Otter executes this notebook without cells in the place of the student's."""
        return empty_notebook()

    def after_grading(self, results) -> None:
        """Our report in the place of what otter's kernel found."""
        report, problem = self.graded.report, catalogue.read(self.plugin_config["problem"])
        visible = visible_checks(self.graded, problem)
        questions = report.questions or unread(problem, report)
        results.clear_results()
        # Nothing of the student's was run there, so nothing that went wrong there counts.
        results._catastrophic_error = None
        for question in questions:
            own = [check for check in visible if check.question == question.id]
            results.results[question.id] = Question.of(question, own)
        results.set_output(about(report))

    def generate_report(self) -> str:
        """A line for otter's log: which grader, and how the code was confined."""
        report = self.graded.report
        return f"graded by {report.grader}, sandbox: {report.sandbox}, {report.status}"


def empty_notebook() -> nbformat.NotebookNode:
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return nbformat.v4.new_notebook(metadata={"kernelspec": kernel})


def faults(report: Report) -> list[str]:
    """What the grader itself failed in."""
    failed = [c for q in report.questions for c in q.checks if c.status == "error"]
    return [*report.told, *(f"{check.name}: {check.message}" for check in failed)]


def unread(problem: Problem, report: Report) -> list[QuestionResult]:
    """The questions of a file that could not be read: no points, and the possible ones."""
    check = {"name": "unreadable", "says": "The file is a notebook.", "points": 0.0}
    check |= {"status": "failed", "message": "; ".join(report.told)}
    return [
        QuestionResult(
            id=question.id,
            title=question.title,
            score=0.0,
            max_score=question.points,
            written_max=question.manual_points,
            checks=(check,),
        )
        for question in problem.questions
    ]


def about(report: Report) -> str:
    """What the student reads about the whole submission."""
    lines = [f"{report.score:g} of {report.max_score:g} points by hidden checks."]
    if report.written.pending:
        lines.append(f"{report.written.pending:g} points are marked by a person.")
    if report.sandbox != "bubblewrap":
        lines.append(f"Sandbox: {report.sandbox}.")
    return "\n".join([*lines, *report.told])
