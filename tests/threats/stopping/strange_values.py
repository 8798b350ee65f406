# Answers with what JSON or a dictionary may stumble over: huge numbers, half characters, lists as keys.
# %%
def velocity(x, J, phi=np.tanh, h=0.0):
    return 10**5000


def jacobian(x, J):
    return {(1, (2,)): float("nan"), frozenset(): 1, "\ud800": "\udfff\x00"}


def spectrum(J):
    raise ValueError("half a character \ud800 and a zero \x00")


def currents_from_rates(r, J, h):
    return "\ud83d" * 100


def find_fixed_point(J, phi, x0):
    return [10**300] * 50


print("tried \ud800 \x00 \x1b")
