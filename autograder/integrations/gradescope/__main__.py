"""What the zip's run_autograder starts: `python -m autograder.integrations.gradescope FOLDER`."""

from autograder.start import prepare

if __name__ == "__main__":
    prepare()
    from autograder.integrations.gradescope.harness import command

    command()
