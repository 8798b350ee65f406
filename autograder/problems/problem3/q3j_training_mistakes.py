"""Named mistakes of 3j: wrong ways to learn. The checks are in `q3j_training`."""

import numpy as np

from autograder.checks import mistake


@mistake("3j", "train")
def P_made_anew_in_every_run(
    targets, J0, plastic, inputs, period, runs, rng, noise=0.1, tau=0.01, dt=0.001
):
    """P is the identity again in every run, so that each run forgets what the earlier ones have
    learned. Make it once, before the first run."""
    wanted = np.log((targets + 0.01) / (1 - targets + 0.01))
    J = J0.copy()
    for run in range(runs + 1):
        P = np.eye(len(plastic))
        x, rates = targets[0].copy(), np.zeros(inputs.shape)
        for k in range(1, len(inputs)):
            r = rates[k] = 1 / (1 + np.exp(-x))
            xi = rng.standard_normal(len(x))
            current = J @ r + inputs[k] + noise * np.sqrt(tau / dt) * xi
            x = x + dt / tau * (current - x)
            if run < runs and k % period == 0:
                seen = P @ r[plastic]
                c = 1 / (1 + r[plastic] @ seen)
                P = P - c * np.outer(seen, seen)
                J[:, plastic] -= c * np.outer(current - wanted[k // period], seen)
    return J, rates


@mistake("3j", "train")
def P_never_updated(targets, J0, plastic, inputs, period, runs, rng, noise=0.1, tau=0.01, dt=0.001):
    """P stays the identity all the time. Without its update each moment overturns what the earlier
    ones have learned."""
    wanted = np.log((targets + 0.01) / (1 - targets + 0.01))
    J, P = J0.copy(), np.eye(len(plastic))
    for run in range(runs + 1):
        x, rates = targets[0].copy(), np.zeros(inputs.shape)
        for k in range(1, len(inputs)):
            r = rates[k] = 1 / (1 + np.exp(-x))
            xi = rng.standard_normal(len(x))
            current = J @ r + inputs[k] + noise * np.sqrt(tau / dt) * xi
            x = x + dt / tau * (current - x)
            if run < runs and k % period == 0:
                seen = P @ r[plastic]
                c = 1 / (1 + r[plastic] @ seen)
                J[:, plastic] -= c * np.outer(current - wanted[k // period], seen)
    return J, rates


@mistake("3j", "train")
def rates_for_currents(
    targets, J0, plastic, inputs, period, runs, rng, noise=0.1, tau=0.01, dt=0.001
):
    """The error compares rates with target rates. The rule wants currents: what a unit receives,
    minus the logarithm that undoes the logistic function."""
    J, P = J0.copy(), np.eye(len(plastic))
    for run in range(runs + 1):
        x, rates = targets[0].copy(), np.zeros(inputs.shape)
        for k in range(1, len(inputs)):
            r = rates[k] = 1 / (1 + np.exp(-x))
            xi = rng.standard_normal(len(x))
            current = J @ r + inputs[k] + noise * np.sqrt(tau / dt) * xi
            x = x + dt / tau * (current - x)
            if run < runs and k % period == 0:
                seen = P @ r[plastic]
                c = 1 / (1 + r[plastic] @ seen)
                P = P - c * np.outer(seen, seen)
                J[:, plastic] -= c * np.outer(r - targets[k // period], seen)
    return J, rates


@mistake("3j", "train")
def error_from_the_state(
    targets, J0, plastic, inputs, period, runs, rng, noise=0.1, tau=0.01, dt=0.001
):
    """The error is taken from the state x. Compare the current c, before it is filtered."""
    wanted = np.log((targets + 0.01) / (1 - targets + 0.01))
    J, P = J0.copy(), np.eye(len(plastic))
    for run in range(runs + 1):
        x, rates = targets[0].copy(), np.zeros(inputs.shape)
        for k in range(1, len(inputs)):
            r = rates[k] = 1 / (1 + np.exp(-x))
            xi = rng.standard_normal(len(x))
            current = J @ r + inputs[k] + noise * np.sqrt(tau / dt) * xi
            x = x + dt / tau * (current - x)
            if run < runs and k % period == 0:
                seen = P @ r[plastic]
                c = 1 / (1 + r[plastic] @ seen)
                P = P - c * np.outer(seen, seen)
                J[:, plastic] -= c * np.outer(x - wanted[k // period], seen)
    return J, rates


@mistake("3j", "train")
def all_columns_learn(
    targets, J0, plastic, inputs, period, runs, rng, noise=0.1, tau=0.01, dt=0.001
):
    """Every weight learns, as if all units were plastic. Only columns in `plastic` may change."""
    wanted = np.log((targets + 0.01) / (1 - targets + 0.01))
    J, P = J0.copy(), np.eye(len(J0))
    for run in range(runs + 1):
        x, rates = targets[0].copy(), np.zeros(inputs.shape)
        for k in range(1, len(inputs)):
            r = rates[k] = 1 / (1 + np.exp(-x))
            xi = rng.standard_normal(len(x))
            current = J @ r + inputs[k] + noise * np.sqrt(tau / dt) * xi
            x = x + dt / tau * (current - x)
            if run < runs and k % period == 0:
                seen = P @ r
                c = 1 / (1 + r @ seen)
                P = P - c * np.outer(seen, seen)
                J -= c * np.outer(current - wanted[k // period], seen)
    return J, rates


@mistake("3j", "train")
def one_target_early(
    targets, J0, plastic, inputs, period, runs, rng, noise=0.1, tau=0.01, dt=0.001
):
    """Row 0 of the targets is used at the first update. It is the start; row 1 is due at step
    `period`."""
    wanted = np.log((targets + 0.01) / (1 - targets + 0.01))
    J, P = J0.copy(), np.eye(len(plastic))
    for run in range(runs + 1):
        x, rates = targets[0].copy(), np.zeros(inputs.shape)
        for k in range(1, len(inputs)):
            r = rates[k] = 1 / (1 + np.exp(-x))
            xi = rng.standard_normal(len(x))
            current = J @ r + inputs[k] + noise * np.sqrt(tau / dt) * xi
            x = x + dt / tau * (current - x)
            if run < runs and k % period == 0:
                seen = P @ r[plastic]
                c = 1 / (1 + r[plastic] @ seen)
                P = P - c * np.outer(seen, seen)
                J[:, plastic] -= c * np.outer(current - wanted[k // period - 1], seen)
    return J, rates


@mistake("3j", "train")
def learns_at_every_step(
    targets, J0, plastic, inputs, period, runs, rng, noise=0.1, tau=0.01, dt=0.001
):
    """The weights change at every step. A target is due only when the step is a multiple of
    `period`."""
    wanted = np.log((targets + 0.01) / (1 - targets + 0.01))
    J, P = J0.copy(), np.eye(len(plastic))
    for run in range(runs + 1):
        x, rates = targets[0].copy(), np.zeros(inputs.shape)
        for k in range(1, len(inputs)):
            r = rates[k] = 1 / (1 + np.exp(-x))
            xi = rng.standard_normal(len(x))
            current = J @ r + inputs[k] + noise * np.sqrt(tau / dt) * xi
            x = x + dt / tau * (current - x)
            if run < runs and k >= period:
                seen = P @ r[plastic]
                c = 1 / (1 + r[plastic] @ seen)
                P = P - c * np.outer(seen, seen)
                J[:, plastic] -= c * np.outer(current - wanted[k // period], seen)
    return J, rates


@mistake("3j", "train")
def margin_forgotten(
    targets, J0, plastic, inputs, period, runs, rng, noise=0.1, tau=0.01, dt=0.001
):
    """The target currents lack the 0.01, so that rates of 0 and 1 ask for infinite currents."""
    wanted = np.log(targets / (1 - targets))
    J, P = J0.copy(), np.eye(len(plastic))
    for run in range(runs + 1):
        x, rates = targets[0].copy(), np.zeros(inputs.shape)
        for k in range(1, len(inputs)):
            r = rates[k] = 1 / (1 + np.exp(-x))
            xi = rng.standard_normal(len(x))
            current = J @ r + inputs[k] + noise * np.sqrt(tau / dt) * xi
            x = x + dt / tau * (current - x)
            if run < runs and k % period == 0:
                seen = P @ r[plastic]
                c = 1 / (1 + r[plastic] @ seen)
                P = P - c * np.outer(seen, seen)
                J[:, plastic] -= c * np.outer(current - wanted[k // period], seen)
    return J, rates


@mistake("3j", "train")
def only_the_weights_of_a_row(
    targets, J0, plastic, inputs, period, runs, rng, noise=0.1, tau=0.01, dt=0.001
):
    """The change is written into the rows of the plastic units, which are the weights that they
    receive. What they send stands in their columns."""
    wanted = np.log((targets + 0.01) / (1 - targets + 0.01))
    J, P = J0.copy(), np.eye(len(plastic))
    for run in range(runs + 1):
        x, rates = targets[0].copy(), np.zeros(inputs.shape)
        for k in range(1, len(inputs)):
            r = rates[k] = 1 / (1 + np.exp(-x))
            xi = rng.standard_normal(len(x))
            current = J @ r + inputs[k] + noise * np.sqrt(tau / dt) * xi
            x = x + dt / tau * (current - x)
            if run < runs and k % period == 0:
                seen = P @ r[plastic]
                c = 1 / (1 + r[plastic] @ seen)
                P = P - c * np.outer(seen, seen)
                J[plastic] -= c * np.outer(seen, current - wanted[k // period])
    return J, rates
