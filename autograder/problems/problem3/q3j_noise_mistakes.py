"""Named mistakes of 3j: wrong noise. The checks are in `q3j_training`."""

import numpy as np

from autograder.checks import mistake


@mistake("3j", "train")
def noise_without_the_root(
    targets, J0, plastic, inputs, period, runs, rng, noise=0.1, tau=0.01, dt=0.001
):
    """The noise is not multiplied by sqrt(tau / dt). The filter would average it away."""
    wanted = np.log((targets + 0.01) / (1 - targets + 0.01))
    J, P = J0.copy(), np.eye(len(plastic))
    for run in range(runs + 1):
        x, rates = targets[0].copy(), np.zeros(inputs.shape)
        for k in range(1, len(inputs)):
            r = rates[k] = 1 / (1 + np.exp(-x))
            xi = rng.standard_normal(len(x))
            current = J @ r + inputs[k] + noise * xi
            x = x + dt / tau * (current - x)
            if run < runs and k % period == 0:
                seen = P @ r[plastic]
                c = 1 / (1 + r[plastic] @ seen)
                P = P - c * np.outer(seen, seen)
                J[:, plastic] -= c * np.outer(current - wanted[k // period], seen)
    return J, rates


@mistake("3j", "train")
def one_noise_for_all_units(
    targets, J0, plastic, inputs, period, runs, rng, noise=0.1, tau=0.01, dt=0.001
):
    """All units get the same random number. Draw one for each of them."""
    wanted = np.log((targets + 0.01) / (1 - targets + 0.01))
    J, P = J0.copy(), np.eye(len(plastic))
    for run in range(runs + 1):
        x, rates = targets[0].copy(), np.zeros(inputs.shape)
        for k in range(1, len(inputs)):
            r = rates[k] = 1 / (1 + np.exp(-x))
            xi = rng.standard_normal()
            current = J @ r + inputs[k] + noise * np.sqrt(tau / dt) * xi
            x = x + dt / tau * (current - x)
            if run < runs and k % period == 0:
                seen = P @ r[plastic]
                c = 1 / (1 + r[plastic] @ seen)
                P = P - c * np.outer(seen, seen)
                J[:, plastic] -= c * np.outer(current - wanted[k // period], seen)
    return J, rates


@mistake("3j", "train")
def noise_not_from_rng(
    targets, J0, plastic, inputs, period, runs, rng, noise=0.1, tau=0.01, dt=0.001
):
    """The noise does not come from `rng`, so nobody can repeat the run."""
    wanted = np.log((targets + 0.01) / (1 - targets + 0.01))
    J, P = J0.copy(), np.eye(len(plastic))
    for run in range(runs + 1):
        x, rates = targets[0].copy(), np.zeros(inputs.shape)
        for k in range(1, len(inputs)):
            r = rates[k] = 1 / (1 + np.exp(-x))
            xi = np.random.randn(len(x))
            current = J @ r + inputs[k] + noise * np.sqrt(tau / dt) * xi
            x = x + dt / tau * (current - x)
            if run < runs and k % period == 0:
                seen = P @ r[plastic]
                c = 1 / (1 + r[plastic] @ seen)
                P = P - c * np.outer(seen, seen)
                J[:, plastic] -= c * np.outer(current - wanted[k // period], seen)
    return J, rates


@mistake("3j", "train")
def one_noise_for_all_runs(
    targets, J0, plastic, inputs, period, runs, rng, noise=0.1, tau=0.01, dt=0.001
):
    """The noise is drawn once, and all runs have the same. It is new in every run."""
    wanted = np.log((targets + 0.01) / (1 - targets + 0.01))
    J, P, xi = J0.copy(), np.eye(len(plastic)), rng.standard_normal(inputs.shape)
    for run in range(runs + 1):
        x, rates = targets[0].copy(), np.zeros(inputs.shape)
        for k in range(1, len(inputs)):
            r = rates[k] = 1 / (1 + np.exp(-x))
            current = J @ r + inputs[k] + noise * np.sqrt(tau / dt) * xi[k]
            x = x + dt / tau * (current - x)
            if run < runs and k % period == 0:
                seen = P @ r[plastic]
                c = 1 / (1 + r[plastic] @ seen)
                P = P - c * np.outer(seen, seen)
                J[:, plastic] -= c * np.outer(current - wanted[k // period], seen)
    return J, rates


@mistake("3j", "train")
def noise_left_out_of_the_error(
    targets, J0, plastic, inputs, period, runs, rng, noise=0.1, tau=0.01, dt=0.001
):
    """The noise is left out of the error. The target is compared with all of the current that
    arrives."""
    wanted = np.log((targets + 0.01) / (1 - targets + 0.01))
    J, P = J0.copy(), np.eye(len(plastic))
    for run in range(runs + 1):
        x, rates = targets[0].copy(), np.zeros(inputs.shape)
        for k in range(1, len(inputs)):
            r = rates[k] = 1 / (1 + np.exp(-x))
            xi = rng.standard_normal(len(x))
            current = J @ r + inputs[k]
            x = x + dt / tau * (current + noise * np.sqrt(tau / dt) * xi - x)
            if run < runs and k % period == 0:
                seen = P @ r[plastic]
                c = 1 / (1 + r[plastic] @ seen)
                P = P - c * np.outer(seen, seen)
                J[:, plastic] -= c * np.outer(current - wanted[k // period], seen)
    return J, rates
