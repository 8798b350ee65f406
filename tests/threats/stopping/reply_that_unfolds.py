# Replies with a small document that refers to the same large data ten thousand times.
# message: could not be read
# %%
import gc

desk = next(d for d in gc.get_objects() if type(d).__name__ == "Desk")
original = type(desk).call


def call(self, request, block):
    if request["name"] != "spectrum":
        return original(self, request, block)
    encoder = self.encoder()
    encoder.encode(np.zeros(2**20))
    same = {"$array": ["<f8", [2**20], 0]}
    return {"value": [same] * 10_000}, encoder


type(desk).call = call


def spectrum(J):
    pass
