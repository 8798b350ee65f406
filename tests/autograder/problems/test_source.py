"""The source format: what is read, and what is refused with a place and a remedy."""

import pytest

from autograder.problems import catalogue, source

HEAD = "# %% [markdown]\n# # Problem 9: A test\n#\n# ## 9a  The only question\n\n"
ANSWER = '# %% question="9a" role="answer"\n# BEGIN SOLUTION\nx = 1\n# END SOLUTION\n\n'
CHECK = '# %% question="9a" role="check" points=2\nassert x == 1\n\n'
WRITTEN = (
    '# %% [markdown] question="9a" role="written" points=1\n'
    "# <!-- BEGIN SOLUTION -->\n# Because.\n# <!-- END SOLUTION -->\n"
)
DEMO = '# %% role="demo"\nprint(1)\n\n'


def text(words):
    return f"# %% [markdown]\n# {words}\n\n"


def read(tmp_path, written):
    (tmp_path / "problem9.py").write_text(written)
    return source.parse(tmp_path / "problem9.py")


def test_questions_have_title_and_points(tmp_path):
    """Automatic and manual points are counted apart."""
    problem = read(tmp_path, HEAD + ANSWER + CHECK + WRITTEN)
    assert problem.title == "Problem 9: A test"
    assert problem.questions == (source.Question("9a", "The only question", 2.0, 1.0),)


def test_texts_take_their_numbers_from_the_cells(tmp_path):
    """After a question's heading they are the question's, before and behind it the problem's."""
    head = HEAD.replace("A test\n", "A test\n#\n# {{ points }} points, {{ automatic }} of them\n")
    own = text("({{ written points }}, {{ automatic points }}, {{ minutes }} minutes)")
    end = text("## References") + text("{{ written }} points, {{minutes}} minutes")
    check = CHECK.replace("=2", "=2.5 minutes=12")
    problem = read(tmp_path, head + own + ANSWER + check + WRITTEN + end)
    texts = [cell.source for cell in problem.cells if cell.kind == "markdown"]
    assert "3.5 points, 2.5 of them" in texts[0]
    assert texts[1] == "(1 point, 2.5 points, 12 minutes)"
    assert texts[-1] == "1 points, 12 minutes"
    assert problem.questions[0].minutes == 12


@pytest.mark.parametrize("name", catalogue.names())
def test_roles_are_not_handed_out(name):
    """What decides which cells the grader runs is nothing that a student sees or can change."""
    for cell in catalogue.read(name).notebook().cells:
        assert set(cell.metadata) <= {"nbgrader"}


def test_figures_go_into_the_notebook(tmp_path):
    """A text that shows a figure has it as an attachment; one that is missing is refused."""
    shown = HEAD + text("![A loop](attachment:loop.png)") + ANSWER + CHECK
    with pytest.raises(source.SourceError, match="cell 2: it shows loop.png, which is not in"):
        read(tmp_path, shown)
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "loop.png").write_bytes(b"picture")
    cell = read(tmp_path, shown).notebook().cells[1]
    assert cell.attachments == {"loop.png": {"image/png": "cGljdHVyZQ=="}}


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (HEAD + ANSWER.replace("BEGIN", "BEGN") + CHECK, "0 BEGIN SOLUTION and 1 END SOLUTION"),
        (HEAD + ANSWER + CHECK.replace(" points=2", ""), "question 9a needs points on one check"),
        (HEAD + ANSWER + CHECK + CHECK, "question 9a needs points on one check"),
        (HEAD + ANSWER.replace("answer", "answr") + CHECK, "cell 2: role 'answr' is not one of"),
        (HEAD + ANSWER.replace(' role="answer"', ""), "cell 2: a code cell has a role"),
        (HEAD + ANSWER.replace('question="9a" ', "") + CHECK, 'have question="..." and role'),
        (HEAD + ANSWER.replace("answer", "demo") + CHECK, "other cells belong to no question"),
        (
            HEAD + DEMO.replace(' role="demo"', "") + ANSWER + CHECK,
            "cell 2: a code cell has a role",
        ),
        (HEAD + DEMO.replace("%%", "%% [markdown]") + ANSWER + CHECK, "all other roles are code"),
        (HEAD + ANSWER.replace('er"', 'er" minutes=5') + CHECK, "minutes stand"),
        (HEAD + text("{{ point }}") + ANSWER + CHECK, "cell 2: {{ point }} is no placeholder"),
        (HEAD + text("{{ minutes }}") + ANSWER + CHECK, "question 9a has none: write minutes=15"),
        (HEAD.replace("## 9a", "## 9b") + ANSWER + CHECK, "question 9a needs a heading"),
        (HEAD.replace("# # P", "# P") + ANSWER + CHECK, "needs a title line"),
        (HEAD + WRITTEN.replace("[markdown] ", ""), "written answers are markdown"),
    ],
)
def test_a_broken_source_is_refused(tmp_path, broken, message):
    """A misspelt marker would release the solution; it and its like stop the release."""
    with pytest.raises(source.SourceError, match="problem9.py") as error:
        read(tmp_path, broken)
    assert message in str(error.value)


def test_an_unknown_problem_is_named(tmp_path):
    """The error says which problems there are."""
    with pytest.raises(source.SourceError, match="there are: problem1"):
        catalogue.read("problem77")


@pytest.mark.parametrize("name", catalogue.names())
def test_every_function_question_has_a_visible_check(name):
    """Students can tell early whether they are on track."""
    problem = catalogue.read(name)
    for question in problem.questions:
        roles = {cell.role for cell in problem.cells if cell.question == question.id}
        assert {"answer", "check"} <= roles, question.id


def test_the_set_sums_to_a_hundred():
    """About 80 automatic points and 20 manual ones, once all three problems are there."""
    questions = [q for name in catalogue.names() for q in catalogue.read(name).questions]
    automatic = sum(question.points for question in questions)
    manual = sum(question.manual_points for question in questions)
    if len(catalogue.names()) == 3:
        assert automatic + manual == 100
        assert 75 <= automatic <= 85
    assert automatic >= 3 * manual
