"""The table at the end of a test run: how many threats of each class were tried, and held.

A test says which class it belongs to with the marker `threat("...")`, where classes are the
headings of the threat model. Tests tell the terminal through their report, so that it also works
when they run in other processes.
"""

from collections import Counter

CLASSES = (
    "Points not earned",
    "Things learned or taken",
    "Things stopped or broken",
    "Not a notebook",
    "The grader's own faults",
)


def pytest_terminal_summary(terminalreporter):
    tried, held = Counter(), Counter()
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, []):
            threat = dict(getattr(report, "user_properties", ())).get("threat")
            if threat and (report.when == "call" or outcome == "failed"):
                tried[threat] += 1
                held[threat] += outcome == "passed"
    if not tried:
        return
    terminalreporter.section("threats")
    terminalreporter.write_line(f"{'class':<28}{'tried':>6}{'held':>6}")
    for name in (*CLASSES, "all"):
        numbers = (sum(c.values()) if name == "all" else c[name] for c in (tried, held))
        terminalreporter.write_line("{:<28}{:>6}{:>6}".format(name, *numbers))
