"""Run code cells as a notebook would, and keep what they show within bounds."""

import base64
import io
import sys

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config


class Outputs:
    """What the running cell has shown: text, pictures and results, in order, bounded."""

    def __init__(self, characters, pictures, picture_size):
        self.limits = characters, pictures, picture_size
        self.clear(recording=False)

    def clear(self, recording=True):
        self.items, self.recording, self.dropped = [], recording, 0
        self.characters, self.pictures, self.picture_size = self.limits

    def text(self, kind, text):
        if not self.recording:
            return
        kept = text[: self.characters]
        self.characters -= len(kept)
        self.dropped += len(text) - len(kept)
        if not kept:
            return
        if kind in ("stdout", "stderr") and self.items and self.items[-1]["kind"] == kind:
            self.items[-1]["text"] += kept
        else:
            self.items.append({"kind": kind, "text": kept})

    def rich(self, data):
        png = data.get("image/png")
        if png is None:
            self.text("result", str(data.get("text/plain", "")))
            return
        png = base64.b64decode(png) if isinstance(png, str) else bytes(png)
        if not self.recording:
            return
        if self.pictures <= 0 or len(png) > self.picture_size:
            self.dropped += len(png)
            return
        self.pictures -= 1
        self.items.append({"kind": "picture", "png": png})


class Stream(io.TextIOBase):
    """A stand-in for stdout or stderr that writes into the outputs of the cell."""

    encoding = "utf-8"

    def __init__(self, outputs, kind):
        self.outputs, self.kind = outputs, kind

    def writable(self):
        return True

    def write(self, text):
        self.outputs.text(self.kind, str(text))
        return len(text)


class Publisher(DisplayPublisher):
    outputs = None

    def publish(self, data, metadata=None, **kwargs):
        self.outputs.rich(data)

    def clear_output(self, wait=False):
        pass


class Hook(DisplayHook):
    outputs = None

    def write_output_prompt(self):
        pass

    def write_format_data(self, format_dict, md_dict=None):
        self.outputs.rich(format_dict)

    def finish_displayhook(self):
        self._is_active = False


class Shell(InteractiveShell):
    display_pub_class = Type(Publisher)
    displayhook_class = Type(Hook)

    def showtraceback(self, *args, **kwargs):
        """The error is taken from the result of the cell; to format it would cost time."""

    showsyntaxerror = showtraceback

    def enable_gui(self, gui=None):
        pass


class Cells:
    """One IPython shell without a terminal, history file or configuration."""

    def __init__(self, outputs):
        Publisher.outputs = Hook.outputs = self.outputs = outputs
        no_history = Config({"HistoryManager": {"enabled": False}})
        self.shell = Shell.instance(config=no_history, colors="nocolor")
        self.namespace = self.shell.user_ns
        self.namespace["__name__"] = "__main__"
        sys.stdout, sys.stderr = Stream(outputs, "stdout"), Stream(outputs, "stderr")

    def run(self, code):
        """Run one cell; returns what it showed and the error that ended it, or None."""
        self.outputs.clear()
        result = self.shell.run_cell(code, store_history=False)
        error = result.error_before_exec or result.error_in_exec
        items, dropped = self.outputs.items, self.outputs.dropped
        self.outputs.clear(recording=False)
        return {"items": items, "dropped": dropped, "error": error and report_error(error)}


def report_error(error):
    """The type, the message and the line of an exception, as short text; and what it is besides.

    `kinds` are the names of the types that would catch it, its own first.
    """
    name, line = type(error).__name__, None
    try:
        message = str(error)
    except BaseException as failure:
        message = f"(its message could not be made: {type(failure).__name__})"
    if isinstance(error, SyntaxError):
        line = error.lineno
    step = error.__traceback__
    while step is not None:
        if "ipython-input" in step.tb_frame.f_code.co_filename:
            line = step.tb_lineno
        step = step.tb_next
    kinds = [kind.__name__[:100] for kind in type(error).__mro__[:20]]
    return {"type": name[:100], "message": message[:1000], "line": line, "kinds": kinds}
