# Forges replies that lack their fields or have others of the wrong type.
# message: must be an array
# %%
replies = iter(
    [
        {},
        {"value": None, "changed": 5, "generators": {"a": 1}},
        {"raised": ["SystemError", []]},
        {"missing": 0, "value": {"$tuple": [1, 2]}},
        {"refused": None},
        {"value": {"$axes": {}}},
    ]
    * 20
)


def call(request, block):
    if request["name"] == "is_stable":
        return desk.call(request, block)
    return next(replies), desk.encoder()


desk = take_over(call=call)
for name in FUNCTIONS:
    globals().setdefault(name, print)
