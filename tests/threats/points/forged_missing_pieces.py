# Forges replies that lack their fields or have others of the wrong type.
# message: must be an array
# %%
import gc

for desk in gc.get_objects():
    if type(desk).__name__ == "Desk":
        break

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
original = type(desk).call


def call(self, request, block):
    if request["name"] == "is_stable":
        return original(self, request, block)
    return next(replies), self.encoder()


type(desk).call = call
for name in FUNCTIONS:
    globals().setdefault(name, print)
