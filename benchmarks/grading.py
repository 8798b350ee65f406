"""The same class graded by this grader and by the stock ones, on one machine, one after the other.

Three right questions with their figures; this grader asks its hidden checks besides, the others
run the visible ones. Making the stock graders' courses is not counted, starting a grader is.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from autograder import PROJECT
from autograder.start import BLAS_THREADS
from benchmarks import small
from benchmarks.processor import Spent, timed

CLASS, FEW = 24, 3


def main() -> dict:
    """Print the table; returns it for `bench.json`."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        return measure(Path(folder))


def measure(folder: Path) -> dict:
    students = [f"student{k:02}" for k in range(CLASS)]
    for student in students:
        path = folder / "class" / student / f"{small.PROBLEM}.ipynb"
        small.write(small.notebook(student), path)
    cores = len(os.sched_getaffinity(0))
    floor = floor_of(folder / "class" / students[0] / f"{small.PROBLEM}.ipynb")
    rows = {"the cells alone, in a warm interpreter": floor}
    print(f"{CLASS} notebooks of {len(small.QUESTIONS)} questions, seconds per notebook:")
    print(f"  {'':<46} {'wall':>6} {'CPU':>6} {'x floor':>8}")
    show("floor: the cells alone, in a warm interpreter", floor, floor)
    for name, options in (
        (f"this grader, {cores} jobs", ["--jobs", str(cores)]),
        ("this grader, 1 job", ["--jobs", "1"]),
        ("this grader, cold sandboxes, 1 job", ["--jobs", "1", "--sandbox", "cold"]),
    ):
        rows[name] = ours(folder, name, options).each(CLASS)
        show(name, rows[name], floor)
    rows["nbgrader autograde"] = nbgrader(folder, students).each(CLASS)
    show("nbgrader autograde, one process", rows["nbgrader autograde"], floor)
    rows["otter run"] = otter(folder, students[:FEW]).each(FEW)
    show(f"otter run, {FEW} of them", rows["otter run"], floor)
    ratios = {
        name: rows[name].wall / rows[f"this grader, {cores} jobs"].wall
        for name in ("nbgrader autograde", "otter run")
    }
    ratios["1 job"] = rows["this grader, 1 job"].wall / rows[f"this grader, {cores} jobs"].wall
    for name, ratio in ratios.items():
        print(f"  {cores} jobs have {ratio:.1f} times the throughput of {name}")
    seconds = {name: {"wall": s.wall, "processor": s.processor} for name, s in rows.items()}
    return {"class": CLASS, "cores": cores, "seconds per notebook": seconds, "ratios": ratios}


def show(name: str, spent: Spent, floor: Spent) -> None:
    processor = "-" if spent.processor is None else f"{spent.processor:.2f}"
    print(f"  {name:<46} {spent.wall:6.2f} {processor:>6} {spent.wall / floor.wall:8.1f}")


def environment() -> dict[str, str]:
    """One thread of BLAS for everybody: more would be slower, for the others most of all."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    inline = "module://matplotlib_inline.backend_inline"
    return {**os.environ, "PATH": path, "MPLBACKEND": inline, **dict.fromkeys(BLAS_THREADS, "1")}


def floor_of(notebook: Path) -> Spent:
    command = [sys.executable, str(Path(__file__).with_name("floor.py")), "10", str(notebook)]
    result = subprocess.run(
        command, env=environment(), capture_output=True, text=True, check=True, cwd=notebook.parent
    )
    wall, processor = json.loads(result.stdout.splitlines()[-1])
    return Spent(wall, processor)


def ours(folder: Path, name: str, options: list[str]) -> Spent:
    grade = [sys.executable, "-m", "autograder", "grade", str(folder / "class")]
    return timed([*grade, "--results", str(folder / name), *options], PROJECT, environment())


def nbgrader(folder: Path, students: list[str]) -> Spent:
    course, command = folder / "course", [sys.executable, "-m", "nbgrader"]
    small.write(small.notebook(), course / "source" / small.NAME / f"{small.NAME}.ipynb")
    settings = 'config = get_config()\nconfig.CourseDirectory.course_id = "bench"\n'
    (course / "nbgrader_config.py").write_text(settings, encoding="utf-8")
    release = [*command, "generate_assignment", small.NAME, "--create"]
    timed(release, course, environment())
    for student in students:
        place = course / "submitted" / student / small.NAME
        small.write(small.notebook(student), place / f"{small.NAME}.ipynb")
    return timed([*command, "autograde", small.NAME, "--create"], course, environment())


def otter(folder: Path, students: list[str]) -> Spent:
    place, command = folder / "otter", [sys.executable, "-m", "otter"]
    small.write(small.for_otter(), place / f"{small.NAME}.ipynb")
    timed([*command, "assign", f"{small.NAME}.ipynb", "made"], place, environment())
    (bundle,) = place.glob("made/autograder/*.zip")
    total = Spent(0.0, 0.0)
    for student in students:
        path = small.write(small.notebook(student), place / student / f"{small.NAME}.ipynb")
        run = [*command, "run", "-a", str(bundle), "-o", str(path.parent), str(path)]
        spent = timed(run, place, environment())
        known = None not in (total.processor, spent.processor)
        processor = total.processor + spent.processor if known else None
        total = Spent(total.wall + spent.wall, processor)
    return total


if __name__ == "__main__":
    main()
