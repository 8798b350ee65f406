"""What is said to students in Python's words, in MATLAB's.

Whole phrases first, then the rules for code. A test looks at every sentence of the hidden checks
and finds words of Python that are still there.
"""

import re

PHRASES = (
    ("J @ phi(x), not phi(x) @ J", "J * phi(x), not J.' * phi(x)"),
    ("`np.arange(0, T + dt, dt)`", "`0:dt:T + dt`"),
    ("`np.linalg.norm(J)`", "`norm(J, 'fro')`"),
    (
        " (perhaps from numpy's hidden global state, as those of `np.random.randn` do)",
        " after the seed that `rng` has set",
    ),
    (
        "`eigvalsh` is for symmetric matrices: it reads only one half of J. Use `eigvals`.",
        "This is the answer for a matrix that was made symmetric. Use `eig(J)`.",
    ),
    (
        "`eigvalsh` assumes that the matrix is symmetric and reads only one half of it. "
        "Use `eigvals`.",
        "This is the answer for a matrix that was made symmetric. Use `eig(J)`.",
    ),
    (
        "The function makes a generator of its own, so it returns the same matrix again and again. "
        "Draw from the `rng` that is handed in.",
        "The function calls `rng` itself, so it returns the same matrix again and again. Leave the "
        "seed to whoever calls it.",
    ),
    (
        "come from numpy's hidden global state instead of `rng`",
        "do not follow from the seed that `rng` has set",
    ),
    (
        "comes from numpy's hidden global state instead of `rng`",
        "does not follow from the seed that `rng` has set",
    ),
    ("does not come from `rng`", "does not follow from the seed that `rng` has set"),
    ("draws from `rng`, all of it from there, and nothing", "draws with `randn`, and nothing"),
    ("from `rng` only: the same one gives", "with `randn` only: the same seed gives"),
    ("are drawn from `rng` than", "are drawn than"),
    ("from `rng`", "with `randn`"),
    ("`rng` must give", "`randn` must give"),
    ("The same `rng` gave", "The same seed gave"),
    ("The same generator g", "The same seed g"),
    ("Two different generators gave", "Two different seeds gave"),
    ("Different generators give", "Different seeds give"),
    ("was handed to the generator where it asks for", "multiplies `randn`, where one expects"),
    ("leave it to scipy.optimize", "leave it to `fsolve`"),
    ("instead of raising a RuntimeError", "instead of stopping with an `error`"),
    ("raises a RuntimeError", "stops with an `error`"),
    (", not a RuntimeError", ", not an `error` of your own"),
    ("`ax.hist`", "`hist`"),
    ("r @ J.T", "r * J.'"),
    ("`int(T / dt)`", "`floor(T / dt)`"),
    ("`r.mean(axis=0)`", "`mean(r, 1)`"),
    ("works; `svd` returns them as rows, `eigh` as columns.", "works."),
    (
        "`eig` does not know that a covariance is symmetric; `eigh` does, and returns "
        "real numbers.",
        "`eig` returns real numbers if the covariance is symmetric to the last digit.",
    ),
    (
        "Indices begin at 0: if the share is reached at index k, that takes k + 1 components.",
        "The component with which the share is reached counts, too.",
    ),
    ("and `argmax` of nothing but False is 0", "and `find` finds nothing"),
    (
        "`argmax` gives the index of the component that reaches 90 %, counted from 0; how many "
        "there are is one more.",
        "The component with which 90 % are reached counts, too.",
    ),
    ("`np.log`", "`log`"),
    ("np.inf", "Inf"),
    ("a `label` and call `ax.legend()`", "a `DisplayName` and call `legend`"),
    ("keys of the dictionary", "fields of the struct"),
    ("`norm(..., 2)`", "`norm(A)`"),
    (
        "along axis 0 and give a number for each column, which is what `scipy.stats` does unless "
        "it is told `axis=None`. Take all entries together.",
        "along the columns and give a number for each. Take all entries together, `J(:)`.",
    ),
    ("`np.flatnonzero`", "`find`"),
    (
        "The units are counted from 1. In Python the first unit is number 0.",
        "Every number is too large by one. The first unit is number 1.",
    ),
    ("`targets[0]`", "`targets(1, :)`"),
    ("nothing (is a `return` missing?)", "nothing"),
    ("the Python process", "the Octave process"),
)

RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"`J \* phi\(x\)`", "`J .* phi(x)`"),
        (r" @ ", " * "),
        (r"`eig(?:h|vals)`", "`eig`"),
        (r", rng\b", ""),
        (r"\b([A-Za-z]\w*)\[([^\][]*)\]", r"\1(\2)"),
        (r"\bTrue\b", "true"),
        (r"\bFalse\b", "false"),
        (r"\b([a-z]+)=(true|false|\d)", r"\1 = \2"),
        (r"\bAxes\b", "axes"),
        (r"\bhas shape \(([^(),]+), ([^(),]+)\)", r"is \1-by-\2"),
        (r"\bhave shape \(([^(),]+), ([^(),]+)\)", r"be \1-by-\2"),
        (r"\bshape \(([^(),]+), ([^(),]+)\)", r"\1-by-\2"),
        (r"(?<= )\(([TKNp]), ([NTkp])\)", r"(\1-by-\2)"),
    )
)


def words(text: str) -> str:
    """The sentence in MATLAB's words."""
    for phrase, ours in PHRASES:
        text = text.replace(phrase, ours)
    for pattern, ours in RULES:
        text = pattern.sub(ours, text)
    return text
