# Answers with an array-like that is something else at each look; it is copied once, as numbers.
# %%
class Turning:
    looks = 0

    def __array__(self, dtype=None, copy=None):
        Turning.looks += 1
        return np.full(7, float(Turning.looks))


class TurningArray(np.ndarray):
    def __array_finalize__(self, other):
        np.asarray(self)[...] = np.random.randn()


def velocity(x, J, phi=np.tanh, h=0.0):
    return Turning()


def spectrum(J):
    return np.zeros(len(J)).view(TurningArray)


print("tried")
