"""Commands of `python -m autograder` that work on results: marks, export, regrade."""
