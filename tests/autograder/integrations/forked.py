"""Commands of Python tools, each in a process of its own that has the imports behind it.

A command is what it would be in a shell, with its own folder, environment and exit code. But its
process is forked from one that has imported the tool, which is otherwise most of its time.
"""

import importlib
import multiprocessing
import os
import subprocess
import sys
import tempfile

SERVER = multiprocessing.get_context("forkserver")
TOOLS = {"nbgrader": ("nbgrader.apps.nbgraderapp", "main"), "otter": ("otter.cli", "cli")}
SERVER.set_forkserver_preload(
    [__name__, "tests.autograder.integrations.preloaded", *(module for module, _ in TOOLS.values())]
)


def run(tool, *arguments, cwd=None, environment=None) -> subprocess.CompletedProcess:
    """Run `tool arguments...`; what it said is text."""
    command = [tool, *map(str, arguments)]
    texts = [tempfile.NamedTemporaryFile("r", encoding="utf-8") for _ in range(2)]  # noqa: SIM115
    with texts[0] as stdout, texts[1] as stderr:
        files = (stdout.name, stderr.name)
        whole = (command, files, cwd or os.getcwd(), environment or dict(os.environ))
        process = SERVER.Process(target=command_line, args=whole)
        process.start()
        process.join()
        return subprocess.CompletedProcess(command, process.exitcode, stdout.read(), stderr.read())


def command_line(command, files, cwd, environment):
    """What the shell and Python do before the tool's own main function."""
    for number, path in enumerate(files, 1):
        with open(path, "wb") as file:
            os.dup2(file.fileno(), number)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = command
    module, function = TOOLS[command[0]]
    getattr(importlib.import_module(module), function)()
