"""What every figure owes its reader: labels on the right sides, equal scales, a page of its own."""

import re

from autograder.checks.declaration import Wrong
from autograder.interview import Axes

# Words by which a label says what it stands at. Case does not matter.
REAL = r"\bre\b|real|ℜ"
IMAGINARY = r"\bim\b|imag|ℑ"
NUMBER_OF = r"\bn\b|#|count|number|frequen|occurr|how many|neurons|units|cells"


def expect_labels(axes: Axes) -> None:
    """Both axes are labelled."""
    for side, label in (("x", axes.xlabel), ("y", axes.ylabel)):
        if not label.strip():
            raise Wrong(f"The {side} axis has no label.")


def expect_sides(axes: Axes, right: str, up: str) -> None:
    """Both axes are labelled, and the labels are not exchanged.

    right, up : patterns of what is drawn to the right and upwards, such as REAL and IMAGINARY; a
    label in other words is nobody's business
    """
    expect_labels(axes)
    for label, own, other in ((axes.xlabel, right, up), (axes.ylabel, up, right)):
        if says(label, other) and not says(label, own):
            raise Wrong("The labels of the axes are exchanged, or one stands at the wrong axis.")


def says(label: str, pattern: str) -> bool:
    """Whether a label has one of these words, whatever it is set in."""
    plain = re.sub(r"\\(?:mathrm|mathit|mathbf|text|rm|it|bf)\b|[${}_\\]", " ", label)
    return re.search(pattern, plain, re.IGNORECASE) is not None


def expect_equal_aspect(axes: Axes, mistake: str = "unequal_scales") -> None:
    """One unit is as long on the y axis as on the x axis."""
    if axes.unit_ratio is None or abs(axes.unit_ratio - 1) > 0.01:
        raise Wrong("One unit is not equally long on both axes.", mistake)


def expect_new_figure(axes: Axes) -> None:
    """The function draws on a figure of its own, not on one that is open already."""
    if not axes.new:
        raise Wrong(
            "It draws into the figure that is open, over what is there. A new figure is asked for: "
            "begin with `fig, ax = plt.subplots()`."
        )
