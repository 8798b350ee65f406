"""What students write as text, so that nothing of it runs in a browser.

nbgrader's formgrader and feedback show the text cells of a notebook as HTML, on the origin where
the kernels of whoever marks live. Tags and attributes are those that nbconvert's own list allows,
and links that would run something lead nowhere.
"""

import html
import re
from urllib.parse import unquote

from nbconvert.preprocessors.sanitize import SanitizeHTML

SCHEMES = ("javascript:", "vbscript:", "data:")
INLINE = re.compile(r"(\]\(\s*<?)([^)\n]*)")  # [text](target "title")
DEFINED = re.compile(r"(^\s{0,3}\[[^\]\n]*\]:\s*<?)(\S+)", re.MULTILINE)  # [name]: target
# `attachment:` is how a pasted picture is named; its types are looked at where they are read.
MORE_TAGS = ("br", "p", "sub", "sup", "u")
LESS = re.compile(r"&lt;(?![a-zA-Z/!?&])")  # a sign of formulas: no tag begins like this


def harmless(text: str) -> str:
    """The Markdown of a text cell, without what could run."""
    sanitizer = SanitizeHTML(strip=False)
    sanitizer.tags = [*sanitizer.tags, *MORE_TAGS]
    text = sanitizer.sanitize_html_tags(text)
    for pattern in (INLINE, DEFINED):
        text = pattern.sub(lambda found: found[1] + target(found[2]), text)
    # What cleaning has written as entities is Markdown again: signs in formulas, quotations.
    return LESS.sub("<", text).replace("&gt;", ">").replace("&amp;", "&")


def target(link: str) -> str:
    """Where a link leads to: nowhere, if it would run something."""
    plain = "".join(unquote(html.unescape(html.unescape(link))).split()).lower()
    plain = "".join(character for character in plain if character.isprintable())
    return "#" if plain.startswith(SCHEMES) else link
