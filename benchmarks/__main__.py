"""`python -m benchmarks`: all of them, one after the other; the figures go to bench.json, too."""

import json
import platform
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import grading, simulation, training

FILE = Path("bench.json")


def main() -> None:
    figures = {
        "date": datetime.now(UTC).isoformat(timespec="minutes"),
        "machine": platform.machine(),
    }
    for benchmark in (grading, simulation, training):
        figures[benchmark.__name__.split(".")[-1]] = benchmark.main()
        print()
    FILE.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(f"all figures: {FILE}")


if __name__ == "__main__":
    main()
