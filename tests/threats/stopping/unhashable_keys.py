# Forges dictionaries with keys that cannot be keys, unknown tags and wrong shapes.
# message: could not be read
# %%
bad = iter(
    [
        {"$dict": [[[1], 2]]},
        {"$array": ["<f8", [-1, 2], 0]},
        {"$array": ["O", [1], 0]},
        {"$array": ["<f8", [2**62, 2**62], 0]},
        {"$unknown": 1},
        {"$complex": [1]},
        {"$float": "none"},
        {"$array": ["(99999,99999)f8", [1], 0]},
    ]
    * 10
)


def call(request, block):
    if request["name"] == "is_stable":
        return desk.call(request, block)
    return {"value": next(bad)}, desk.encoder()


desk = take_over(call=call)


def spectrum(J):
    pass


velocity = jacobian = currents_from_rates = find_fixed_point = linear_fixed_points = spectrum
