"""How a wrong answer differs from the right one, in a few words and two digits."""

import numpy as np

PLURAL_ENDS, SINGULAR_ENDS = "s", ("ss", "is", "us")
CUTS = (" with", " after ", " before ", " at ", " in ", " for ", " of a ", " of an ")
CLOSE = 0.05  # differences below this share of the number are told in digits that agree


def verb(what: str) -> str:
    """ "are" for "The rates of a trajectory", "is" for "The velocity"."""
    noun = subject(what).split(" of ")[0].split()[-1]
    plural = noun.endswith(PLURAL_ENDS) and not noun.endswith(SINGULAR_ENDS)
    return "are" if plural else "is"


def subject(what: str) -> str:
    """What is spoken of, without on which instance: "The path" for "The path with input"."""
    for cut in CUTS:
        what = what.split(cut)[0]
    return what


def difference(yours: np.ndarray, right: np.ndarray, wrong: np.ndarray) -> str:
    """How many entries are wrong, and the one that is furthest off, with both numbers.

    wrong : which entries are, of the shape of both
    """
    if wrong.ndim == 0:
        return f"it {beside(yours[()], right[()])}"
    worst = np.unravel_index(np.argmax(np.abs(yours - right)), wrong.shape)
    place = ", ".join(str(int(i)) for i in worst)
    numbers = beside(yours[worst], right[worst])
    if wrong.size == 1:
        return f"the entry [{place}] {numbers}"
    count = np.count_nonzero(wrong)
    share = f"{count} of {wrong.size} entries {'is' if count == 1 else 'are'} wrong"
    if count == wrong.size:
        share = f"all {count} entries are wrong"
    return f"{share}; furthest off is the entry [{place}], which {numbers}"


def beside(yours, right) -> str:
    """Both numbers in two digits; if these agree, how many digits do."""
    size = max(abs(yours), abs(right))
    off = abs(yours - right) / size if size else 0.0
    if off < CLOSE:
        digits = int(-np.log10(off)) if off else 0
        agree = f"in about {digits} digit{'s' * (digits > 1)}"
        return f"is {short(yours)} and agrees with the right number {agree} only"
    return f"is {short(yours)} and should be {short(right)}"


def short(number) -> str:
    """A number in two digits."""
    if isinstance(number, complex | np.complexfloating):
        return f"{number.real:.2g}{number.imag:+.2g}i"
    return f"{number:.2g}"


def shape_told(wanted: tuple, given: tuple) -> str:
    """What the eye sees when it compares two shapes, to be put behind them; often nothing."""
    if len(wanted) == 2 and len(given) == 2:
        rows, columns = wanted
        if rows != columns and given[0] == columns and given[1] == rows:
            return ", so rows and columns are exchanged"
    if len(wanted) == len(given) and wanted and wanted[1:] == given[1:] and None not in wanted:
        rows, what = given[0] - wanted[0], "row" if len(given) > 1 else "entry"
        if abs(rows) == 1:
            return f", one {what} too {'many' if rows > 0 else 'few'}"
    if wanted and len(wanted) == len(given) + 1 and given == wanted[1:]:
        return ", a dimension too few"
    return ""
