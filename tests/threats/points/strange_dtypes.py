# Answers with structured, object, text, date, half, long double and byte-swapped arrays.
# %%
def velocity(x, J, phi=np.tanh, h=0.0):
    return np.zeros(len(x), dtype=[("a", "f8"), ("b", "O")])


def jacobian(x, J):
    return np.zeros(J.shape, dtype="U5")


def spectrum(J):
    return np.zeros(len(J), dtype="clongdouble")


def find_fixed_point(J, phi, x0):
    return np.zeros(len(J), dtype="datetime64[s]")


def random_connectivity(N, g, rng):
    return np.zeros((N, N), dtype=np.longdouble)


def ei_connectivity(N, f, sE, sI, m, rng, balanced=True):
    return np.zeros((N, N), dtype=">f2")


def currents_from_rates(r, J, h):
    return np.zeros(np.shape(r), dtype="V8")


print("tried")
