"""`python floor.py TIMES NOTEBOOK`: the cells alone, again and again in one warm interpreter.

Prints the processor and wall seconds of one round, figures included. The first round, which
imports and fills caches, does not count.
"""

import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "autograder" / "sandbox"))

from inside import stack  # noqa: F401
from inside.cells import Cells, Outputs


def main() -> None:
    times, path = int(sys.argv[1]), sys.argv[2]
    notebook = json.loads(Path(path).read_text(encoding="utf-8"))
    sources = [c["source"] for c in notebook["cells"] if c["cell_type"] == "code"]
    cells = Cells(Outputs(20_000, 8, 2**22))
    for round_ in range(times + 1):
        if round_ == 1:
            wall, processor = time.perf_counter(), time.process_time()
        for source in sources:
            shown = cells.run("".join(source))
            assert shown["error"] is None, shown["error"]
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    print(json.dumps([wall / times, processor / times]), file=sys.__stdout__)


if __name__ == "__main__":
    main()
