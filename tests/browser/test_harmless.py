"""Nothing that a student wrote in a text cell runs where it is shown."""

import html

import pytest
from nbconvert.filters import markdown2html

from autograder.integrations.nbgrader.harmless import harmless

RUN = "window.ran = true"
HOSTILE = [
    f"<script>{RUN}</script>",
    f"<img src=x onerror='{RUN}'>",
    f"<svg onload='{RUN}'></svg>",
    f"<svg><script>{RUN}</script></svg>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f"<a href='javascript:{RUN}'>click</a>",
    f"[click](javascript:{RUN.replace(' ', '')})",
    f"[click](JaVa&#x53;cript:{RUN.replace(' ', '')})",
    f"[click]( <javascript:{RUN.replace(' ', '')}>)",
    f"[click](java%73cript:{RUN.replace(' ', '')})",
    f"[click][1]\n\n[1]: javascript:{RUN.replace(' ', '')}",
    f'![x](x"onerror="{RUN.replace(" ", "")})',
    f"<javascript:{RUN.replace(' ', '')}>",
    f"<details open ontoggle='{RUN}'>x</details>",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"&amp;lt;script&amp;gt;{RUN}&amp;lt;/script&amp;gt;",
    f"<math><mtext><script>{RUN}</script></mtext></math>",
    f"<style onload='{RUN}'></style>",
    f"<form><button formaction='javascript:{RUN}'>x</button></form>",
    f"`<script>{RUN}</script>`",
    f"    <script>{RUN}</script>",
    f"$<script>{RUN}</script>$",
    f"$$a <img src=x onerror={RUN.replace(' ', '')}> b$$",
    "<!-- --!><img src=x onerror='window.ran=true'>-->",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_runs(text, browser):
    """Neither when the page is opened nor when everything on it is clicked."""
    page = browser.new_page()
    page.set_content(markdown2html(harmless(text)))
    for link in page.locator("a, button, img, details").all():
        link.dispatch_event("click")
    page.wait_for_timeout(50)
    assert page.evaluate("window.ran") is None
    page.close()


@pytest.mark.parametrize(
    "text",
    [
        "The real parts decide, **not** the modulus.",
        "$a < b$ and $b > c$",
        "> a quotation\n\n- a list\n- of `code`",
        "[a paper](https://doi.org/10.1103/PhysRevLett.61.259)",
        "x<sub>i</sub> & y<br>z",
    ],
)
def test_an_honest_answer_looks_as_it_did(text):
    """Formulas, lists, links and a few tags."""
    before, after = (html.unescape(markdown2html(shown)) for shown in (text, harmless(text)))
    assert after == before


def test_pasted_pictures_stay():
    """Their types are looked at where they are read."""
    assert harmless("![a drawing](attachment:drawing.png)") == (
        "![a drawing](attachment:drawing.png)"
    )
