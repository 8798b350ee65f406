# Shows a small document of ten thousand pictures that are the same large data.
# %%
def run(request, block):
    encoder = desk.encoder()
    encoder.encode(np.frombuffer(b"\x89PNG\r\n\x1a\n" + bytes(3 * 2**20), np.uint8))
    same = {"$array": ["|u1", [8 + 3 * 2**20], 0]}
    items = [{"kind": "picture", "png": same}] * 10_000 + [{"kind": "stdout", "text": "x" * 30}] * 99
    return {"items": [{"kind": "stdout", "text": "tried"}, *items], "error": {"type": {}}}, encoder


desk = take_over(run=run)
# %%
1
