"""What is different in the languages that a submission may be written in: one record for each.

The hidden checks ask in Python's terms. A record says what becomes of an argument and of an answer,
how submissions in the language are recognised, and in which words its students are spoken to.
"""

from autograder.languages.draws import Draws
from autograder.languages.julia import JULIA
from autograder.languages.language import (
    NO_FUNCTIONS,
    PYTHON,
    RETURNED,
    Call,
    Functions,
    Language,
    Signature,
)
from autograder.languages.octave import ADDED_TO_OCTAVE, OCTAVE
from autograder.languages.values import Matrix, fitted, size_text

LANGUAGES = {language.name: language for language in (PYTHON, OCTAVE, JULIA)}


def of_kernel(name: str) -> Language | None:
    """The language of a notebook whose metadata give this name of a language or a kernel."""
    name = name.lower()
    for language in LANGUAGES.values():
        if name.startswith(language.kernels):
            return language
    return None


__all__ = [
    "ADDED_TO_OCTAVE",
    "Call",
    "Draws",
    "Functions",
    "JULIA",
    "LANGUAGES",
    "Language",
    "Matrix",
    "NO_FUNCTIONS",
    "OCTAVE",
    "PYTHON",
    "RETURNED",
    "Signature",
    "fitted",
    "of_kernel",
    "size_text",
]
