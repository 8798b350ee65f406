"""The same grading inside other people's graders. Each module is thin.

nbgrader    what a course's nbgrader_config.py loads, and a ready course directory
otter       the plugin that grades in `otter run`, and what `make otter` makes
gradescope  the zip for Gradescope, and what its run_autograder starts
ci          template repository and workflows for GitHub and GitLab, grading a push
visible     how the visible checks ended, for those that show them
"""
