"""Every command of the pages about otter, Gradescope and classrooms runs as it is written."""

import re
import subprocess

import pytest

from autograder import PROJECT

PAGES = ("otter", "gradescope", "classroom")


def commands(page):
    text = (PROJECT / "docs" / f"{page}.md").read_text(encoding="utf-8")
    return re.findall(r"^ {4}((?:make|\.venv/bin/)\S* .*)$", text, re.MULTILINE)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_commands_and_names_existing_files(page):
    """The pattern still finds them; folders and files of this project that it names are there."""
    assert len(commands(page)) == 2
    text = (PROJECT / "docs" / f"{page}.md").read_text(encoding="utf-8")
    for name in re.findall(r"`((?:solutions|docs|tests|autograder)/[\w./-]*)`", text):
        assert (PROJECT / name).exists(), name


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_the_commands_of_a_page_run(page):
    """One after the other, as a reader would."""
    for command in commands(page):
        done = subprocess.run(command, shell=True, cwd=PROJECT, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
