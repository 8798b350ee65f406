"""Formgrader on our course, in a real browser: a written answer is marked and exported."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from autograder.integrations.nbgrader import course
from tests.autograder.integrations.nbgrader_course import export, hand_in, nbgrader, scores, sqlite
from tests.autograder.integrations.once import once
from tests.browser.chromium import browser_page
from tests.sample_class import SUBMISSIONS


@pytest.fixture(scope="module")
def marked_course(tmp_path_factory):
    folder = tmp_path_factory.mktemp("formgrader") / "course"
    shutil.copytree(once(tmp_path_factory, "made", course.build), folder)
    hand_in(folder, "chen", SUBMISSIONS / "chen" / "problem1.ipynb")
    nbgrader(folder, "autograde", "problem1")
    return folder


@pytest.fixture
def server(marked_course):
    """A Jupyter server in the course folder, on a free port of this machine only."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    binaries = Path(sys.executable).parent
    command = [binaries / "jupyter", "server", "--no-browser", "--allow-root"]
    command += [f"--port={port}", "--ServerApp.ip=127.0.0.1"]
    command += ["--ServerApp.token=", "--ServerApp.password="]
    environment = {**os.environ, "PATH": f"{binaries}:{os.environ['PATH']}"}
    process = subprocess.Popen(
        command,
        cwd=marked_course,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/formgrader/api/assignments")
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(address):
    for _ in range(120):
        try:
            urllib.request.urlopen(address, timeout=5).read()
            return
        except OSError:
            time.sleep(0.5)
    raise TimeoutError(f"nothing answers at {address}")


def test_a_written_answer_is_marked_in_formgrader(marked_course, server):
    """The rubric is there for the person who marks; the points arrive in the exported table."""
    with browser_page() as page:
        page.goto(f"{server}/formgrader/gradebook/problem1/problem1")
        page.get_by_role("link", name="Submission #1").click()
        page.wait_for_selector("text=Only for the person who marks")
        # Automatic points stand in a box as its placeholder; a box without one waits for a person.
        boxes = page.locator("input.score")
        boxes.first.wait_for()
        written = [one for one in boxes.all() if not one.get_attribute("placeholder")][0]
        written.fill("1")
        with page.expect_response(lambda answer: answer.request.method == "PUT") as saved:
            written.press("Tab")
        assert saved.value.ok
    automatic = sum(scores(sqlite(marked_course), "chen")[0].values())
    row = export(marked_course)["problem1", "chen"]
    assert float(row["raw_score"]) == pytest.approx(automatic + 1)


def test_formgraders_button_grades_as_the_command_does(marked_course, server):
    """A file with a browser's name for it, and a run that was killed before, are no obstacle."""
    source = SUBMISSIONS / "ada" / "problem1.ipynb"
    for step, name in (("submitted", "problem1 (1).ipynb"), ("autograded", "problem1.ipynb")):
        folder = marked_course / step / "ada" / "problem1"
        folder.mkdir(parents=True)
        shutil.copy(source, folder / name)
    with browser_page() as page:
        page.goto(f"{server}/formgrader/manage_submissions/problem1")
        button = page.get_by_role("row").filter(has_text="ada").locator(".autograde a")
        button.click()
        page.wait_for_selector("text=Successfully autograded", timeout=60_000)
    assert sum(scores(sqlite(marked_course), "ada")[0].values()) == 27
