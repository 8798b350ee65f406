"""
The desk for Julia: runs cells in `Main`, gives values, calls functions, as it is asked for on a
pipe. It runs beside the student's code and holds no secret; what it answers is only ever believed
to be this student's.
"""
module Desk

using LinearAlgebra, Random, Statistics
using REPL: softscope, ends_with_semicolon

include("Typed.jl")
include("Described.jl")

const MOST_FIGURES = 8
const SHOWN = Any[]   # descriptions of the figures that the running cell displays

"Collects the figures that a cell displays; everything else is printed."
struct Page <: AbstractDisplay end

function Base.display(::Page, value)
    if Described.is_axes(value) || Described.is_figure(value)
        length(SHOWN) < MOST_FIGURES && push!(SHOWN, Described.figure(value))
    else
        Base.invokelatest(show, IOContext(stdout, :limit => true), MIME("text/plain"), value)
        println()
    end
    nothing
end

"Run a cell. As in notebooks, a loop at top level may change variables outside of it."
function run(request)
    empty!(SHOWN)
    code = request["code"]
    value = include_string(softscope, Main, code, "In[$(request["cell"])]")
    value === nothing || ends_with_semicolon(code) || Base.invokelatest(display, value)
    Dict("figures" => copy(SHOWN))
end

function value(request)
    name = Symbol(request["name"])
    isdefined(Main, name) || return Dict("missing" => true)
    Dict("value" => look(getfield(Main, name), request["view"]))
end

function call(request)
    name = Symbol(request["name"])
    isdefined(Main, name) || return Dict("missing" => true)
    f, (args, keywords) = getfield(Main, name), request["arguments"]
    before = deepcopy((args, keywords))
    given = (; (Symbol(key) => argument for (key, argument) in keywords)...)
    result = Base.invokelatest(f, args...; given...)
    reply = request["figure"] && Described.is_axes(result) ?
        Dict{String,Any}("axes" => Described.axes(result), "figure" => Described.figure(result)) :
        Dict{String,Any}("value" => look(result, request["view"]))
    reply["changed"] = changed(before, args, keywords)
    reply
end

"Names of the array arguments that the call has changed in place."
function changed(before, args, keywords)
    old_args, old_keywords = before
    numbered = [(string(k - 1), old_args[k], args[k]) for k in eachindex(args)]
    named = [(string(key), old_keywords[key], keywords[key]) for key in keys(keywords)]
    [name for (name, old, new) in [numbered; named] if new isa AbstractArray && !isequal(old, new)]
end

"The first normal numbers after a seed, which a named mistake would draw in a function's place."
draws(request) = Dict("value" => randn(MersenneTwister(Int(request["seed"])), Int(request["count"])))

"The part or the reduction of a value that was asked for, so that it need not travel whole."
function look(value, view)
    haskey(view, "key") && (value = value[view["key"]])
    haskey(view, "item") && (value = value[Int(view["item"]) + 1])
    haskey(view, "rows") && (value = value[rows(size(value, 1), view["rows"]), :])
    haskey(view, "columns") && (value = value[:, Int.(view["columns"]) .+ 1])
    haskey(view, "reduce") || return value
    view["reduce"] == "shape" && return size(value)
    view["reduce"] == "mean square" ? Float64(mean(abs2, value)) : Float64(maximum(abs, value))
end

"The rows that Python's slice start:stop:step takes of n; NaN is what was left open."
function rows(n, (start, stop, step))
    from = isnan(start) ? 0 : start < 0 ? n + start : start
    to = isnan(stop) ? n : stop < 0 ? n + stop : stop
    (Int(from):Int(isnan(step) ? 1 : step):Int(min(to, n)) - 1) .+ 1
end

"Type, message and line of an error; the line is one of the student's own cells."
function raised(error, trace)
    line = 0
    while error isa LoadError
        line, error = error.line, error.error
    end
    frames = stacktrace(trace[1:min(end, 200)])   # a stack overflow has tens of thousands
    mine = findfirst(frame -> startswith(basename(string(frame.file)), "In["), frames)
    mine === nothing || (line = frames[mine].line)
    message = try
        Base.invokelatest(sprint, showerror, error)
    catch
        "(its message could not be made)"
    end
    # Candidates and stack traces name files that the student does not have.
    message = split(split(message, "\nStacktrace")[1], "\nClosest candidates")[1]
    Dict("type" => string(nameof(typeof(error))), "message" => first(String(message), 1000),
         "line" => Int(line))
end

const ANSWERS = Dict("run" => run, "value" => value, "call" => call, "draws" => draws)

"The bytes of the reply to a request."
function answer(request)
    try
        Typed.encode(ANSWERS[request["do"]](request))
    catch error
        Typed.encode(Dict("raised" => raised(error, catch_backtrace())))
    end
end

"Serve until the pipe of requests is closed."
function serve(requests=ENV["DESK_REQUESTS"], replies=ENV["DESK_REPLIES"])
    output = open(replies, "w")
    input = open(requests, "r")
    pushdisplay(Page())
    task_local_storage()[:SOURCE_PATH] = nothing   # `include` looks in the notebook's folder
    Random.seed!(0)   # students who draw from the global generator get the same report again
    write(output, Typed.encode(Dict("ready" => string(VERSION))))
    flush(output)
    while !eof(input)
        reply = answer(Typed.decode(input))
        flush(stdout)
        flush(stderr)
        write(output, reply)
        flush(output)
    end
end

end
