"""What is said to students in Python's words, in Julia's.

Whole phrases first, then the rules for code. A test looks at every sentence of the hidden checks
and finds words of Python that are still there.
"""

import re

MADE_SYMMETRIC = (
    "This is the answer for a matrix that was called `Symmetric`: of such a matrix only one half "
    "is read. Use `eigvals(J)`."
)
PHRASES = (
    ("J @ phi(x), not phi(x) @ J", "J * phi.(x), not J' * phi.(x)"),
    (
        "`J * phi(x)` multiplies entry by entry and gives a matrix. The sum over senders is a "
        "matrix product: `J @ phi(x)`.",
        "`J .* phi.(x)` multiplies entry by entry and gives a matrix. The sum over senders is a "
        "matrix product: `J * phi.(x)`.",
    ),
    ("J @ phi(x)", "J * phi.(x)"),
    (
        "`eigvalsh` is for symmetric matrices: it reads only one half of J. Use `eigvals`.",
        MADE_SYMMETRIC,
    ),
    (
        "`eigvalsh` assumes that the matrix is symmetric and reads only one half of it. "
        "Use `eigvals`.",
        MADE_SYMMETRIC,
    ),
    ("`np.linalg.norm(J)`", "`norm(J)`"),
    ("as those of `np.random.randn` do", "as those of `randn()` without a generator do"),
    ("from numpy's hidden global state", "from Julia's hidden global generator"),
    ("was handed to the generator where it asks for", "multiplies `randn`, where one expects"),
    ("leave it to scipy.optimize, until", "go on until"),
    (" (`ax.hist`)", ""),
    ("raising a RuntimeError", "throwing an error"),
    ("raises a RuntimeError", "throws an error"),
    (", not a RuntimeError", ", not an error of its own, `error(...)`"),
    ("raise a RuntimeError unless", "throw an error unless"),
    ("RuntimeError", "error"),
    ("r @ J.T", "r * J'"),
    ("`int(T / dt)`", "`floor(T / dt)`"),
    ("`r.mean(axis=0)`", "`mean(r; dims=1)`"),
    ("`np.arange(0, T + dt, dt)`", "`0:dt:T + dt`"),
    ("works; `svd` returns them as rows, `eigh` as columns.", "works."),
    (
        "`eig` does not know that a covariance is symmetric; `eigh` does, and returns "
        "real numbers.",
        "`eigen` returns real numbers if it knows that a covariance is `Symmetric`.",
    ),
    (
        "Indices begin at 0: if the share is reached at index k, that takes k + 1 components.",
        "The component with which the share is reached counts, too.",
    ),
    ("and `argmax` of nothing but False is 0", "and `findfirst` finds nothing"),
    (
        "`argmax` gives the index of the component that reaches 90 %, counted from 0; how many "
        "there are is one more.",
        "The component with which 90 % are reached counts, too.",
    ),
    ("`round(T / dt) // 2`", "`round(Int, T / dt) ÷ 2`"),
    ("`np.log`", "`log`"),
    ("np.inf", "Inf"),
    (
        "The number is right, and a float. Numbers of components are counted: return an `int`.",
        "The number is right, and no integer. Numbers of components are counted: return an `Int`.",
    ),
    ("an `int`", "an `Int`"),
    ("must return an int;", "must return an `Int`;"),
    ("`eigh` sorts", "`eigen` sorts"),
    ("`eigh` returns", "`eigen` returns"),
    ("a `label` and call `ax.legend()`", "a `label`"),
    (
        "along axis 0 and give a number for each column, which is what `scipy.stats` does unless "
        "it is told `axis=None`. Take all entries together.",
        "along the columns and give a number for each. Take all entries together, without `dims`.",
    ),
    ("`np.flatnonzero`", "`findall`"),
    (
        "The units are counted from 1. In Python the first unit is number 0.",
        "Every number is too large by one. The first unit is number 1.",
    ),
    ("`targets[0]`", "`targets[1, :]`"),
    ("nothing (is a `return` missing?)", "nothing"),
    ("the Python process", "the Julia process"),
)

RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r" @ ", " * "),
        (r"`eigh`", "`eigen`"),
        (r"=True\b", "=true"),
        (r"=False\b", "=false"),
        (r"\bTrue\b", "true"),
        (r"\bFalse\b", "false"),
    )
)


def words(text: str) -> str:
    """The sentence in Julia's words."""
    for phrase, ours in PHRASES:
        text = text.replace(phrase, ours)
    for pattern, ours in RULES:
        text = pattern.sub(ours, text)
    return text
