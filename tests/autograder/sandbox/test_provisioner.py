"""The kernel `rnn-sandbox`: any Jupyter tool can start it by name, and it is confined."""

import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat

from autograder import PROJECT


def test_jupyter_runs_a_notebook_in_the_sandbox(tmp_path):
    """`jupyter execute` gets its outputs; the code sees no project, network or environment."""
    code = "\n".join(
        [
            "import os, socket",
            f"print(os.path.exists({str(PROJECT / 'solutions')!r}))",
            "print([name for _, name in socket.if_nameindex() if name != 'lo'])",
            "print(len([p for p in os.listdir('/proc') if p.isdigit()]) < 5)",
            "numbers = [p for p in os.listdir('/proc') if p.isdigit()]",
            "told = b''.join(open(f'/proc/{n}/environ', 'rb').read() for n in numbers)",
            "print(b'canary' in told)",
        ]
    )
    path = tmp_path / "notebook.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)]), path)
    jupyter = Path(sys.executable).with_name("jupyter")
    command = [jupyter, "execute", "--kernel_name=rnn-sandbox", "--inplace", path]
    environment = {**os.environ, "SECRET": "canary"}
    result = subprocess.run(command, capture_output=True, text=True, timeout=120, env=environment)
    assert result.returncode == 0, result.stderr
    (output,) = nbformat.read(path, 4).cells[0].outputs
    assert output.text.split("\n")[:4] == ["False", "[]", "True", "False"]


def test_the_kernel_is_registered():
    """The kernelspec names the provisioner, and both were installed by setup."""
    spec = Path(sys.prefix, "share", "jupyter", "kernels", "rnn-sandbox", "kernel.json")
    provisioner = json.loads(spec.read_text())["metadata"]["kernel_provisioner"]
    assert provisioner["provisioner_name"] == "bubblewrap-provisioner"
