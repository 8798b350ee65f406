"""
Figures without a plotting package. An `Axes` is plain data: what is drawn in it, its labels, its
scales. In a notebook it shows itself as a picture; `save_svg("figure.svg", ax)` writes the picture.

    ax = Axes(xlabel="time", ylabel="rate")
    lines!(ax, t, r; label="unit 1")       # if r is a matrix, each column becomes a line
    points!(ax, x, y)
    bars!(ax, edges, heights)              # k heights, k + 1 edges
    steps!(ax, edges, heights)
    vline!(ax, 1); hline!(ax, 0)
    image!(ax, matrix)                     # row 1 on top, as a matrix is written
    ax.title = "the fields may be changed"
    Figure(ax, other; columns=2)           # several Axes in one picture

Fields of an `Axes`: `xlabel`, `ylabel`, `title`; `xscale`, `yscale` (`:linear` or `:log`); `xlim`,
`ylim` (`nothing`, or a pair such as `(0, 1)`); `aspect` (`:auto`, or `:equal` for the same scale on
both axes); `legend` (a legend appears when something has a label, unless this is `false`);
`width`, `height` in pixels. Everything that draws takes `label`, `color`, `size` (the width of a
line, the diameter of a point) and `dashed`.
"""
module FigureAxes

using Base64: base64encode

export Axes, Figure, lines!, points!, bars!, steps!, hline!, vline!, image!, save_svg

const COLORS = ("#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2")
const CHOICES = (xscale=(:linear, :log), yscale=(:linear, :log), aspect=(:auto, :equal))

"Something drawn: `kind` is :line, :points, :bars, :steps (`x` holds the edges), :hline or :vline."
struct Mark
    kind::Symbol
    x::Vector{Float64}
    y::Vector{Float64}
    label::String
    color::String
    size::Float64
    dashed::Bool
end

"A matrix as colours between `limits`, over the ranges `x` (left, right) and `y` (top, bottom)."
struct Picture
    values::Matrix{Float64}
    x::Tuple{Float64,Float64}
    y::Tuple{Float64,Float64}
    limits::Tuple{Float64,Float64}
    colors::Symbol
    label::String
end

Base.@kwdef mutable struct Axes
    marks::Vector{Mark} = Mark[]
    pictures::Vector{Picture} = Picture[]
    xlabel::String = ""
    ylabel::String = ""
    title::String = ""
    xscale::Symbol = :linear
    yscale::Symbol = :linear
    xlim::Union{Nothing,Tuple{Float64,Float64}} = nothing
    ylim::Union{Nothing,Tuple{Float64,Float64}} = nothing
    aspect::Symbol = :auto
    legend::Bool = true
    width::Int = 460
    height::Int = 300
end

function Base.setproperty!(ax::Axes, name::Symbol, value)
    if haskey(CHOICES, name)
        value = Symbol(value)
        value in CHOICES[name] || throw(ArgumentError("$name is one of $(CHOICES[name])"))
    end
    setfield!(ax, name, convert(fieldtype(Axes, name), value))
end

"Several `Axes` in one picture, row by row."
struct Figure
    panels::Vector{Axes}
    columns::Int
end
Figure(panels::Axes...; columns=length(panels)) = Figure(collect(Axes, panels), columns)

function mark!(ax, kind, x, y; label="", color="", size=1.5, dashed=false)
    extra = kind in (:bars, :steps) ? 1 : 0
    if !(kind in (:hline, :vline)) && length(x) != length(y) + extra
        what = extra == 1 ? "edges for $(length(y)) heights" : "x for $(length(y)) values of y"
        throw(DimensionMismatch("$(length(x)) $what"))
    end
    used = count(m -> !(m.kind in (:hline, :vline)), ax.marks)
    color == "" && (color = kind in (:hline, :vline) ? "black" : COLORS[mod1(used + 1, 7)])
    push!(ax.marks, Mark(kind, vec(collect(x)), vec(collect(y)), label, color, size, dashed))
    ax
end

lines!(ax::Axes, x, y; options...) = mark!(ax, :line, x, y; options...)
function lines!(ax::Axes, x, y::AbstractMatrix; options...)
    foreach(column -> mark!(ax, :line, x, column; options...), eachcol(y))
    ax
end
points!(ax::Axes, x, y; size=4, options...) = mark!(ax, :points, x, y; size=size, options...)
bars!(ax::Axes, edges, heights; options...) = mark!(ax, :bars, edges, heights; options...)
steps!(ax::Axes, edges, heights; options...) = mark!(ax, :steps, edges, heights; options...)
hline!(ax::Axes, y; size=1, options...) = mark!(ax, :hline, [], [y]; size=size, options...)
vline!(ax::Axes, x; size=1, options...) = mark!(ax, :vline, [x], []; size=size, options...)

"""
Draw a matrix in colours: `:viridis`, or `:redblue` for numbers of both signs. `limits` are the
values at the two ends of the colours; a `label` asks for a bar that shows them.
"""
function image!(ax::Axes, values; x=(0, size(values, 2)), y=(0, size(values, 1)),
                limits=extrema(values), colors=:viridis, label="")
    push!(ax.pictures, Picture(values, x, y, limits, colors, label))
    ax.xlim, ax.ylim = x, reverse(y)
    ax
end

"The limits of both axes, and what they would show on a linear scale: ((left, right), (bottom, top))."
limits(ax::Axes) = (range_of(ax, 1), range_of(ax, 2))

function range_of(ax, axis)
    chosen, scale = axis == 1 ? (ax.xlim, ax.xscale) : (ax.ylim, ax.yscale)
    chosen === nothing || return chosen
    values = Float64[]
    for m in ax.marks
        append!(values, axis == 1 ? m.x : m.y)
        m.kind == :bars && axis == 2 && push!(values, 0)
    end
    filter!(v -> isfinite(v) && (scale == :linear || v > 0), values)
    isempty(values) && return scale == :log ? (0.1, 1.0) : (0.0, 1.0)
    low, high = scale == :log ? log10.(extrema(values)) : extrema(values)
    low == high && ((low, high) = (low - 0.5, high + 0.5))
    margin = 0.04 * (high - low)
    (low, high) = (low - margin, high + margin)
    scale == :log ? (10.0^low, 10.0^high) : (low, high)
end

"Round numbers inside of the limits, about six of them."
function ticks(low, high, scale)
    low, high = minmax(low, high)
    if scale == :log
        decades = ceil(Int, log10(low) - 1e-9):floor(Int, log10(high) + 1e-9)
        length(decades) > 1 && return 10.0 .^ decades[1:cld(length(decades), 7):end]
    end
    rough = (high - low) / 5
    unit = 10.0^floor(log10(rough))
    step = unit * (1, 2, 5, 10)[searchsortedfirst([1, 2, 5, 10], rough / unit - 1e-9)]
    step .* (ceil(low / step - 1e-9):floor(high / step + 1e-9))
end

function number(v)
    v == 0 && return "0"
    1e-3 <= abs(v) < 1e5 || return replace(string(round(v; sigdigits=3)), ".0e" => "e")
    v = round(v; sigdigits=6)
    isinteger(v) ? string(Int(v)) : string(v)
end

plain(text) = replace(replace(replace(text, "&" => "&amp;"), "<" => "&lt;"), ">" => "&gt;")
at(v) = string(round(v; digits=1))
text(io, x, y, words, more) =
    print(io, """<text x="$(at(x))" y="$(at(y))" $more>$(plain(words))</text>""")
const MIDDLE = "text-anchor=\"middle\""


"The size of the frame, and the functions from numbers to pixels in it."
function layout(ax)
    (left, right), (bottom, top) = limits(ax)
    shown(v, scale) = scale == :linear ? v : v > 0 ? log10(v) : -Inf   # nothing is below everything
    (left, right), (bottom, top) = shown.((left, right), ax.xscale), shown.((bottom, top), ax.yscale)
    w, h = ax.width - 80.0, ax.height - 80.0
    if ax.aspect == :equal
        unit = min(w / abs(right - left), h / abs(top - bottom))
        w, h = unit * abs(right - left), unit * abs(top - bottom)
    end
    px(x) = clamp(w * (shown(x, ax.xscale) - left) / (right - left), -3000, 3000)
    py(y) = clamp(h * (top - shown(y, ax.yscale)) / (top - bottom), -3000, 3000)
    w, h, px, py
end

named(ax) = ax.legend ? filter(m -> m.label != "", ax.marks) : Mark[]
labelled(ax) = filter(p -> p.label != "", ax.pictures)
letters(ax) = maximum([0; [length(m.label) for m in named(ax)]])
room(ax) = ax.width + (letters(ax) > 0 ? 30 + 7letters(ax) : 0) + 75 * !isempty(labelled(ax))

"A curve in pixels. Of points that fall on one spot only the first is kept; NaN leaves a gap."
function path(x, y)
    out, last, open = IOBuffer(), (Inf, Inf), false
    for (a, b) in zip(x, y)
        if isnan(a) || isnan(b)
            open = false
        elseif !open || abs(a - last[1]) + abs(b - last[2]) > 0.4
            print(out, open ? "L" : "M", at(a), " ", at(b))
            last, open = (a, b), true
        end
    end
    String(take!(out))
end

function draw(io, m::Mark, w, h, px, py)
    x, y = px.(m.x), py.(m.y)
    if m.kind == :points
        for (a, b) in zip(x, y)
            print(io, """<circle cx="$(at(a))" cy="$(at(b))" r="$(m.size / 2)" fill="$(m.color)"/>""")
        end
    elseif m.kind == :bars
        for k in eachindex(y)
            low, high = minmax(y[k], py(0.0))
            print(io, """<rect x="$(at(x[k]))" y="$(at(low))" width="$(at(x[k+1] - x[k]))" """,
                  """height="$(at(high - low))" fill="$(m.color)" stroke="white"/>""")
        end
    else
        d = m.kind == :hline ? "M0 $(at(y[1]))H$(at(w))" :
            m.kind == :vline ? "M$(at(x[1])) 0V$(at(h))" :
            m.kind == :steps ? path(repeat(x; inner=2)[2:end-1], repeat(y; inner=2)) : path(x, y)
        dashes = m.dashed ? """ stroke-dasharray="6 4" """ : ""
        print(io, """<path d="$d" fill="none" stroke="$(m.color)" stroke-width="$(m.size)"$dashes/>""")
    end
end

const MAPS = (viridis=((68, 1, 84), (59, 82, 139), (33, 145, 140), (94, 201, 98), (253, 231, 37)),
              redblue=((5, 48, 97), (103, 169, 207), (247, 247, 247), (239, 138, 98), (103, 0, 31)))

"The color of a share between 0 and 1, as three bytes."
function color_of(share, colors)
    anchors = MAPS[colors]
    place = 1 + 4 * (isnan(share) ? 0.0 : clamp(share, 0.0, 1.0))
    k = min(floor(Int, place), 4)
    round.(UInt8, anchors[k] .+ (place - k) .* (anchors[k+1] .- anchors[k]))
end

"A matrix as an uncompressed PNG file, at most 400 by 400 (more would not be seen)."
function png(p::Picture)
    v = p.values[1:cld(size(p.values, 1), 400):end, 1:cld(size(p.values, 2), 400):end]
    low, high = p.limits
    raw = UInt8[]
    for row in eachrow(v)
        push!(raw, 0)
        foreach(x -> append!(raw, color_of((x - low) / (high - low), p.colors)), row)
    end
    big(n) = reinterpret(UInt8, [hton(UInt32(n))])
    little(n) = reinterpret(UInt8, [htol(UInt16(n))])
    zlib, a, b = UInt8[0x78, 0x01], 1, 0
    for k in 1:65535:length(raw)
        block = raw[k:min(k + 65534, end)]
        append!(zlib, [k + 65534 >= length(raw); little(length(block)); little(~UInt16(length(block))); block])
    end
    for byte in raw
        a = (a + byte) % 65521
        b = (b + a) % 65521
    end
    append!(zlib, big(b << 16 | a))
    chunk(name, data) = [big(length(data)); codeunits(name); data; big(crc32([codeunits(name); data]))]
    [0x89; codeunits("PNG\r\n\x1a\n");
     chunk("IHDR", [big(size(v, 2)); big(size(v, 1)); UInt8[8, 2, 0, 0, 0]]);
     chunk("IDAT", zlib); chunk("IEND", UInt8[])]
end

function crc32(bytes)
    c = 0xffffffff
    for byte in bytes
        c = xor(c, UInt32(byte))
        for _ in 1:8
            c = isodd(c) ? xor(c >> 1, 0xedb88320) : c >> 1
        end
    end
    ~c
end

"Draw one Axes with its upper left corner at the origin."
function draw(io, ax::Axes)
    w, h, px, py = layout(ax)
    print(io, """<g transform="translate(60 30)" font-family="sans-serif" font-size="11">""")
    # An <svg> of its own cuts off what does not fit into the frame.
    print(io, """<svg width="$(at(w))" height="$(at(h))" overflow="hidden">""")
    for p in ax.pictures
        print(io, """<image x="$(at(px(p.x[1])))" y="$(at(py(p.y[1])))" width="$(at(px(p.x[2]) - px(p.x[1])))" """,
              """height="$(at(py(p.y[2]) - py(p.y[1])))" preserveAspectRatio="none" """,
              """style="image-rendering:pixelated" href="data:image/png;base64,$(base64encode(png(p)))"/>""")
    end
    foreach(m -> draw(io, m, w, h, px, py), ax.marks)
    print(io, "</svg>", """<rect width="$(at(w))" height="$(at(h))" fill="none" stroke="black"/>""")
    (left, right), (bottom, top) = limits(ax)
    for v in ticks(left, right, ax.xscale)
        print(io, """<path d="M$(at(px(v))) $(at(h))v4" stroke="black"/>""")
        text(io, px(v), h + 16, number(v), MIDDLE)
    end
    for v in ticks(bottom, top, ax.yscale)
        print(io, """<path d="M0 $(at(py(v)))h-4" stroke="black"/>""")
        text(io, -7, py(v) + 4, number(v), "text-anchor=\"end\"")
    end
    text(io, w / 2, h + 34, ax.xlabel, MIDDLE)
    text(io, 0, 0, ax.ylabel, "$MIDDLE transform=\"translate(-46 $(at(h / 2))) rotate(-90)\"")
    text(io, w / 2, -10, ax.title, "$MIDDLE font-size=\"13\"")
    for (k, m) in enumerate(named(ax))
        y = 18k - 6
        m.kind == :points ? print(io, """<circle cx="$(at(w + 22))" cy="$y" r="3" fill="$(m.color)"/>""") :
            print(io, """<path d="M$(at(w + 12)) $(y)h20" stroke="$(m.color)" stroke-width="2" """,
                  m.dashed ? "stroke-dasharray=\"6 4\"/>" : "/>")
        text(io, w + 38, y + 4, m.label, "")
    end
    for p in labelled(ax), k in 0:19
        red, green, blue = Int.(color_of((19 - k) / 19, p.colors))
        print(io, """<rect x="$(at(w + 12))" y="$(at(k * h / 20))" width="12" height="$(at(h / 20 + 0.5))" """,
              """fill="rgb($red,$green,$blue)"/>""")
        k == 0 && text(io, w + 28, 10, number(p.limits[2]), "")
        k == 19 && text(io, w + 28, h, number(p.limits[1]), "")
        k == 10 && text(io, 0, 0, p.label, "$MIDDLE transform=\"translate($(at(w + 40)) $(at(h / 2))) rotate(-90)\"")
    end
    print(io, "</g>")
end

Base.show(io::IO, type::MIME"image/svg+xml", ax::Axes) = show(io, type, Figure(ax))
function Base.show(io::IO, ::MIME"image/svg+xml", figure::Figure)
    width, height = maximum(room, figure.panels), maximum(ax.height for ax in figure.panels)
    rows, columns = cld(length(figure.panels), figure.columns), min(figure.columns, length(figure.panels))
    print(io, """<svg xmlns="http://www.w3.org/2000/svg" width="$(width * columns)" height="$(height * rows)">""",
          """<rect width="100%" height="100%" fill="white"/>""")
    for (k, ax) in enumerate(figure.panels)
        row, column = divrem(k - 1, columns)
        print(io, """<g transform="translate($(width * column) $(height * row))">""")
        draw(io, ax)
        print(io, "</g>")
    end
    print(io, "</svg>")
end

# Where no picture can be shown, as in a terminal, say what it would show.
function Base.show(io::IO, ::MIME"text/plain", ax::Axes)
    print(io, "Axes \"", ax.title == "" ? ax.ylabel : replace(ax.title, "\n" => " "), "\" with ",
          length(ax.marks) + length(ax.pictures), " drawn things (save_svg writes the picture)\n")
end
Base.show(io::IO, ::MIME"text/plain", figure::Figure) =
    print(io, "Figure of ", length(figure.panels), " Axes (save_svg writes the picture)\n")

"Write the picture of an `Axes` or a `Figure` to a file."
save_svg(path, figure::Union{Axes,Figure}) = open(io -> show(io, MIME("image/svg+xml"), figure), path, "w")

end
