"""Julia: how it is started, and what a cell and an error look like there."""

import glob
import json
import os

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
INSTALLED = "/julia"  # where the record of the language mounts it
IMAGE = "/grader/julia/desk.so"
MODULES = "/grader/julia/modules"  # the course's own, which notebooks include
UNFILLED = "No Answer Given!"  # what the release puts where an answer is to be written
OPTIONS = ["--startup-file=no", "--history-file=no", "--color=no", "-O1"]


class Julia:
    """The language `julia` of the desk."""

    def __init__(self, folder):
        self.folder = folder
        self.cells = 0
        self.modules = sorted(glob.glob(f"{MODULES}/*.jl"))
        for path in self.modules:
            name = os.path.splitext(os.path.basename(path))[0]
            with open(os.path.join(folder, f"{name}.jl"), "w", encoding="utf-8") as file:
                file.write(f"const {name} = Main.Desk.{name}\n")

    def command(self):
        """With the system image in which the desk is compiled, where there is one."""
        with open(f"{INSTALLED}/command.json", encoding="utf-8") as file:
            program = json.load(file)
        image = ["--sysimage", IMAGE] if os.path.exists(IMAGE) else []
        return [*program, *image, *OPTIONS, f"{HERE}/julia_desk/start.jl", *self.modules]

    def environment(self):
        """What Julia would keep for itself goes into the scratch folder."""
        with open(f"{INSTALLED}/environment.json", encoding="utf-8") as file:
            own = json.load(file)
        return {**os.environ, **own, "JULIA_DEPOT_PATH": f"{self.folder}/.julia"}

    def run_request(self, code):
        self.cells += 1
        return {"do": "run", "code": code, "cell": self.cells}

    def error(self, raised):
        """Type, message and line of an error, as `report_error` gives them for Python."""
        kind, message = str(raised.get("type") or "error"), str(raised.get("message") or "")
        line = raised.get("line")
        line = int(line) if isinstance(line, int | float) and np.isfinite(line) and line else None
        message = message.removeprefix(f"{kind}: ")
        if message.startswith(UNFILLED):
            kind = "NotImplementedError"
        if kind == "AssertionError" or message.startswith("syntax: "):
            kind = "AssertionError" if kind == "AssertionError" else "syntax error"
            message = message.removeprefix("syntax: ")
        return {"type": kind[:100], "message": message[:1000], "line": line}
