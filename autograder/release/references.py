"""The lists of references at the end of the problems, made from references.bib.

`python -m autograder.release.references` writes them into the sources. A problem lists what its
texts link to, https://doi.org/..., and nothing else, so that no entry is forgotten or left over.
"""

import re
from pathlib import Path

from autograder import PROJECT
from autograder.problems import SOLUTIONS, catalogue

BIBLIOGRAPHY = PROJECT / "references.bib"
LINK = re.compile(r"https://doi\.org/([^)\s]+)")
HEADING = "# %% [markdown]\n# ## References\n"


class ReferenceError(Exception):
    """A text links to a paper that references.bib has not; says which."""


def cited(text: str) -> set[str]:
    """The DOIs that the texts of a problem link to, its list of references aside."""
    return set(LINK.findall(text.partition(HEADING)[0]))


def entries(dois: set[str]) -> list[str]:
    """The formatted entries for these DOIs, in Markdown, by author and year.

    Raises ReferenceError for a DOI that is not in references.bib.
    """
    from pybtex.database import parse_file
    from pybtex.plugin import find_plugin

    known = {
        entry.fields["doi"]: entry
        for entry in parse_file(BIBLIOGRAPHY).entries.values()
        if "doi" in entry.fields
    }
    if missing := sorted(dois - known.keys()):
        raise ReferenceError(f"references.bib has no entry with the doi {', '.join(missing)}")
    chosen = sorted((known[doi] for doi in dois), key=lambda entry: entry.key)
    style = find_plugin("pybtex.style.formatting", "unsrt")(abbreviate_names=True)
    backend = find_plugin("pybtex.backends", "markdown")()
    return [tidy(made.text.render(backend)) for made in style.format_entries(chosen)]


def tidy(entry: str) -> str:
    """An entry on one line, without the backslashes that Markdown does not need here."""
    return " ".join(re.sub(r"\\([^\w\s])|\\(?=_)", r"\1", entry).split())


def with_references(source: str) -> str:
    """The source of a problem with its list of references brought up to date."""
    before, heading, _ = source.partition(HEADING)
    lines = [line for entry in entries(cited(source)) for line in wrapped(entry)]
    return f"{before}{heading}#\n" + "".join(f"# {line}".rstrip() + "\n" for line in lines)


def wrapped(entry: str) -> list[str]:
    """The lines of a list item, at most as wide as the other texts."""
    lines = ["-"]
    for word in entry.split():
        if len(lines[-1]) + 1 + len(word) > 97 and lines[-1].strip("- "):
            lines.append(" ")
        lines[-1] += f" {word}"
    return lines


def main(folder: Path = SOLUTIONS) -> None:
    """Write the references into the sources of all problems."""
    for name in catalogue.names():
        path = folder / f"{name}.py"
        path.write_text(with_references(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
