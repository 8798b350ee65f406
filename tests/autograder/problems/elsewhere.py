"""A problem of one's own, in a package of another distribution."""

import sys
from importlib import metadata

from autograder.problems import catalogue

SOURCE = """# %% [markdown]
# # Problem 10: A problem of one's own
#
# ## 10a  The only question

# %% question="10a" role="answer"
def double(x):
    # BEGIN SOLUTION
    return 2 * x
    # END SOLUTION


# %% question="10a" role="check" points=2
assert double(1) == 2
"""
DECLARATION = """from pathlib import Path

from autograder.problems import Declaration
from autograder.sandbox import Limits

DECLARATION = Declaration(limits=Limits(cell_seconds=5), folder=Path(__file__).parent)
"""
CHECKS = """from autograder.checks import check, expect_close, mistake


@check("10a")
def doubles_unseen_numbers(ask):
    \"\"\"`double(x)` doubles numbers it has not seen.\"\"\"
    x = ask.rng.standard_normal(5)
    expect_close(ask.call("double", x), 2 * x, "The double")
"""


CACHES = (catalogue.packages, catalogue.read, catalogue.functions)


def install(folder, monkeypatch):
    """Make the package below `folder`, and the entry point that declares problem10; its folder."""
    package = folder / "course_of_mine"
    package.mkdir()
    (package / "__init__.py").write_text(DECLARATION)
    (package / "q10a_double.py").write_text(CHECKS)
    (package / "problem10.py").write_text(SOURCE)
    monkeypatch.syspath_prepend(folder)
    point = metadata.EntryPoint("problem10", "course_of_mine", catalogue.GROUP)
    monkeypatch.setattr(catalogue.metadata, "entry_points", lambda group: [point])
    forget()
    return package


def forget():
    """As in a new process."""
    for cache in CACHES:
        cache.cache_clear()
    for name in [name for name in sys.modules if name.startswith("course_of_mine")]:
        del sys.modules[name]
