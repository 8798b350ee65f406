"""`python -m autograder`: see `cli`."""

import sys

from autograder.cli.start import command_line

if __name__ == "__main__":
    sys.exit(command_line())
