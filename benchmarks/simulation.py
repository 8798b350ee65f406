"""Problem 2: the plain loop of a student, the reference, and a batch of conditions.

The floor is the bare product: as many 500 x 500 matrix-vector products as there are steps.
"""

import numpy as np

from benchmarks.timing import in_turns, row
from reference.connectivity import random_connectivity
from reference.network import simulate, simulate_many

N, T, DT, CONDITIONS = 500, 20.0, 0.01, 24


def plain_loop(x0, T, dt, J, I, omega, theta):
    """One condition as a student writes it."""
    steps = round(T / dt)
    x = np.empty((steps + 1, len(x0)))
    x[0] = x0
    for k in range(steps):
        drive = I * np.cos(omega * k * dt + theta)
        x[k + 1] = x[k] + dt * (-x[k] + J @ np.tanh(x[k]) + drive)
    return x


def products(J, x, steps):
    out = np.empty_like(x)
    for _ in range(steps):
        np.dot(J, x, out=out)


def main() -> None:
    rng = np.random.default_rng(1)
    J, x0 = random_connectivity(N, 1.5, rng), rng.standard_normal(N)
    theta = rng.uniform(0, 2 * np.pi, N)
    amplitudes = np.linspace(0, 5, CONDITIONS)
    steps = round(T / DT)

    def loops():
        for I in amplitudes:
            plain_loop(x0, T, DT, J, I, 2.5, theta)

    def batch(dtype):
        simulate_many(x0, T, DT, J, 1.0, amplitudes, 2.5, theta, dtype=dtype, every=10)

    times = in_turns(
        {
            "floor": lambda: products(J, x0, steps),
            "plain": lambda: plain_loop(x0, T, DT, J, 1.0, 2.5, theta),
            "reference": lambda: simulate(x0, T, DT, J, 1.0, 2.5, theta),
            "loops": loops,
            "double": lambda: batch(np.float64),
            "single": lambda: batch(np.float32),
        }
    )
    print(f"Problem 2, N = {N}, {steps} Euler steps, one thread, CPU seconds (median of 3)")
    print(row("floor: the matrix-vector products alone", times["floor"]))
    for name, label in (("plain", "plain loop"), ("reference", "reference.simulate")):
        ratio = times[name] / times["floor"]
        print(row(f"one condition, {label}", times[name], f"{ratio:.2f} x floor"))
    print(row(f"{CONDITIONS} conditions, one plain loop after the other", times["loops"]))
    for name, label, target in (("double", "float64", 3.0), ("single", "float32", 6.2)):
        ratio = times["loops"] / times[name]
        told = f"{ratio:.1f} x faster than the loops (aim: {target})"
        print(row(f"{CONDITIONS} conditions in one batch, {label}", times[name], told))


if __name__ == "__main__":
    main()
