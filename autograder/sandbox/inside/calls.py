"""Arguments of a call: made from what stands for them, and looked at again after the call."""

from types import CodeType, FunctionType

import numpy as np


def make_generator(seed, block=None):
    return np.random.default_rng(seed)


def make_function(text, block=None):
    return eval(text, {"np": np})


SPECIAL = {"$seed": make_generator, "$source": make_function}


def look(value, view):
    """The part or the reduction of a value that was asked for, so that it need not travel whole.

    view : dictionary with any of `key` (of a dictionary), `item` (of a tuple), `rows` (start,
    stop, step), `columns` (a list), and `reduce` (shape, mean square, largest, names).
    Raises LookupError or TypeError if the value has no such part.
    """
    if view.get("key") is not None:
        value = value[view["key"]]
    if view.get("item") is not None:
        value = value[view["item"]]
    if view.get("rows") is not None:
        value = np.asarray(value)[slice(*view["rows"])]
    if view.get("columns") is not None:
        value = np.asarray(value)[:, view["columns"]]
    return REDUCTIONS[view["reduce"]](value) if view.get("reduce") else value


def names_in(function):
    """Names that the code of a function looks up, and that of the notebook's functions it calls."""
    found, followed, left = set(), {function}, [(function.__code__, function.__globals__)]
    while left:
        code, namespace = left.pop()
        left += [(part, namespace) for part in code.co_consts if isinstance(part, CodeType)]
        for name in code.co_names:
            own = namespace.get(name)
            if not isinstance(own, FunctionType) or own.__globals__ is not namespace:
                found.add(name)
            elif own not in followed:
                followed.add(own)
                left.append((own.__code__, namespace))
    return sorted(found)


REDUCTIONS = {
    "names": names_in,
    "shape": np.shape,
    "mean square": lambda x: float(np.mean(np.square(x))),
    "largest": lambda x: float(np.max(np.abs(x))),
}


def changed(before, args, kwargs):
    """Names of the array arguments that the call has changed in place."""
    old_args, old_kwargs = before
    pairs = [*zip(map(str, range(len(args))), old_args, args, strict=True)]
    pairs += [(name, old, kwargs[name]) for name, old in old_kwargs.items()]
    arrays = [pair for pair in pairs if isinstance(pair[2], np.ndarray)]
    return [name for name, old, new in arrays if not np.array_equal(old, new, equal_nan=True)]


def states(args, kwargs):
    """How far each generator among the arguments has been drawn from."""
    generators = [v for v in (*args, *kwargs.values()) if isinstance(v, np.random.Generator)]
    return [str(rng.bit_generator.state["state"]["state"]) for rng in generators]
