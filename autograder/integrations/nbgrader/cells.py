"""Bring the nbgrader cells of a submitted notebook into order."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass

from nbformat import NotebookNode, v4
from nbgrader.utils import compute_checksum

HIDDEN_BEGIN, HIDDEN_END = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"


@dataclass(frozen=True)
class Known:
    """What the gradebook knows of a notebook: its cells in order, by name."""

    cells: dict[str, NotebookNode]

    @classmethod
    def of(cls, notebook, order: list[str]) -> "Known":
        """The cells of a notebook of nbgrader's gradebook, as they should be.

        order : names as in the source; the gradebook keeps none, and PostgreSQL returns another
        """
        points = {cell.name: cell.max_score for cell in notebook.grade_cells}
        solutions = {cell.name for cell in notebook.solution_cells}
        cells = {}
        places = {name: place for place, name in enumerate(order)}
        ordered = sorted(
            notebook.source_cells, key=lambda c: (places.get(c.name, len(order)), c.name)
        )
        for source in ordered:
            make = getattr(v4, f"new_{source.cell_type}_cell")
            cell = make(source.source)
            cell.metadata["nbgrader"] = {
                "grade": source.name in points,
                "grade_id": source.name,
                "locked": source.locked,
                "schema_version": 3,
                "solution": source.name in solutions,
                "task": False,
                "cell_type": source.cell_type,
                "checksum": source.checksum,
            }
            if source.name in points:
                cell.metadata["nbgrader"]["points"] = points[source.name]
            cells[source.name] = cell
        return cls(cells)


def restore(cells: list, known: Known, warn: Callable[[str], None]) -> list:
    """The student's cells with each known cell exactly once and as it should be."""
    kept, seen = [], set()
    for cell in cells:
        name = name_of(cell)
        cell.metadata.pop("nbgrader", None)
        if name in known.cells and name not in seen:
            seen.add(name)
            cell = as_known(cell, known.cells[name], warn)
        elif name in seen:
            warn(f"cell {name} is there more than once; the first one counts")
        kept.append(cell)
    position = 0
    for name, cell in known.cells.items():
        if name in seen:
            position = 1 + next(i for i, own in enumerate(kept) if name_of(own) == name)
        elif cell.metadata.nbgrader.grade:
            if cell.metadata.nbgrader.solution:
                warn(f"the written answer {name} is missing; an empty one is put in its place")
            else:
                warn(f"cell {name} was deleted; it is put back, and costs nothing")
            kept.insert(position, with_metadata(cell, cell))
            position += 1
    return kept


def name_of(cell: NotebookNode) -> str | None:
    """The cell's nbgrader name, if its metadata is such that it can have one."""
    mine = cell.metadata.get("nbgrader")
    name = mine.get("grade_id") if isinstance(mine, dict) else None
    return name if isinstance(name, str) else None


def as_known(cell: NotebookNode, wanted: NotebookNode, warn) -> NotebookNode:
    """The student's cell with the metadata that it should have, and the source if it is locked."""
    name = wanted.metadata.nbgrader.grade_id
    if cell.cell_type != wanted.cell_type:
        warn(f"cell {name} was turned into another type; it is turned back")
        make = getattr(v4, f"new_{wanted.cell_type}_cell")
        cell = make(cell.source, id=cell.id, metadata=cell.metadata)
    if wanted.metadata.nbgrader.locked:
        if cell.source.strip() != without_hidden(wanted.source).strip():
            warn(f"the locked cell {name} was edited; the original counts")
        cell.source = wanted.source
    return with_metadata(cell, wanted)


def with_metadata(cell: NotebookNode, wanted: NotebookNode) -> NotebookNode:
    """The cell, of the same type, with the nbgrader metadata that it should have."""
    fresh = deepcopy(cell)
    fresh.metadata["nbgrader"] = NotebookNode(wanted.metadata.nbgrader)
    if wanted.metadata.nbgrader.locked:
        fresh.metadata.nbgrader["checksum"] = compute_checksum(fresh)
    return fresh


def closed(source: str) -> str:
    """A check cell that gives no points where our grader does not take over.

    nbgrader strips the lines for students, and puts them back when it grades; our step takes them
    out again. So they run only in an nbgrader that does not know our configuration.
    """
    told = "The hidden checks did not run: this course needs its own nbgrader_config.py"
    return f'{source}\n{HIDDEN_BEGIN}\nraise RuntimeError("{told}")\n{HIDDEN_END}'


def without_hidden(source: str) -> str:
    """The source without its hidden region."""
    start = source.find(HIDDEN_BEGIN)
    return source if start < 0 else source[:start].rstrip("\n")
