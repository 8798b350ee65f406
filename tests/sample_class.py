"""Make the sample class `tests/submissions/`: `python -m tests.sample_class`.

Notebooks are the worked one with answers exchanged; of the text only the headings are kept. A
test makes them again and compares, so they follow the source.
"""

from pathlib import Path

import nbformat

from autograder.languages import OCTAVE
from autograder.problems import between_markers, catalogue
from autograder.problems.source import Problem
from autograder.release import other_languages, student_notebook, worked_pages

SUBMISSIONS = Path(__file__).parent / "submissions"
MATLAB = Path(__file__).parent / "submissions_matlab"  # beside the others: Octave may be missing

OTHER_STYLE = {
    "linear_fixed_points": """
        from scipy.linalg import null_space

        def linear_fixed_points(J):
            return null_space(np.identity(J.shape[0]) - J, rcond=1e-8)
    """,
    "velocity": """
        def velocity(x, J, phi=np.tanh, h=0.0):
            N = len(x)
            h = np.broadcast_to(h, N)
            dx = np.zeros(N)
            for i in range(N):
                total = 0.0
                for j in range(N):
                    total += J[i][j] * phi(x[j])
                dx[i] = -x[i] + total + h[i]
            return dx
    """,
    "jacobian": """
        def jacobian(x, J):
            return J @ np.diag(1 / np.cosh(x) ** 2) - np.identity(len(x))
    """,
    "is_stable": """
        def is_stable(J):
            growth = np.linalg.eig(J - np.identity(len(J)))[0].real
            return np.all(growth < -1e-8)
    """,
    "random_connectivity": """
        def random_connectivity(N, g, rng):
            return rng.normal(loc=0.0, scale=np.sqrt(g**2 / N), size=(N, N))
    """,
    "spectrum": """
        import scipy.linalg

        def spectrum(J):
            return sorted(scipy.linalg.eigvals(J), key=abs)
    """,
    "plot_spectrum": """
        def plot_spectrum(J, g):
            w = np.linalg.eigvals(J)
            ax = plt.figure().add_subplot()
            ax.scatter(w.real, w.imag, s=8)
            ax.add_artist(plt.Circle((0, 0), g, fill=False, color="C1"))
            ax.vlines(1, -2, 2, linestyles="dotted")
            ax.axis("equal")
            ax.set(xlabel="Re", ylabel="Im")
            return ax
    """,
    "find_fixed_point": """
        def find_fixed_point(J, phi, x0):
            x = np.array(x0, dtype=float)
            for _ in range(5000):
                x = 0.5 * x + 0.5 * (J @ phi(x))
                if np.abs(-x + J @ phi(x)).max() < 1e-10:
                    return x
            x = optimize.fsolve(lambda y: -y + J @ phi(y), x, xtol=1e-13)
            if np.abs(-x + J @ phi(x)).max() < 1e-8:
                return x
            raise RuntimeError("no fixed point from this start")
    """,
    "plot_fixed_point": """
        def plot_fixed_point(x):
            fig, ax = plt.subplots()
            counts, edges = np.histogram(x, bins="auto")
            ax.stairs(counts, edges, fill=True)
            ax.set_xlabel("x")
            ax.set_ylabel("count")
            return ax
    """,
    "currents_from_rates": """
        def currents_from_rates(r, J, h):
            return np.einsum("ij,...j->...i", J, r) + h
    """,
    "rates_from_currents": """
        def rates_from_currents(x, J, h):
            return (x - h) @ np.linalg.inv(J).T
    """,
    "ei_connectivity": """
        def ei_connectivity(N, f, sE, sI, m, rng, balanced=True):
            NE = round(f * N)
            E = rng.normal(0, sE / np.sqrt(N), (N, NE))
            I = rng.normal(0, sI / np.sqrt(N), (N, N - NE))
            J = np.hstack([E, I])
            if balanced:
                J = J - J.sum(axis=1)[:, None] / N
            J[:, :NE] += m / np.sqrt(N)
            J[:, NE:] -= f * m / (1 - f) / np.sqrt(N)
            return J
    """,
}

CHEN = {
    ("1b", "transposed"),
    ("1d", "modulus_for_real_part"),
    ("1e", "variance_g_over_N"),
    ("1f", "believes_the_flag"),
    ("2a", "leak_before_the_rates"),
    ("2d", "projection_around_zero"),
    ("2e", "one_too_few"),
    ("2f", "no_logarithm"),
    ("3d", "spectral_norm"),
    ("3f", "pearson_kurtosis"),
    ("3g", "rows_instead_of_columns"),
    ("3i", "c_twice"),
}

ENDLESS = """
def linear_fixed_points(J):
    x = np.ones(len(J))
    while np.linalg.norm(J @ x - x) > 0:
        x = J @ x + x
    return x[:, None]
"""

WEB_PAGE = """<!DOCTYPE html>
<html><head><title>problem1 - Jupyter Notebook</title></head>
<body><p>This is the page, not the notebook.</p></body></html>
"""


def classroom() -> dict[str, str]:
    """Text of each file by its path below `tests/submissions/`."""
    files = {}
    for name in catalogue.names():
        problem = catalogue.read(name)
        files[f"ada/{name}.ipynb"] = text(problem.notebook())
        files[f"bruno/{name}.ipynb"] = text(nbformat.reads(student_notebook.build(problem), 4))
        files[f"chen/{name}.ipynb"] = text(with_answers(problem, mistaken(name)))
    problem = catalogue.read("problem1")
    return files | {
        "dana/problem1.ipynb": text(with_import_error(problem)),
        "emeka/problem1.ipynb": text(with_answers(problem, {"linear_fixed_points": ENDLESS})),
        "fatima/problem1.ipynb": WEB_PAGE,
        "hiro/problem1.ipynb": text(with_answers(problem, OTHER_STYLE)),
    }


NOOR = {
    "linear_fixed_points": ("null_space_of_J", "B = null(J);"),
    "velocity": ("transposed", "v = -x + J' * phi(x) + h;"),
    "is_stable": ("modulus_for_real_part", "yes = max(abs(eig(J))) < 1;"),
    "random_connectivity": ("variance_g_over_N", "J = sqrt(g / N) * randn(N);"),
    "ei_connectivity": (
        "never_balanced",
        "e = (1:N) <= round(f * N);\n"
        "    J = randn(N) .* (sE * e + sI * ~e) / sqrt(N) ...\n"
        "        + (m * e - f * m / (1 - f) * ~e) / sqrt(N);",
    ),
}
OMAR = {
    "linear_fixed_points": "while true, B = J; end",
    "velocity": "system('ls /work; cat /etc/passwd'); v = -x + J * phi(x) + h;",
    "jacobian": "A = ones(1e5);",
}


def matlab_classroom() -> dict[str, str]:
    """The same for the MATLAB students, below `tests/submissions_matlab/`."""
    files = {}
    for name in catalogue.names():
        (edition,) = (p for p in catalogue.editions(name) if p.language is OCTAVE)
        files[f"mia/{name}.ipynb"] = text(edition.notebook())
        if name == "problem1":
            noor = {function: answer for function, (_, answer) in NOOR.items()}
            worked = text(with_matlab_answers(edition, noor))
            script = other_languages.script(nbformat.reads(worked, 4), OCTAVE)
            files["noor/problem1.m"] = script
            files["omar/problem1.ipynb"] = text(with_matlab_answers(edition, OMAR))
    return files


def with_matlab_answers(problem: Problem, answers: dict[str, str]) -> nbformat.NotebookNode:
    """The worked notebook with other code between the markers of some functions."""
    notebook = problem.notebook()
    for name, source in answers.items():
        (cell,) = (c for c in notebook.cells if c.source.startswith(f"%%file {name}.m\n"))
        cell.source = cell.source.replace(between_markers(cell.source), f"    {source}")
    return notebook


def mistaken(problem: str) -> dict[str, str]:
    """The code of chen's mistakes, by the function that it stands for."""
    own = [m for m in catalogue.suite(problem).mistakes if (m.question, m.name) in CHEN]
    return {mistake.imitates: mistake.source() for mistake in own}


def with_answers(problem: Problem, answers: dict[str, str]) -> nbformat.NotebookNode:
    """The worked notebook with some functions exchanged, by the function's name."""
    notebook = problem.notebook()
    for name, source in answers.items():
        own = [c for c in notebook.cells if "-answer-" in c.id and f"def {name}(" in c.source]
        own[0].source = unindent(source)
    return notebook


def with_import_error(problem: Problem) -> nbformat.NotebookNode:
    """The worked notebook whose first cell imports a library that is not there."""
    notebook = problem.notebook()
    first = next(cell for cell in notebook.cells if cell.cell_type == "code")
    first.source = f"import seaborn as sns\n{first.source}"
    return notebook


def unindent(source: str) -> str:
    lines = source.strip("\n").splitlines()
    depth = len(lines[0]) - len(lines[0].lstrip())
    return "\n".join(line[depth:] for line in lines).rstrip()


WRITTEN = "It depends on the eigenvalues of J, as the figure above shows."


def text(notebook: nbformat.NotebookNode) -> str:
    """The notebook as a student would have it: no solution markers, own words, headings only."""
    for cell in worked_pages.without_markers(notebook).cells:
        written = cell.metadata.get("nbgrader", {}).get("grade") and cell.cell_type == "markdown"
        if written and cell.source != "YOUR ANSWER HERE":
            cell.source = WRITTEN
        elif cell.cell_type == "markdown" and not written:
            cell.source = cell.source.splitlines()[0]
    return nbformat.writes(notebook) + "\n"


def main() -> None:
    files = {SUBMISSIONS / name: content for name, content in classroom().items()}
    files |= {MATLAB / name: content for name, content in matlab_classroom().items()}
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
