# Put the desk, the course's modules, and what a rehearsal compiled into a system image.
# Environment: DESK, SCRIPTS, STATEMENTS (arguments do not reach a Julia that writes an image).

isdefined(Base.Sys, :__init__) && Base.Sys.__init__()
Base.__init__()
push!(empty!(LOAD_PATH), "@stdlib")

using LinearAlgebra, Random, Statistics
include(ENV["DESK"])
for name in ("FigureAxes", "MatFile")
    Base.include(Desk, joinpath(ENV["SCRIPTS"], "$name.jl"))
end

let compiled = 0
    for line in eachline(ENV["STATEMENTS"])
        try
            compiled += Core.eval(Main, Meta.parse(line)) === true
        catch
            # A statement about something that only a rehearsal has.
        end
    end
    println(stderr, compiled, " statements are compiled")
end
empty!(LOAD_PATH)
empty!(DEPOT_PATH)
