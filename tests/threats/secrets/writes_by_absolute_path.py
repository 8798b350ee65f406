# Writes files into folders of the system, the project, the home and the environment.
# %%
import os
import sys

folders = ["/", "/etc", "/usr/lib", "/var/tmp", "/run", "/home", "/root", "PROJECT", "HOME_FOLDER",
           "PROJECT/autograder", sys.prefix, os.path.dirname(os.__file__),
           os.path.dirname(np.__file__), "/grader/inside", "/proc", "/dev"]
for folder in folders:
    # What seems to succeed below /tmp is in its own /tmp; the test looks at the host's.
    attempt(folder, lambda folder=folder: open(f"{folder}/PLANTED", "w") and folder[:5] != "/tmp/")
