# Answers with NaN everywhere, for which every "is it wrong?" says no.
# %%
nan = float("nan")


def linear_fixed_points(J):
    return np.full((len(J), 1), nan)


def velocity(x, J, phi=np.tanh, h=0.0):
    return np.full(len(x), nan)


def jacobian(x, J):
    return np.full(J.shape, nan)


def random_connectivity(N, g, rng):
    return np.full((N, N), nan)


def spectrum(J):
    return np.full(len(J), complex(nan, nan))


def find_fixed_point(J, phi, x0):
    return np.full(len(J), nan)


def currents_from_rates(r, J, h):
    return r * nan


def ei_connectivity(N, f, sE, sI, m, rng, balanced=True):
    return np.full((N, N), nan)


print("tried")
