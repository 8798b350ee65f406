"""Numbers of users who own nothing: where they come from, for root, in containers, and others."""

import os

import pytest

from autograder.sandbox import users


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has them all")
def test_root_draws_from_what_nobody_uses():
    """Two graders hardly ever have the same, and none is a user of the machine."""
    first, second = users.free(), users.free()
    for found in (first, second):
        assert len(found) >= 1
        assert any(
            found.users[0] in unused and found.users[-1] in unused for unused in users.UNUSED
        )
    assert first != second


def in_a_namespace(monkeypatch, tmp_path, text: str):
    rows = [line.split() for line in text.splitlines()]
    known = [range(int(first), int(first) + int(n)) for first, _, n in rows]
    monkeypatch.setattr(users, "mapped", lambda kind: known)


def test_in_a_container_of_few_users(monkeypatch, tmp_path):
    """65,536 numbers are enough; where only root exists, there is nobody to become."""
    in_a_namespace(monkeypatch, tmp_path, "0 100000 65536")
    found = users.unused(users.MOST)
    assert found[0] in users.UNUSED[1]
    assert found[-1] in users.UNUSED[1]
    in_a_namespace(monkeypatch, tmp_path, "0 1000 1\n1 100000 999")
    assert users.unused(users.MOST) is None


def test_subordinate_users(monkeypatch, tmp_path):
    """The longest row of whoever runs this, by name or number; nothing where there is none."""
    file = tmp_path / "subuid"
    file.write_text(f"somebody:100000:65536\n{os.geteuid()}:300000:10\n{os.geteuid()}:400000:99\n")
    assert users.subordinate(str(file)) == range(400_000, 400_099)
    file.write_text("somebody:100000:65536\nnonsense\n")
    assert users.subordinate(str(file)) == range(0)
    assert users.subordinate(str(tmp_path / "not there")) == range(0)
