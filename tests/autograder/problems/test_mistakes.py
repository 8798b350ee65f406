"""The hidden checks, measured: each named mistake alone must cost its own question and no other."""

import pytest

from autograder.problems import catalogue
from tests.autograder.in_process import results, worked_namespace

PROBLEMS = catalogue.names()
MISTAKES = [mistake for problem in PROBLEMS for mistake in catalogue.suite(problem).mistakes]
FUNCTIONS = sorted({(m.question, m.imitates) for m in MISTAKES if m.imitates})
AT_LEAST = {"problem1": 30, "problem2": 25, "problem3": 25}
# An error, or one wrong verdict, is no evidence: there the message says it all.
NOT_RECOGNISED = {
    "believes_the_flag",
    "border_counts_as_stable",
    "one_state_only",
    "symmetric_part",
    # 2g: an amplitude is one of a few small numbers, and many mistakes give the same
    "search_from_the_first_step",
    "input_one_step_late",
    "slopes_after_the_step",
    "a_tenth_left_out",
    "half_rounded_up",
    "perturbation_not_drawn",
    "search_with_a_transposed_tangent",
    # 3j: what was learned is judged by what it does, and that says less than the mistake
    "all_columns_learn",
    "only_the_weights_of_a_row",
    "noise_left_out_of_the_error",
    # 2f, 3c, 3e, 3g: infinities, or too few small numbers that are wrong
    "never_renormalised",
    "time_as_features",
    "rates_not_centred",
    "units_standardised",
    "components_above_a_tenth",
    "logarithm_of_the_density",
    "strongly_changed_columns",
    "every_weight_must_change",
    "number_for_indices",
}
# What else is told, and as true, where one function of the question calls another.
AS_WELL = {
    "correlation_for_covariance": {"components_of_the_correlations"},
    "share_always_ninety": {"share_ignored"},
    "step_forgets_the_time": {"input_stands_still"},
    "step_returns_the_change": {"without +x"},
    "sum_of_products": {"times_(K - 1)"},
}


def problem_of(question: str) -> str:
    return f"problem{question[0]}"


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: f"{m.question}-{m.name}")
def test_a_mistake_costs_points_and_is_named(mistake):
    """A wrong function loses points in its question, and the student is told which it is."""
    problem = problem_of(mistake.question)
    namespace = worked_namespace(problem)
    exec(mistake.source(), namespace)
    only = mistake.question if mistake.imitates else None
    found = results(problem, namespace, only=only)
    losing = {name for name, question in found.items() if question.score < question.max_score}
    assert losing == {mistake.question}
    named = {check.hint.name for check in found[mistake.question].checks if check.hint}
    assert named <= {mistake.name} | AS_WELL.get(mistake.name, set())
    assert mistake.name in named or mistake.name in NOT_RECOGNISED
    assert not [c for c in found[mistake.question].checks if c.status == "error"]


@pytest.mark.parametrize(("question", "function"), FUNCTIONS)
def test_a_function_that_is_all_wrong_costs_its_own_question_only(question, function):
    """No other question depends on it, so no mistake in it can cost points elsewhere."""

    def broken(*args, **kwargs):
        raise ArithmeticError("wrong from end to end")

    problem = problem_of(question)
    namespace = worked_namespace(problem)
    namespace[function] = broken
    found = results(problem, namespace)
    assert {n for n, q in found.items() if q.score < q.max_score} == {question}


@pytest.mark.parametrize("problem", PROBLEMS)
def test_there_are_enough_mistakes(problem):
    """The list stays as long as was promised, and nine in ten are recognised."""
    own = [mistake for mistake in MISTAKES if problem_of(mistake.question) == problem]
    assert len(own) >= AT_LEAST[problem]
    assert sum(m.name in NOT_RECOGNISED for m in own) <= len(own) / 10


def test_a_hint_is_a_sentence():
    """What the student reads is more than a few words and ends like a sentence."""
    for mistake in MISTAKES:
        assert len(mistake.hint.split()) >= 5, mistake.name
        assert mistake.hint.endswith((".", "?")), mistake.name


def test_a_name_is_one_mistake_of_a_question():
    """A report names a mistake beside its question, so there it must be one mistake."""
    names = [(m.question, m.name) for m in MISTAKES]
    assert len(names) == len(set(names))
