# Draws more than can be drawn: a picture of many inches, and a line of ten million points.
# %%
import matplotlib.pyplot as plt


def plot_spectrum(J, g):
    ax = plt.figure(figsize=(5000, 5000)).add_subplot()
    return ax


def plot_fixed_point(x):
    ax = plt.figure().add_subplot()
    ax.plot(np.zeros(3_000_000), label="x" * 10**6)
    ax.set_xlabel("x" * 10**6)
    ax.set_ylabel("y")
    return ax


print("tried")
