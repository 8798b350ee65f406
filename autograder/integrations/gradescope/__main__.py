"""What the zip's run_autograder starts: `python -m autograder.integrations.gradescope FOLDER`."""

from autograder.integrations.gradescope.harness import main

if __name__ == "__main__":
    main()
