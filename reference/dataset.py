"""The data set of Problem 3, `pset_p3.mat`: a network before and after it learned a moving bump.

`python -m reference.dataset` makes it, once: a file that this recipe made already stays as it is,
and so does a file that came from somewhere else (the COSYNE 2021 tutorial has one with the same
names). In the file, and in a `Dataset`, matrices of activity are (neurons, time).
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import NamedTuple, TextIO

import numpy as np
from numpy.typing import NDArray

from reference import matfile
from reference.bump import Bump, moving_bump
from reference.training import Training, train

DEFAULT_PATH = Path(__file__).parents[1] / "assignments" / "data" / "pset_p3.mat"
RULE = 1  # raise it when a change of the code changes the data of the same recipe
_MARK = "PINned moving bump, recipe "


class Dataset(NamedTuple):
    """What the file holds, under the names and in the orientation of the COSYNE 2021 tutorial."""

    N: int  # neurons
    g: float  # strength of the random weights J0
    t: NDArray  # (time,) seconds
    R0: NDArray  # (neurons, time) rates before training
    R: NDArray  # (neurons, time) rates after training, in a run without learning
    target_t: NDArray  # (target times,) seconds
    target_activity: NDArray  # (neurons, target times)
    J0: NDArray  # (neurons, neurons) weights before training; a presynaptic unit owns a column
    J: NDArray  # (neurons, neurons) weights after training


@dataclass(frozen=True)
class Recipe:
    """Everything the data depend on.

    Rates are kept at every second step (2 ms, a fifth of the membrane time constant) and rounded
    to 1/1024, a hundredth of their noise. That keeps the file near 10 MB instead of 39 and the
    number of principal components within one; a coarser time step would lose several.
    """

    seed: int = 2021
    bump: Bump = field(default_factory=Bump)
    training: Training = field(default_factory=Training)
    every: int = 2  # steps of the simulation for each sample in the file
    levels: int = 1024  # of the rates between 0 and 1

    def key(self) -> str:
        """Sixteen characters that differ between recipes."""
        text = json.dumps({"rule": RULE, **asdict(self)}, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def build(recipe: Recipe = Recipe(), progress: Callable[[int, int], None] | None = None) -> Dataset:
    """Train the network of the recipe; `progress(done, total)` hears of every run.

    The same recipe gives the same data, bit for bit on machines with the same processor and
    libraries and to rounding on others.
    """
    target_t, targets = moving_bump(recipe.bump)
    rng = np.random.default_rng(recipe.seed)
    trained = train(targets, target_t, rng, recipe.training, progress)

    def sampled(rates: NDArray) -> NDArray[np.float32]:
        return (np.round(rates[:: recipe.every] * recipe.levels) / recipe.levels).T

    return Dataset(
        recipe.bump.units,
        recipe.training.g,
        trained.t[:: recipe.every],
        sampled(trained.R0),
        sampled(trained.R),
        target_t,
        targets.T,
        trained.J0,
        trained.J,
    )


def save(path: Path, dataset: Dataset, key: str = "") -> None:
    """Write a data set, marked with the key of its recipe; whole or not at all."""
    matfile.write(path, dataset._asdict(), _MARK + key)


def load(path: Path = DEFAULT_PATH) -> Dataset:
    """Read a data set: ours, or the tutorial's own, in any version of the MATLAB format.

    Raises FileNotFoundError, ImportError (version 7.3 without h5py) or ValueError (not such a
    file), each saying what to do.
    """
    path = Path(path)
    try:
        raw = matfile.read(path, Dataset._fields)
    except FileNotFoundError:
        raise FileNotFoundError(f"there is no {path}; `make data` makes it") from None
    N = int(np.ravel(raw["N"])[0])
    g = float(np.ravel(raw["g"])[0])
    if raw["R"].ndim == 2 and raw["R"].shape[0] != N == raw["R"].shape[1]:
        # Some programs write version 7.3 by rows. Everything is turned then, J included.
        raw = {name: value.T for name, value in raw.items() if isinstance(value, np.ndarray)}
    t, target_t = np.ravel(raw["t"]), np.ravel(raw["target_t"])
    shapes = {"R0": (N, t.size), "R": (N, t.size), "target_activity": (N, target_t.size)}
    for name, shape in (shapes | {"J0": (N, N), "J": (N, N)}).items():
        if raw[name].shape != shape:
            raise ValueError(f"{name} in {path} has shape {raw[name].shape} instead of {shape}")
    matrices = {name: raw[name] for name in ("R0", "R", "target_activity", "J0", "J")}
    return Dataset(N=N, g=g, t=t, target_t=target_t, **matrices)


def ensure(
    path: Path = DEFAULT_PATH,
    recipe: Recipe = Recipe(),
    progress: Callable[[int, int], None] | None = None,
) -> bool:
    """Make the file unless it is there; returns whether it was made.

    A file of another recipe is replaced, one that does not carry our mark is left alone.
    """
    path = Path(path)
    if path.exists():
        _, ours, key = matfile.header_text(path).partition(_MARK)
        if not ours or key == recipe.key():
            return False
    save(path, build(recipe, progress), recipe.key())
    return True


def show_progress(stream: TextIO | None = None) -> Callable[[int, int], None]:
    """A bar on a terminal, and a plain line at each half of the way anywhere else."""
    stream = stream or sys.stderr

    def show(done: int, total: int) -> None:
        if stream.isatty():
            bar = "#" * (40 * done // total)
            end = "\n" if done == total else ""
            stream.write(f"\rtraining [{bar:<40}] run {done} of {total}{end}")
        elif 2 * done // total > 2 * (done - 1) // total:
            stream.write(f"training: run {done} of {total}\n")
        stream.flush()

    return show


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line: make the data set and return 0."""
    parser = argparse.ArgumentParser(
        prog="python -m reference.dataset", description="Make the data set of Problem 3."
    )
    parser.add_argument(
        "--out", type=Path, default=DEFAULT_PATH, metavar="PATH", help="(default: %(default)s)"
    )
    parser.add_argument("--seed", type=int, default=Recipe.seed, help="(default: %(default)s)")
    options = parser.parse_args(arguments)
    try:
        made = ensure(options.out, Recipe(seed=options.seed), show_progress())
    except OSError as error:
        parser.error(f"cannot write {options.out}: {error.strerror}")
    print(f"{options.out}: {'made' if made else 'there already, left as it is'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
