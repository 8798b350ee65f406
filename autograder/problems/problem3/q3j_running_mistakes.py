"""Named mistakes of 3j: wrong ways to run the network. The checks are in `q3j_training`."""

import numpy as np

from autograder.checks import mistake


@mistake("3j", "train")
def last_run_learns(targets, J0, plastic, inputs, period, runs, rng, noise=0.1, tau=0.01, dt=0.001):
    """The last run learns, too. It is to show what the network does with its weights fixed."""
    wanted = np.log((targets + 0.01) / (1 - targets + 0.01))
    J, P = J0.copy(), np.eye(len(plastic))
    for _ in range(runs + 1):
        x, rates = targets[0].copy(), np.zeros(inputs.shape)
        for k in range(1, len(inputs)):
            r = rates[k] = 1 / (1 + np.exp(-x))
            xi = rng.standard_normal(len(x))
            current = J @ r + inputs[k] + noise * np.sqrt(tau / dt) * xi
            x = x + dt / tau * (current - x)
            if runs > 0 and k % period == 0:
                seen = P @ r[plastic]
                c = 1 / (1 + r[plastic] @ seen)
                P = P - c * np.outer(seen, seen)
                J[:, plastic] -= c * np.outer(current - wanted[k // period], seen)
    return J, rates


@mistake("3j", "train")
def input_one_step_early(
    targets, J0, plastic, inputs, period, runs, rng, noise=0.1, tau=0.01, dt=0.001
):
    """The input is one row behind: step k uses row k of `inputs`."""
    wanted = np.log((targets + 0.01) / (1 - targets + 0.01))
    J, P = J0.copy(), np.eye(len(plastic))
    for run in range(runs + 1):
        x, rates = targets[0].copy(), np.zeros(inputs.shape)
        for k in range(1, len(inputs)):
            r = rates[k] = 1 / (1 + np.exp(-x))
            xi = rng.standard_normal(len(x))
            current = J @ r + inputs[k - 1] + noise * np.sqrt(tau / dt) * xi
            x = x + dt / tau * (current - x)
            if run < runs and k % period == 0:
                seen = P @ r[plastic]
                c = 1 / (1 + r[plastic] @ seen)
                P = P - c * np.outer(seen, seen)
                J[:, plastic] -= c * np.outer(current - wanted[k // period], seen)
    return J, rates


@mistake("3j", "train")
def start_from_zero(targets, J0, plastic, inputs, period, runs, rng, noise=0.1, tau=0.01, dt=0.001):
    """Every run starts with currents of zero instead of `targets[0]`."""
    wanted = np.log((targets + 0.01) / (1 - targets + 0.01))
    J, P = J0.copy(), np.eye(len(plastic))
    for run in range(runs + 1):
        x, rates = np.zeros(len(J0)), np.zeros(inputs.shape)
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
def runs_not_started_anew(
    targets, J0, plastic, inputs, period, runs, rng, noise=0.1, tau=0.01, dt=0.001
):
    """Only the first run starts at `targets[0]`; the others go on where the last one ended."""
    wanted = np.log((targets + 0.01) / (1 - targets + 0.01))
    J, P = J0.copy(), np.eye(len(plastic))
    x = targets[0].copy()
    for run in range(runs + 1):
        rates = np.zeros(inputs.shape)
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
def membrane_time_constant_forgotten(
    targets, J0, plastic, inputs, period, runs, rng, noise=0.1, tau=0.01, dt=0.001
):
    """The Euler step lacks 1/tau: times are in seconds here, so a step is dt / tau."""
    wanted = np.log((targets + 0.01) / (1 - targets + 0.01))
    J, P = J0.copy(), np.eye(len(plastic))
    for run in range(runs + 1):
        x, rates = targets[0].copy(), np.zeros(inputs.shape)
        for k in range(1, len(inputs)):
            r = rates[k] = 1 / (1 + np.exp(-x))
            xi = rng.standard_normal(len(x))
            current = J @ r + inputs[k] + noise * np.sqrt(tau / dt) * xi
            x = x + dt * (current - x)
            if run < runs and k % period == 0:
                seen = P @ r[plastic]
                c = 1 / (1 + r[plastic] @ seen)
                P = P - c * np.outer(seen, seen)
                J[:, plastic] -= c * np.outer(current - wanted[k // period], seen)
    return J, rates


@mistake("3j", "train")
def tanh_for_logistic(
    targets, J0, plastic, inputs, period, runs, rng, noise=0.1, tau=0.01, dt=0.001
):
    """The rates are tanh of the currents, as in Problems 1 and 2. Here they are logistic."""
    wanted = np.log((targets + 0.01) / (1 - targets + 0.01))
    J, P = J0.copy(), np.eye(len(plastic))
    for run in range(runs + 1):
        x, rates = targets[0].copy(), np.zeros(inputs.shape)
        for k in range(1, len(inputs)):
            r = rates[k] = np.tanh(x)
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
def rates_one_row_early(
    targets, J0, plastic, inputs, period, runs, rng, noise=0.1, tau=0.01, dt=0.001
):
    """The rates of step k stand in row k - 1. Row 0 stays zero."""
    wanted = np.log((targets + 0.01) / (1 - targets + 0.01))
    J, P = J0.copy(), np.eye(len(plastic))
    for run in range(runs + 1):
        x, rates = targets[0].copy(), np.zeros(inputs.shape)
        for k in range(1, len(inputs)):
            r = rates[k - 1] = 1 / (1 + np.exp(-x))
            xi = rng.standard_normal(len(x))
            current = J @ r + inputs[k] + noise * np.sqrt(tau / dt) * xi
            x = x + dt / tau * (current - x)
            if run < runs and k % period == 0:
                seen = P @ r[plastic]
                c = 1 / (1 + r[plastic] @ seen)
                P = P - c * np.outer(seen, seen)
                J[:, plastic] -= c * np.outer(current - wanted[k // period], seen)
    return J, rates
