"""The desk for a submission in another language: its interpreter runs as our child.

It answers the same requests as the desk of Python does, with the same kinds of values.
"""

import os

import numpy as np

from . import figures, wire
from .interpreter import Ended, Interpreter
from .julia import Julia
from .octave import Octave

LANGUAGES = {"octave": Octave, "julia": Julia}


class ForeignDesk:
    """Answers each kind of request by asking the interpreter."""

    def __init__(self, name, folder, outputs, limits):
        self.language, self.outputs, self.limits = LANGUAGES[name](folder), outputs, limits
        command, environment = self.language.command(), self.language.environment()
        self.interpreter = Interpreter(command, environment, folder, outputs.text)
        self.last_figure = []

    def ask(self, request):
        """The interpreter's reply, a dictionary. Ends this process when there is none."""
        try:
            reply = self.interpreter.ask(request)
        except Ended:
            os._exit(1)
        if not isinstance(reply, dict):
            os._exit(1)
        return reply

    def encoder(self):
        return wire.Encoder(self.limits["answer_data"])

    def run(self, request, block):
        encoder = self.encoder()
        self.outputs.clear()
        reply = self.ask(self.language.run_request(request["code"]))
        for figure in reply.get("figures") or ():
            self.outputs.rich({"image/png": figures.png(figure)})
        items, dropped = self.outputs.items, self.outputs.dropped
        self.outputs.clear(recording=False)
        for item in items:
            if item["kind"] == "picture":
                item["png"] = encoder.encode(np.frombuffer(item["png"], np.uint8))
        return {"items": items, "dropped": dropped, "error": self.error(reply)}, encoder

    def value(self, request, block):
        view = given(wire.decode(request["view"], block))
        reply = self.ask({"do": "value", "name": request["name"], "view": view})
        return self.answer(reply)

    def call(self, request, block):
        special = {"$name": as_name, "$source": as_source, "$seed": as_seed}
        arguments = wire.decode(request["arguments"], block, special)
        view = given(wire.decode(request["view"], block))
        about = {key: request.get(key) for key in ("name", "seed", "figure")}
        reply = self.ask({"do": "call", **about, "arguments": arguments, "view": view})
        return self.answer(reply)

    def draws(self, request, block):
        """The first normal numbers that the language draws after a seed."""
        about = {key: float(request[key]) for key in ("seed", "count")}
        return self.answer(self.ask({"do": "draws", **about}))

    def picture(self, request, block):
        """The figure of the last call."""
        encoder = self.encoder()
        png = figures.png(self.last_figure)
        return {"value": encoder.encode(np.frombuffer(png, np.uint8))}, encoder

    def answer(self, reply):
        encoder = self.encoder()
        if error := self.error(reply):
            return {"raised": error}, encoder
        if "missing" in reply:
            return {"missing": True}, encoder
        if "handle" in reply:
            value = {"$object": str(reply["handle"])}
        elif "axes" in reply:
            self.last_figure = reply.get("figure") or []
            value = {"$axes": {"axes": encoder.encode(figures.described(reply["axes"]))}}
        else:
            value = encoder.encode(reply.get("value"))
        changed = list(reply.get("changed") or ())
        return {"value": value, "changed": changed, "generators": []}, encoder

    def error(self, reply):
        raised = reply.get("raised")
        return self.language.error(raised) if isinstance(raised, dict) else None


def as_name(name, block):
    return wire.Name(name)


def as_source(text, block):
    return wire.Source(text)


def as_seed(number, block):
    return wire.Seed(number)


def given(view):
    """What of a view is given; with NaN for what a range of rows leaves open."""
    view = {key: value for key, value in view.items() if value is not None}
    if "rows" in view:
        view["rows"] = np.array([np.nan if n is None else n for n in view["rows"]], float)
    if "columns" in view:
        view["columns"] = np.array(view["columns"], float)
    return view
