"""GNU Octave: how it is started, and what a cell and an error look like there."""

import os
import re

import numpy as np

from . import matlab_source

HERE = os.path.dirname(os.path.abspath(__file__))
UNFILLED = "No Answer Given!"  # what nbgrader puts where an answer is to be written
PARSE_ERROR = re.compile(r"parse error(?: near line (?P<line>\d+) of file \S+):?")


class Octave:
    """The language `octave` of the desk."""

    def __init__(self, folder):
        self.folder = folder
        self.cells = 0
        os.makedirs(os.path.join(folder, ".programs"), exist_ok=True)
        self.write(".programs/gnuplot", "#!/bin/sh\necho gnuplot 5.4 patchlevel 4\n")
        os.chmod(os.path.join(folder, ".programs/gnuplot"), 0o755)

    def command(self):
        """Without any start-up file; what Octave has itself goes before what `compat` adds."""
        options = ["--norc", "--quiet", "--no-history", "--no-window-system"]
        steps = [
            f"addpath('{HERE}/octave_desk/compat', '-end')",
            f"addpath('{HERE}/octave_desk', '-end')",
            f"try, sum(1, 'all'); catch, addpath('{HERE}/octave_desk/compat_all'); end",
            f"addpath('{self.folder}')",
            "desk_serve(getenv('DESK_REQUESTS'), getenv('DESK_REPLIES'))",
        ]
        return ["octave-cli", *options, "--eval", "; ".join(steps)]

    def environment(self):
        """Octave makes figures where a program is called gnuplot; ours only gives its version."""
        programs = os.path.join(self.folder, ".programs")
        return {**os.environ, "PATH": f"{programs}:{os.environ.get('PATH', '/usr/bin:/bin')}"}

    def run_request(self, code):
        """The request to run a cell, whose functions and script are written into files."""
        self.cells += 1
        functions, script = matlab_source.split(code)
        files = [self.write(f"{name}.m", source) for name, source in functions.items()]
        file = self.write(f".cell_{self.cells}.m", script) if script else ""
        return {"do": "run", "functions": list(functions), "files": files, "script": file}

    def write(self, name, content):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(content)
        return path

    def error(self, raised):
        """Type, message and line of an error, as `report_error` gives them for Python."""
        message, line = str(raised.get("message") or ""), raised.get("line")
        line = int(line[0, 0]) or None if isinstance(line, np.ndarray) and line.size else None
        kind = str(raised.get("type") or "error")
        if parsed := PARSE_ERROR.match(message):
            kind, line = "parse error", int(parsed["line"])
            message = message[parsed.end() :].strip()
        if message.startswith(UNFILLED):
            kind = "NotImplementedError"
        # What a student raises with `error` is Python's RuntimeError; Octave's own has a name.
        own = kind == "parse error" or kind.startswith("Octave:")
        kinds = [kind[:100]] + ["RuntimeError"] * (not own)
        return {"type": kind[:100], "message": message[:1000], "line": line, "kinds": kinds}
