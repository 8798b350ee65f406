"""How an artist looks: what ties it to its entry in a legend, as it does for a reader."""

import numpy as np
from matplotlib.colors import to_rgba


def is_seen(artist):
    """Whether the artist shows at all."""
    alpha = artist.get_alpha()
    return artist.get_visible() and (alpha is None or bool(np.any(np.asarray(alpha) != 0)))


def look(artist):
    """Label, colour (six hexadecimal digits), marker and line style; "" for what it has not."""
    marker, style = mark(artist)
    colour = next(filter(None, map(hexadecimal, colours(artist))), "")
    return {"label": str(artist.get_label()), "color": colour, "marker": marker, "style": style}


def mark(artist):
    """Marker and line style of a line, each "" if it does not show; two empty texts for others."""
    if not hasattr(artist, "get_marker"):
        return "", ""
    marker, style = artist.get_marker(), artist.get_linestyle()
    if marker in (None, "None", "none", " ", "") or not artist.get_markersize():
        marker = ""
    if style in (None, "None", "none", " ", "") or not artist.get_linewidth():
        style = ""
    return str(marker), str(style)


def colours(artist):
    """The colours that an artist may be known by, the most striking one first."""
    if hasattr(artist, "get_marker"):
        if mark(artist)[1]:
            return [artist.get_color()]
        return [artist.get_markerfacecolor(), artist.get_markeredgecolor(), artist.get_color()]
    faces = [artist.get_facecolor()] if getattr(artist, "get_fill", lambda: True)() else []
    return [*faces, artist.get_edgecolor()]


def hexadecimal(colour):
    """The colour, the first of several, as six digits; "" if it is none or shows nothing."""
    if not isinstance(colour, str) and np.ndim(colour) == 2:
        colour = colour[0] if len(colour) else "none"
    try:
        red, green, blue, alpha = to_rgba(colour)
    except ValueError:
        return ""
    return "".join(f"{round(255 * part):02x}" for part in (red, green, blue)) if alpha > 0 else ""


def legend(ax):
    """Every entry of the legends of an Axes and of its figure: its text and its look."""
    figure = ax.get_figure(root=True)
    found = [ax.get_legend(), *(a for a in ax.artists if hasattr(a, "legend_handles"))]
    found += [*figure.legends, *(ax.figure.legends if ax.figure is not figure else ())]
    return [
        {**look(handle), "text": text.get_text()}
        for one in found
        if one is not None and one.get_visible()
        for handle, text in zip(one.legend_handles, one.get_texts(), strict=False)
    ]
