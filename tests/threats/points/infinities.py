# Answers with infinities and the largest floats, whose squares and norms overflow.
# %%
huge = np.finfo(float).max


def linear_fixed_points(J):
    return np.full((len(J), 1), huge)


def velocity(x, J, phi=np.tanh, h=0.0):
    return np.full(len(x), np.inf)


def jacobian(x, J):
    return np.full(J.shape, -np.inf)


def random_connectivity(N, g, rng):
    return np.full((N, N), huge)


def spectrum(J):
    return np.full(len(J), complex(huge, -huge))


def find_fixed_point(J, phi, x0):
    return np.full(len(J), huge)


def ei_connectivity(N, f, sE, sI, m, rng, balanced=True):
    return np.full((N, N), huge)


print("tried")
