"""The sample class follows the source of the problems."""

from tests.sample_class import SUBMISSIONS, classroom


def test_the_sample_class_is_current():
    """`python -m tests.sample_class` would change nothing."""
    files = {str(p.relative_to(SUBMISSIONS)) for p in SUBMISSIONS.rglob("*") if p.is_file()}
    wanted = classroom()
    assert files == set(wanted)
    for name, content in wanted.items():
        assert (SUBMISSIONS / name).read_text(encoding="utf-8") == content, name
