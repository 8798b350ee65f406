"""Figures of another language: as checks ask about them, and drawn again from their description."""

import io

import numpy as np
from matplotlib.colors import is_color_like
from matplotlib.figure import Figure

WIDTH, HEIGHT = 6.4, 4.8  # inches


def described(axes):
    """A description as `axes.describe` gives it for matplotlib's Axes."""
    ratio = float(np.ravel(axes["unit_ratio"])[0])
    return {
        **{key: str(axes[key]) for key in ("xlabel", "ylabel", "title", "xscale", "yscale")},
        "xlim": [float(x) for x in np.ravel(axes["xlim"])],
        "ylim": [float(y) for y in np.ravel(axes["ylim"])],
        "unit_ratio": None if np.isnan(ratio) else ratio,
        "lines": [
            {"xy": points(line["xy"])}
            | {key: str(line[key] or "") for key in ("spans", "marker", "style", "label")}
            for line in axes["lines"]
        ],
        "points": [{"xy": points(xy), "label": label} for xy, label, _ in clouds(axes)],
        "segments": [],
        "outlines": [{"xy": points(xy), "label": ""} for xy in axes.get("outlines", ())],
        "bars": points(axes["bars"], 4).tolist(),
        "steps": [
            {"values": points(s["values"], 1)[:, 0], "edges": points(s["edges"], 1)[:, 0]}
            for s in axes.get("steps", ())
        ],
        "legend": [str(text) for text in axes["legend"]],
        "texts": [str(text) for text in axes.get("texts", ())],
    }


def clouds(axes):
    """Positions, label and colour of each set of points; a language may give the first alone."""
    for cloud in axes["points"]:
        if isinstance(cloud, dict):
            yield cloud["xy"], str(cloud["label"]), color(cloud["color"])
        else:
            yield cloud, "", None


def color(given):
    """A colour for matplotlib, from a name or from three shares of red, green and blue."""
    if isinstance(given, str):
        return given if is_color_like(given) else "black"
    return tuple(np.clip(np.ravel(given), 0, 1))


def points(array, columns=2):
    return np.asarray(array, float).reshape(-1, columns)


def png(axes_of_figure):
    """The picture of a figure, PNG, from the descriptions of its axes."""
    figure = Figure(figsize=(WIDTH, HEIGHT))
    for axes in axes_of_figure:
        draw(figure.add_axes([float(x) for x in np.ravel(axes["position"])]), axes)
    page = io.BytesIO()
    figure.savefig(page, format="png", dpi=72, bbox_inches="tight")
    return page.getvalue()


def draw(ax, axes):
    for image in axes.get("images", ()):
        (left, right), (top, bottom) = np.ravel(image["x"]), np.ravel(image["y"])
        extent = (left, right, bottom, top)
        ax.imshow(np.atleast_2d(image["data"]), aspect="auto", extent=extent)
    for x, y, width, height in points(axes["bars"], 4):
        ax.bar(x, height, width, bottom=y, align="edge", color="tab:blue", edgecolor="white")
    for xy in map(points, axes.get("outlines", ())):
        ax.plot(xy[:, 0], xy[:, 1], color="black")
    for xy, label, shade in clouds(axes):
        ax.plot(*points(xy).T, "o", color=shade, markersize=4, label=label or None)
    for steps in axes.get("steps", ()):
        values, edges = (np.ravel(steps[key]) for key in ("values", "edges"))
        ax.stairs(values, edges, color=color(steps["color"]), label=str(steps["label"]) or None)
    for line in axes["lines"]:
        xy = points(line["xy"])
        style = {"color": color(line["color"])}
        style |= {"linestyle": known(line["style"], ("-", "--", ":", "-."), "none")}
        style["marker"] = (
            known(line["marker"], tuple(".ox+*sd^v<>ph"), "o") if line["marker"] else ""
        )
        across = {"x": ax.get_yaxis_transform, "y": ax.get_xaxis_transform}.get(line["spans"])
        style |= {"transform": across()} if across else {}
        ax.plot(xy[:, 0], xy[:, 1], label=line["label"] or None, **style)
    for side in "xy":
        if axes[f"{side}scale"] == "log":
            getattr(ax, f"set_{side}scale")("log")
        limits = [float(x) for x in np.ravel(axes[f"{side}lim"])]
        getattr(ax, f"set_{side}lim")(*limits)
        getattr(ax, f"set_{side}label")(plain(axes[f"{side}label"]))
    ratio = float(np.ravel(axes["unit_ratio"])[0])
    if np.isfinite(ratio):
        ax.set_aspect(ratio, adjustable="box")
    ax.set_title(plain(axes["title"]))
    if len(axes["legend"]) and ax.get_legend_handles_labels()[1]:
        ax.legend()


def known(word, words, otherwise):
    return word if word in words else otherwise


def plain(text):
    """Text without a sign that begins a formula."""
    return str(text).replace("$", r"\$")
