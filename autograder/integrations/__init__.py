"""The same grading inside other people's graders. Each module is thin.

nbgrader            what a course's nbgrader_config.py loads: the pipeline of `nbgrader autograde`
course              a ready nbgrader course directory
otter_source        a problem in the format of `otter assign`
otter_bundle        what `make otter` makes with it
otter               the plugin that grades in `otter run`
gradescope_zip      the zip for Gradescope
gradescope          what the zip's run_autograder starts
gradescope_results  report -> results.json
classroom           template repository and workflows for GitHub and GitLab
github              grading a push: summary, annotations
commands            the command line of all these
visible, archive    what several of them need
"""
