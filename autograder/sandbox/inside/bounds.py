"""Resource limits of a process and its children. Runs on both sides; holds no secret."""

import resource

SIGNALS = 1024  # and timers that wait


def apply(limits):
    """Set the limits of each process from here on; hard, so that they cannot be raised again.

    Where there is a smaller one already, it stays.

    limits : dictionary with the fields of `autograder.limits.Limits`
    Not RLIMIT_NPROC: older kernels count all processes of the user who runs the grader.
    """
    for name, bound in (
        (resource.RLIMIT_AS, limits["address_space"]),
        (resource.RLIMIT_FSIZE, limits["file_size"]),
        (resource.RLIMIT_NOFILE, limits["open_files"]),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_SIGPENDING, SIGNALS),
    ):
        _, most = resource.getrlimit(name)
        bound = bound if most == resource.RLIM_INFINITY else min(bound, most)
        resource.setrlimit(name, (bound, bound))
