"""Of all that one person handed in: which file is graded for which problem, and why no other.

Cells decide before names do. Of several attempts the last counts; of several files of one attempt
the one of the right name, or the highest number. What cannot be told apart is not graded, and the
student is told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from autograder.submissions import names, unpacking
from autograder.submissions.layouts import Origin, Parcel
from autograder.submissions.layouts.plain import GRADABLE, SCRIPTS
from autograder.submissions.look import Looked
from autograder.submissions.tree import File

ANSWERS = {
    ".html": "a web page (HTML) was handed in; hand in the notebook itself (File > Download)",
    ".htm": "a web page (HTML) was handed in; hand in the notebook itself (File > Download)",
    ".mlx": "a MATLAB live script was handed in; save it as .m (Save As) or as .ipynb (Export)",
    ".p": "MATLAB code that nobody can read was handed in (.p); hand in the .m file",
    ".pdf": "a PDF was handed in, which cannot be run; hand in the notebook itself",
    ".docx": "a Word document was handed in; hand in the notebook itself",
    ".url": "a link was handed in; download the notebook and hand in the file",
    ".7z": "an archive of another kind was handed in; hand in the notebook, or an ordinary zip",
    ".rar": "an archive of another kind was handed in; hand in the notebook, or an ordinary zip",
    ".gz": "an archive of another kind was handed in; hand in the notebook, or an ordinary zip",
    ".tar": "an archive of another kind was handed in; hand in the notebook, or an ordinary zip",
    ".tgz": "an archive of another kind was handed in; hand in the notebook, or an ordinary zip",
}
TYPED = "something was typed into the platform; hand in the notebook as a file"
MOST_NAMED = 6


@dataclass(frozen=True)
class Candidate:
    """A file that may be the notebook of a problem."""

    file: File
    origin: Origin
    said: names.Said
    looked: Looked | None
    problem: str
    parcel: int

    @property
    def depth(self) -> int:
        return self.file.shown.count("/")


@dataclass(frozen=True)
class Row:
    """What became of one file: a line of intake.csv."""

    file: File
    origin: Origin
    problem: str
    taken: bool
    why: str


@dataclass
class Choice:
    """The candidate to grade by problem, what the student reads about it, and why not, if none.

    unclear : what to say where no file was of any problem, as far as one could see
    """

    chosen: dict[str, Candidate] = field(default_factory=dict)
    told: dict[str, list[str]] = field(default_factory=dict)
    refused: dict[str, tuple[str, File]] = field(default_factory=dict)
    unclear: tuple[str, File] | None = None
    rows: list[Row] = field(default_factory=list)


def choose(
    parcels: Sequence[Parcel],
    problems: Mapping[str, tuple[str, ...]],
    looked: Mapping[object, Looked | None],
) -> Choice:
    """Choose among what one person handed in.

    problems : other names of each problem that is graded
    looked : by path, what the cells of a file say
    """
    choice, candidates, others = Choice(), [], []
    for number, parcel in enumerate(parcels):
        for file in parcel.files:
            found = candidate(file, parcel, number, problems, looked)
            (candidates if found else others).append(found or (file, parcel))
    notebooks = {c.problem for c in candidates if not is_script(c.file)}
    for problem in problems:
        own = [c for c in candidates if c.problem == problem]
        if problem in notebooks:
            others += [(c.file, parcels[c.parcel]) for c in own if is_script(c.file)]
            own = [c for c in own if not is_script(c.file)]
        if own:
            decide(choice, problem, own)
    leftovers(choice, others, problems)
    return choice


def released_scripts(problem: str) -> list[str]:
    """Names of scripts that students have got to fill in; Python's get notebooks alone."""
    return [f"{problem}{ending}" for ending in SCRIPTS if ending != ".py"]


def is_script(file: File) -> bool:
    return file.name.lower().endswith(SCRIPTS)


def candidate(file, parcel, number, problems, looked) -> Candidate | None:
    """The file as a candidate for the problem that its cells say, or else its name."""
    if not file.name.lower().endswith(GRADABLE) or file.trouble == HIDDEN:
        return None
    said, seen = names.read(file.name, problems), looked.get(file.path)
    problem = said.problem
    if seen is not None and seen.problem and (seen.sure or problem is None):
        problem = seen.problem
    sole = len(problems) == 1 and not said.other and not is_script(file) and not file.trouble
    if problem is None and sole:
        notebooks = [f for f in parcel.files if f.name.lower().endswith(GRADABLE)]
        if len(notebooks) == 1:  # the sole notebook, and nothing else that it could be
            (problem,) = problems
    if problem is None or problem not in problems:
        return None
    if is_script(file) and said.problem != problem and not (seen and seen.sure):
        return None
    return Candidate(file, parcel.origin, said, seen, problem, number)


def decide(choice: Choice, problem: str, own: list[Candidate]) -> None:
    """Choose among the candidates of one problem."""
    whole = [c for c in own if not c.file.trouble] or own
    latest = max(c.origin.order for c in whole)
    now = [c for c in whole if c.origin.order == latest]
    filled = [c for c in now if not (c.looked and c.looked.untouched)] or now
    best = of_one_attempt(filled)
    if best is None:
        told = ", ".join(ascii(c.file.name) for c in filled[:MOST_NAMED])
        reason = (
            f"there are {len(filled)} notebooks of {problem} ({told}), and which of them counts "
            f"cannot be told; hand in one, named {problem}.ipynb"
        )
        choice.refused[problem] = (reason, filled[0].file)
        choice.rows += [Row(c.file, c.origin, problem, False, reason) for c in own]
        return
    choice.chosen[problem] = best
    told = choice.told.setdefault(problem, [])
    if not best.said.exact and best.file.name not in released_scripts(problem):
        shown = best.file.name.encode("unicode_escape").decode()
        told.append(f"graded the file '{shown}'; the name should be {problem}.ipynb")
    if best.said.problem not in (None, problem):
        told.append(f"its name says {best.said.problem}, but its cells are those of {problem}")
    for other in own:
        if other is best:
            choice.rows.append(Row(best.file, best.origin, problem, True, "; ".join(told)))
            continue
        why = why_not(other, best, latest, filled)
        choice.rows.append(Row(other.file, other.origin, problem, False, why))
        if other in now or other.file.trouble:
            told.append(f"not graded: {ascii(other.file.name)}, which {why}")


def of_one_attempt(filled: list[Candidate]) -> Candidate | None:
    """The one that counts among those of one attempt; None if that cannot be told."""
    exact = [c for c in filled if c.said.exact]
    for group in (exact, filled):
        if not group:
            continue
        if len({c.looked.content if c.looked else c.file.path for c in group}) == 1:
            return min(group, key=lambda c: c.depth)
        if group is exact:
            top = [c for c in exact if c.depth == min(e.depth for e in exact)]
            return top[0] if len(top) == 1 else None
        alike = {tuple(w for w in c.said.rest if w not in ("copy", "of")) for c in group}
        last = max(c.said.numbers for c in group)
        top = [c for c in group if c.said.numbers == last]
        return top[0] if len(top) == 1 and len(alike) == 1 else None
    return None


def why_not(other: Candidate, best: Candidate, latest: tuple, filled: list[Candidate]) -> str:
    if other.file.trouble:
        return other.file.trouble
    if other.origin.order != latest:
        return "is of an earlier attempt"
    if other not in filled:
        return "is as it was handed out"
    if other.looked and best.looked and other.looked.content == best.looked.content:
        return "has the same cells"
    return f"stands beside {ascii(best.file.name)}, which counts"


def leftovers(choice: Choice, others: list[tuple[File, Parcel]], problems) -> None:
    """What is no notebook of a problem: said what it is, and answered if there is nothing else."""
    seen = [file for file, _ in others if file.trouble != HIDDEN]
    whole = [file for file in seen if is_notebook(file) and not file.trouble]
    reasons = []
    for file, parcel in others:
        reason = answer(file, parcel, whole)
        problem = names.read(file.name, problems).problem or ""
        choice.rows.append(Row(file, parcel.origin, problem, False, reason or BESIDE))
        if reason and file.trouble != HIDDEN:
            reasons.append((problem, reason, file))
    for problem, reason, file in reasons:
        if problem and problem not in choice.chosen:
            choice.refused.setdefault(problem, (reason, file))
    if choice.chosen or choice.refused:
        return
    if reasons:
        choice.unclear = reasons[0][1:]
    elif seen:
        told = ", ".join(ascii(file.name) for file in seen[:MOST_NAMED])
        choice.unclear = (f"there is no notebook in what was handed in ({told})", seen[0])


HIDDEN = unpacking.HIDDEN
BESIDE = "lies beside the notebook"


def is_notebook(file: File) -> bool:
    return file.name.lower().endswith((".ipynb", ".ipynb.txt", ".ipynb.json"))


def answer(file: File, parcel: Parcel, notebooks: list[File]) -> str:
    """What to say about a file that is graded for no problem; empty if it may lie beside one.

    notebooks : all that are of no problem, as far as one can see
    """
    if file.trouble:
        return f"{ascii(file.name)} {file.trouble}"
    if parcel.text:
        return TYPED
    if file in notebooks:
        told = ", ".join(ascii(one.name) for one in notebooks[:MOST_NAMED])
        number = len(notebooks)
        count = "is a notebook" if number == 1 else f"are {number} notebooks"
        return f"there {count} ({told}), and neither name nor cells say of which problem"
    lower = file.name.lower()
    return next((told for ending, told in ANSWERS.items() if lower.endswith(ending)), "")
