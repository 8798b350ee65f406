"""
An `Axes` of the released module FigureAxes as plain data: as checks ask about it, and as it is
drawn again for the student's page. Figures of Plots, PyPlot and Makie are described by their
documented fields where these packages are installed (not tested: they are not there in the sandbox
of the course's own grading).
"""
module Described

"Whether a value is an Axes of FigureAxes, or a Figure of several."
is_axes(value) = is_ours(value, :Axes)
is_figure(value) = is_ours(value, :Figure)
is_ours(value, name) = nameof(typeof(value)) == name && nameof(parentmodule(typeof(value))) == :FigureAxes

"The description of each Axes in a figure, with its place: left, bottom, width, height."
function figure(value)
    is_axes(value) && return Any[axes(value, [0.1, 0.1, 0.8, 0.8])]
    rows = cld(length(value.panels), value.columns)
    map(enumerate(value.panels)) do (number, panel)
        row, column = divrem(number - 1, value.columns)
        w, h = 1 / value.columns, 1 / rows
        axes(panel, [(column + 0.15) * w, 1 - (row + 0.85) * h, 0.8w, 0.7h])
    end
end

xy(x, y) = hcat(x, y)

"What an Axes holds; positions are (n, 2)."
function axes(ax, position=[0.1, 0.1, 0.8, 0.8])
    # The limits are the module's own, which may be one that the student has included.
    xlim, ylim = Base.invokelatest(parentmodule(typeof(ax)).limits, ax)
    lines, points, bars, steps = Any[], Any[], zeros(0, 4), Any[]
    for mark in ax.marks
        if mark.kind == :points
            push!(points, Dict("xy" => xy(mark.x, mark.y), "label" => mark.label, "color" => mark.color))
        elseif mark.kind == :bars
            base = zero(mark.y)
            bars = vcat(bars, hcat(mark.x[1:end-1], base, diff(mark.x), mark.y))
        elseif mark.kind == :steps
            push!(steps, Dict("values" => mark.y, "edges" => mark.x, "label" => mark.label,
                              "color" => mark.color))
        else
            push!(lines, line(mark))
        end
    end
    labelled = ax.legend ? filter(label -> label != "", [mark.label for mark in ax.marks]) : String[]
    Dict(
        "xlabel" => ax.xlabel, "ylabel" => ax.ylabel, "title" => ax.title,
        "xscale" => string(ax.xscale), "yscale" => string(ax.yscale),
        "xlim" => collect(xlim), "ylim" => collect(ylim),
        "unit_ratio" => ax.aspect == :equal ? 1.0 : NaN,
        "lines" => lines, "points" => points, "bars" => bars, "steps" => steps,
        "legend" => labelled, "position" => position,
        "images" => Any[Dict("data" => p.values, "x" => collect(p.x), "y" => collect(p.y),
                             "limits" => collect(p.limits), "colors" => string(p.colors))
                        for p in ax.pictures],
    )
end

function line(mark)
    spans = mark.kind == :vline ? "y" : mark.kind == :hline ? "x" : ""
    x = mark.kind == :hline ? [0.0, 1.0] : mark.kind == :vline ? repeat(mark.x, 2) : mark.x
    y = mark.kind == :vline ? [0.0, 1.0] : mark.kind == :hline ? repeat(mark.y, 2) : mark.y
    Dict("xy" => xy(x, y), "spans" => spans, "marker" => "", "style" => mark.dashed ? "--" : "-",
         "label" => mark.label, "color" => mark.color)
end

end
