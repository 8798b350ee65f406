"""Users of the second sandbox: whose they are, and who may end what belongs to them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from autograder import PROJECT
from autograder.sandbox import unprivileged, users
from autograder.sandbox.limits import Limits

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root has users to give")

ANOTHER = """
from autograder.sandbox.unprivileged import Account
from autograder.sandbox.limits import Limits
account = Account(Limits())
print(account.number, flush=True)
account.remove()
"""
KILLED = """
import os, subprocess
from autograder.sandbox.unprivileged import Account
from autograder.sandbox.limits import Limits
account = Account(Limits())
quiet = {"user": account.number, "stdout": -3, "start_new_session": True}
sleeper = subprocess.Popen(["sleep", "100"], **quiet)
print(account.number, sleeper.pid, flush=True)
os.kill(os.getpid(), 9)
"""


def python(code: str, *before: str) -> list[int]:
    done = subprocess.run(
        [*before, sys.executable, "-c", code], cwd=PROJECT, stdout=subprocess.PIPE, text=True
    )
    return [int(word) for word in done.stdout.split()]


@pytest.mark.parametrize(
    "before", [[], ["unshare", "--net"], ["unshare", "--pid", "--fork", "--mount-proc", "--net"]]
)
def test_graders_leave_each_other_alone(before):
    """Two graders, also in other namespaces: the second ends nothing that is the first's."""
    account = unprivileged.Account(Limits())
    sleeper = subprocess.Popen(["sleep", "100"], user=account.number, extra_groups=[])
    file = Path(account.folder, "answer")
    file.write_text("here")
    try:
        (number,) = python(ANOTHER, *before)
        assert number != account.number
        assert not unprivileged.claim_of(number).exists()
        assert sleeper.poll() is None
        assert file.read_text() == "here"
    finally:
        account.remove()
    assert sleeper.wait(5) == -9
    assert not file.exists()
    assert not unprivileged.claim_of(account.number).exists()


def test_what_a_killed_grader_has_left():
    """Its claim is held by nobody: its processes and folders go, and its number with them."""
    number, sleeper = python(KILLED)
    assert number in users.UNUSED[0]
    assert unprivileged.processes_of(number) == [sleeper]
    unprivileged.Account(Limits()).remove()
    assert unprivileged.processes_of(number) == []
    assert not unprivileged.claim_of(number).exists()
    assert not [*Path("/tmp").glob(f"{unprivileged.public_prefix(number)}*")]


def test_claims_that_others_have_written(tmp_path, monkeypatch):
    """A file named like a claim of another's user, or by another user, is not believed."""
    monkeypatch.setattr(unprivileged.tempfile, "gettempdir", lambda: str(tmp_path))
    monkeypatch.setattr(unprivileged, "clear", lambda user: pytest.fail(f"ends all of {user}"))
    for number, owner in ((1000, 0), (users.UNUSED[0][5], 1000)):
        path = unprivileged.claim_of(number)
        path.touch()
        os.chown(path, owner, owner)
    (tmp_path / f"{unprivileged.CLAIM}everybody").touch()
    unprivileged.clear_abandoned()
    assert len([*tmp_path.iterdir()]) == 3
