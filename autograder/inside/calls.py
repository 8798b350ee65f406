"""Arguments of a call: made from what stands for them, and looked at again after the call."""

import numpy as np


def make_generator(seed, block=None):
    return np.random.default_rng(seed)


def make_function(text, block=None):
    return eval(text, {"np": np})


SPECIAL = {"$seed": make_generator, "$source": make_function}


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
