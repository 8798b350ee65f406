"""The `--scheduler` of the command line: a cluster for as long as a grading takes."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from autograder.cli.terminal import SOME_ERROR, console, escape, refuse

if TYPE_CHECKING:  # Dask is installed only where there is a cluster
    from autograder.batch import Cluster


@contextmanager
def on_cluster(address: str | None, sandbox: str) -> Iterator["Cluster | None"]:
    """The cluster at this address, None without an address.

    Refuses a cluster that cannot be used; ends with an error if it goes away meanwhile.
    """
    if address is None:
        yield None
        return
    try:
        from autograder.batch import cluster
    except ImportError:
        refuse("--scheduler needs Dask: pip install .[cluster] in the folder of this project")
    # What Dask has to say about a scheduler that is lost is said below, in one line.
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
    try:
        with cluster.Cluster(address, sandbox, say) as found:
            yield found
    except cluster.Unusable as error:
        refuse(str(error))
    except cluster.Lost as error:
        console.print(f"[red]error:[/] {escape(str(error))}")
        raise typer.Exit(SOME_ERROR) from None


def say(words: str) -> None:
    console.print(f"[yellow]{escape(words)}[/]")
