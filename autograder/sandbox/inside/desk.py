"""Serve requests on a socket: run a cell, give a value, call a function.

The first frame carries the limits.
"""

import copy
import io
import os
import random
import socket
import sys

import numpy as np
from matplotlib.axes import Axes

from . import axes, bounds, calls, needed, wire
from .cells import Cells, Outputs, report_error
from .foreign_desk import ForeignDesk
from .stack import plt


class Door:
    """Our end of the channel: whole frames in, whole frames out."""

    def __init__(self, descriptor):
        self.socket = socket.socket(fileno=descriptor)

    def receive(self):
        """The next request and its block, or None when the grader has gone."""
        header = self._exactly(wire.HEADER.size)
        if header is None:
            return None
        text_size, block_size = wire.HEADER.unpack(header)
        text, block = self._exactly(text_size), self._exactly(block_size)
        return wire.json.loads(text), block

    def _exactly(self, size):
        data = bytearray()
        while len(data) < size:
            part = self.socket.recv(min(size - len(data), 1 << 20))
            if not part:
                return None
            data += part
        return bytes(data)

    def send(self, reply, encoder, limits):
        try:
            frame = wire.pack(reply, encoder.blocks, limits["reply_json"], limits["reply_data"])
        except wire.BadFrame as error:
            frame = wire.pack({"id": reply["id"], "refused": str(error)}, [])
        self.socket.sendall(frame)


def confine(limits):
    """Bound this process and its children, and leave nothing open to the outside."""
    bounds.apply(limits)
    silence = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(silence, standard)


class Desk:
    """Answers each kind of request from the namespace of the notebook."""

    def __init__(self, cells, limits):
        self.cells, self.limits = cells, limits
        self.last_axes = None

    def encoder(self):
        return wire.Encoder(self.limits["answer_data"])

    def run(self, request, block):
        encoder = self.encoder()
        shown = self.cells.run(request["code"])
        for item in shown["items"]:
            if item["kind"] == "picture":
                item["png"] = encoder.encode(np.frombuffer(item["png"], np.uint8))
        return shown, encoder

    def value(self, request, block):
        encoder = self.encoder()
        if request["name"] not in self.cells.namespace:
            return {"missing": True}, encoder
        view = wire.decode(request["view"], block)
        try:
            value = calls.look(self.cells.namespace[request["name"]], view)
            return {"value": encoder.encode(value)}, encoder
        except BaseException as error:
            return {"raised": report_error(error)}, self.encoder()

    def call(self, request, block):
        encoder = self.encoder()
        function = self.cells.namespace.get(request["name"])
        if not callable(function):
            return {"missing": True}, encoder
        special = {**calls.SPECIAL, "$name": lambda name, block: self.cells.namespace[name]}
        args, kwargs = wire.decode(request["arguments"], block, special)
        view = wire.decode(request["view"], block)
        before = copy.deepcopy((args, kwargs))
        another = axes.another_figure() if request["figure"] else None
        try:
            value = calls.look(function(*args, **kwargs), view)
            reply = {"value": self.encode_answer(value, another, encoder)}
        except BaseException as error:
            reply, encoder = {"raised": report_error(error)}, self.encoder()
        reply["changed"] = calls.changed(before, args, kwargs)
        reply["generators"] = calls.states(args, kwargs)
        plt.close("all")
        return reply, encoder

    def encode_answer(self, value, another, encoder):
        """The answer; an Axes as what it shows if a figure was asked for, and another is open."""
        if another is None or not isinstance(value, Axes):
            return encoder.encode(value)
        self.last_axes = value
        return {"$axes": {"axes": encoder.encode(axes.describe(value, another))}}

    def picture(self, request, block):
        """The figure of the last call; most are never looked at, and to draw one takes long."""
        encoder = self.encoder()
        page = io.BytesIO()
        try:
            self.last_axes.figure.savefig(page, format="png", dpi=72, bbox_inches="tight")
        except BaseException as error:
            return {"raised": report_error(error)}, encoder
        return {"value": encoder.encode(np.frombuffer(page.getvalue(), np.uint8))}, encoder


def place(request, block):
    """Put a file beside the notebook; one that cannot be put there is not there."""
    path = os.path.join(os.getcwd(), *request["name"])
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "xb") as file:
            file.write(block)
    except OSError as error:
        return {"raised": report_error(error)}
    return {}


def plan(request, block):
    """Which demonstrations need not run."""
    asked = (request[key] for key in ("codes", "demonstrations", "variables", "setup"))
    return {"skipped": needed.skipped(*asked)}


BEFORE_CELLS = {"place": place, "plan": plan}


def serve(descriptor):
    """Answer until the grader has gone. Does not return."""
    door = Door(descriptor)
    hello, _ = door.receive()
    limits = hello["limits"]
    confine(limits)
    os.chdir(hello["folder"])
    outputs = Outputs(limits["cell_output"], limits["cell_pictures"], limits["picture_size"])
    sys.path.append(hello["folder"])
    sys.argv = [""]
    if hello.get("language", "python") == "python":
        desk = Desk(Cells(outputs), limits)
    else:
        desk = ForeignDesk(hello["language"], hello["folder"], outputs, limits)
    # Students who draw from the global generators get the same report again, too.
    random.setstate(random.Random(0).getstate())
    np.random.set_state(np.random.RandomState(0).get_state())  # noqa: NPY002
    door.send({"id": 0}, wire.Encoder(), limits)
    this_process = os.getpid()
    while (received := door.receive()) is not None:
        request, block = received
        if request["do"] in BEFORE_CELLS:
            reply, encoder = BEFORE_CELLS[request["do"]](request, block), wire.Encoder()
        else:
            reply, encoder = getattr(desk, request["do"])(request, block)
        if os.getpid() != this_process:
            os._exit(0)  # a forked copy that came back from the student's code must not answer
        door.send({"id": request["id"], **reply}, encoder, limits)
    os._exit(0)
