"""One factor between wrong and right answers, and what it may mean."""

from dataclasses import dataclass

import numpy as np

from autograder.grading.evidence import near

CONSTANTS = {
    "2": 2.0, "1/2": 0.5, "3": 3.0, "1/3": 1 / 3, "4": 4.0, "1/4": 0.25, "10": 10.0, "1/10": 0.1,
    "100": 100.0, "1/100": 0.01, "1000": 1000.0, "1/1000": 0.001, "pi": np.pi, "1/pi": 1 / np.pi,
    "2 pi": 2 * np.pi, "1/(2 pi)": 1 / (2 * np.pi), "sqrt(2)": np.sqrt(2),
    "1/sqrt(2)": np.sqrt(0.5),
    "ln 10": np.log(10), "1/ln 10": 1 / np.log(10), "1/ln 2": 1 / np.log(2),
}  # fmt: skip


@dataclass(frozen=True)
class Factor:
    """A factor by its name; `constant` if it does not change from instance to instance."""

    name: str
    constant: bool


def factor_between(yours: np.ndarray, right: np.ndarray) -> float | None:
    """The real number by which all of `right` is multiplied in `yours`, or None."""
    if yours.shape != right.shape or not np.any(right):
        return None
    k = np.vdot(right, yours) / np.vdot(right, right)
    if not np.isfinite(k) or abs(np.imag(k)) > 1e-9 * abs(k) or k == 0:
        return None
    if np.isclose(k, 1, rtol=1e-7, atol=0):
        return None
    return float(np.real(k)) if near(yours, k.real * right) else None


def named(factors: list[float], names: list[dict[str, float]]) -> list[Factor]:
    """What a factor per instance may mean: each name of which all instances know the value."""
    found = [
        Factor(name, False)
        for name in names[0]
        if all(name in own for own in names)
        and np.allclose(factors, [own[name] for own in names], rtol=1e-7, atol=0)
    ]
    if np.allclose(factors, factors[0], rtol=1e-7, atol=0):
        k = factors[0]
        sign = "-" if k < 0 else ""
        constants = [n for n, value in CONSTANTS.items() if np.isclose(abs(k), value, 1e-7, 0)]
        if constants:
            return [Factor(f"{sign}{name}", True) for name in constants]
        return found[:1] or [Factor(f"{k:.3g}", True)]
    return found


SAMPLES = ", with K the number of samples"


def sizes(parameters: dict[str, object]) -> dict[str, float]:
    """Numbers that a factor may be made of: those handed in, N, and the number of samples K."""
    known: dict[str, float] = {}
    for name, value in parameters.items():
        if isinstance(value, int | float) and not isinstance(value, bool) and value > 0:
            known |= powers(name, float(value))
    if "T" in known and "dt" in known:
        T, dt = known["T"], known["dt"]
        known |= {"T/2": T / 2, "2/T": 2 / T} | powers("the number of steps", round(T / dt))
        known["half of the number of steps"] = T / dt / 2
    arrays = [v for v in parameters.values() if isinstance(v, np.ndarray) and v.ndim]
    if arrays:
        N = float(arrays[0].shape[-1])
        known |= powers("N", N) | powers("the number of entries", float(arrays[0].size))
        if N > 1:
            known |= {"(N - 1)": N - 1, "1/(N - 1)": 1 / (N - 1), "(N - 1)/N": (N - 1) / N}
            known["N/(N - 1)"] = N / (N - 1)
        tall = [v for v in arrays if v.ndim == 2 and v.shape[0] != v.shape[1]]
        if tall and len(tall[0]) > 1:
            K = float(len(tall[0]))
            known |= {f"{name}{SAMPLES}": value for name, value in powers("K", K).items()}
            known |= {
                f"(K - 1){SAMPLES}": K - 1,
                f"1/(K - 1){SAMPLES}": 1 / (K - 1),
                f"K/N{SAMPLES}": K / N,
                f"(K - 1)/N{SAMPLES}": (K - 1) / N,
                f"N/K{SAMPLES}": N / K,
            }
    return known


def powers(name: str, value: float) -> dict[str, float]:
    inside = f"({name})" if " " in name else name
    return {
        name: value,
        f"1/{inside}": 1 / value,
        f"sqrt({name})": value**0.5,
        f"1/sqrt({name})": value**-0.5,
        f"{inside}^2": value**2,
        f"1/{inside}^2": value**-2,
    }
