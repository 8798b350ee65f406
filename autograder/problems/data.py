"""The data that students have beside their notebooks, and where these find it in the sandbox."""

from autograder import PROJECT
from autograder.sandbox import SCRATCH

DATA = PROJECT / "assignments" / "data" / "pset_p3.mat"


def mounts() -> tuple[str, ...]:
    """Options of bubblewrap that put the data there, where it is built.

    No mark depends on it; a notebook without its data goes on with a stand-in. All problems see
    it, as they do in the students' own folder; so one warm interpreter serves them all.
    """
    inside = f"{SCRATCH}/data/{DATA.name}"
    return ("--ro-bind", str(DATA), inside) if DATA.exists() else ()
