"""What a correctly trained network looks like: windows for the data set and for a small network.

As in `statistics`, a window is wider than the extremes of many seeds of this reference, and says
how many. `python -m reference.statistics_problem3` measures them again (half a minute for each
seed of the data set).
"""

import sys

import numpy as np

from reference.bump import Bump, moving_bump
from reference.connectivity import spectral_abscissa, spectral_radius
from reference.dataset import Dataset, Recipe, build
from reference.population import n_components
from reference.statistics import Window
from reference.tracking import variance_explained
from reference.training import Training, train
from reference.weights import moments, relative_change, trained_columns

_FULL = "30 seeds of this reference, N = 500"

# For `dataset_statistics` of the published parameters. The extremes that were measured stand behind
# each window. How much the weights must change, and how heavy their tails are, depends on how
# evenly the plastic units happen to be spread, and now and then the bump of the last run stumbles,
# which costs a third of the variance explained. The published rule in a plain loop of its own, with
# five other seeds, stayed within: variance explained .668 to .852, components 156 to 161 and 9 to
# 10 at full time resolution, change 6.4 to 7.8, abscissa 7.6 to 9.1, excess kurtosis 24 to 32.
DATA_SET: dict[str, Window] = {
    "components, untrained": Window(145, 170, _FULL),  # 151 to 161
    "components, trained": Window(8, 12, _FULL),  # 9 to 11
    "components, target": Window(11, 11, "no chance in it"),
    "variance explained": Window(0.4, 0.95, _FULL),  # .549 to .865
    "relative change": Window(4.5, 13, _FULL),  # 5.94 to 10.8
    "trained columns": Window(50, 50, "no chance in it"),
    "abscissa, untrained": Window(1.3, 1.7, _FULL),  # 1.44 to 1.55
    "abscissa, trained": Window(7, 10, _FULL),  # 7.60 to 9.28
    "radius, untrained": Window(1.44, 1.68, _FULL),  # 1.51 to 1.59
    "radius, trained": Window(31, 45, _FULL),  # 34.9 to 41.5
    "standard deviation, untrained": Window(0.066, 0.068, _FULL),  # .0669 to .0673
    "mean, trained": Window(-0.09, -0.065, _FULL),  # -.0814 to -.0733
    "standard deviation, trained": Window(0.45, 1.25, _FULL),  # .561 to 1.02
    "skewness, trained": Window(-4.5, -0.5, _FULL),  # -3.33 to -1.34
    "excess kurtosis, trained": Window(20, 45, _FULL),  # 25.0 to 36.6
    "mean, trained columns": Window(-0.9, -0.65, _FULL),  # -.815 to -.735
    "excess kurtosis, trained columns": Window(-0.2, 2.2, _FULL),  # .26 to 1.39
    "smallest mean square of a trained column": Window(0.1, 3, "6 seeds, N = 500"),
}

# A network that learns in seconds even in a plain loop, for question 3j: a shorter and wider bump,
# half of the units plastic, a fifth of the noise, 20 runs with learning.
SMALL_BUMP = Bump(units=60, steps=80, width=0.08)
SMALL_TRAINING = Training(plastic=30, noise=0.1, learning_runs=20, free_runs=2)

# The extremes of 200 seeds were 0.852 and 0.97, those of the first 50 seeds 0.888 and 0.960.
# Without learning it is below -1, with P left as it was below 0.2.
SMALL_VARIANCE_EXPLAINED = Window(0.75, 1.0, "200 seeds at N = 60")


def dataset_statistics(data: Dataset) -> dict[str, float]:
    """Of a data set: what DATA_SET has windows for."""
    columns = trained_columns(data.J0, data.J)
    after, learned = moments(data.J), moments(data.J[:, columns])
    return {
        "components, untrained": n_components(data.R0.T),
        "components, trained": n_components(data.R.T),
        "components, target": n_components(data.target_activity.T),
        "variance explained": variance_explained(
            data.R.T, data.t, data.target_activity.T, data.target_t
        ),
        "relative change": relative_change(data.J0, data.J),
        "trained columns": len(columns),
        "abscissa, untrained": spectral_abscissa(data.J0),
        "abscissa, trained": spectral_abscissa(data.J),
        "radius, untrained": spectral_radius(data.J0),
        "radius, trained": spectral_radius(data.J),
        "standard deviation, untrained": moments(data.J0).variance ** 0.5,
        "mean, trained": after.mean,
        "standard deviation, trained": after.variance**0.5,
        "skewness, trained": after.skewness,
        "excess kurtosis, trained": after.excess_kurtosis,
        "mean, trained columns": learned.mean,
        "excess kurtosis, trained columns": learned.excess_kurtosis,
        "smallest mean square of a trained column": float(
            np.mean(data.J[:, columns].astype(float) ** 2, axis=0).min()
        ),
    }


def small_variance_explained(seed: int) -> float:
    """Variance explained by the small network of this seed after training."""
    target_t, targets = moving_bump(SMALL_BUMP)
    trained = train(targets, target_t, np.random.default_rng(seed), SMALL_TRAINING)
    return variance_explained(trained.R, trained.t, targets, target_t)


def main(seeds: int = 30, small_seeds: int = 200) -> None:
    """Print the extremes of every statistic beside its window."""
    small = [small_variance_explained(seed) for seed in range(small_seeds)]
    window = SMALL_VARIANCE_EXPLAINED
    print(f"small network: {min(small):.3f} to {max(small):.3f}, window {window}", flush=True)
    measured = [dataset_statistics(build(Recipe(seed=seed))) for seed in range(seeds)]
    for name, window in DATA_SET.items():
        values = [statistics[name] for statistics in measured]
        print(f"{name}: {min(values):.4g} to {max(values):.4g}, window {window}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
