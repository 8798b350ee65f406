"""Problem 3: training the data set, against its floor of bare matrix-vector products."""

import os

import numpy as np

from benchmarks.timing import in_turns, row
from reference.bump import Bump, moving_bump
from reference.training import Training, time_axis, train

RUNS = Training(learning_runs=20, free_runs=1)


def main() -> None:
    bump = Bump()
    target_t, targets = moving_bump(bump)
    runs = 1 + RUNS.learning_runs + RUNS.free_runs
    steps = runs * len(time_axis(target_t, RUNS.dt))
    rng = np.random.default_rng(1)
    J = rng.standard_normal((bump.units, bump.units)).astype(np.float32)
    x = rng.standard_normal(bump.units).astype(np.float32)

    def floor():
        out = np.empty_like(x)
        for _ in range(steps):
            np.dot(J, x, out=out)

    times = in_turns(
        {
            "floor": floor,
            "training": lambda: train(targets, target_t, np.random.default_rng(2021), RUNS),
        }
    )
    threads = os.environ.get("OPENBLAS_NUM_THREADS", "as many as BLAS likes")
    print(f"Problem 3, N = {bump.units}, {runs} of 126 runs, {steps} steps, threads: {threads}")
    print(row("floor: float32 matrix-vector products alone", times["floor"]))
    ratio = times["training"] / times["floor"]
    print(
        row("training, numpy and scipy alone", times["training"], f"{ratio:.2f} x floor (aim: 1.8)")
    )
    per_step = 1e6 * times["training"] / steps
    whole = times["training"] * (1 + Training().learning_runs + Training().free_runs) / runs
    print(row("the whole data set, from these", whole, f"{per_step:.1f} microseconds a step"))


if __name__ == "__main__":
    main()
