# Replies with a small document that refers to the same large data ten thousand times.
# message: could not be read
# %%


def call(request, block):
    if request["name"] != "spectrum":
        return desk.call(request, block)
    encoder = desk.encoder()
    encoder.encode(np.zeros(2**20))
    same = {"$array": ["<f8", [2**20], 0]}
    return {"value": [same] * 10_000}, encoder


desk = take_over(call=call)


def spectrum(J):
    pass
