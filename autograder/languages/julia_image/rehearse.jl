# Do what a submission does, so that `--trace-compile` tells what Julia compiles for it.
# Arguments: the desk, the folder of the worked scripts, where to write the statements that it traced.

const DESK, SCRIPTS, TRACE, STATEMENTS = ARGS
include(DESK)
foreach(name -> Base.include(Desk, joinpath(SCRIPTS, "$name.jl")), ("FigureAxes", "MatFile"))
pushdisplay(Desk.Page())
cd(SCRIPTS)

"One request and its reply, through the bytes that they are on a pipe."
ask(request) = String(Desk.answer(Desk.Typed.decode(IOBuffer(Desk.Typed.encode(request)))))
run_cell(code) = ask(Dict("do" => "run", "code" => code, "cell" => 1))
call(name, args...; figure=false) =
    ask(Dict("do" => "call", "name" => name, "arguments" => Any[collect(Any, args), Dict()],
             "figure" => figure, "view" => Dict()))

"The code cells of a percent script that are not only demonstrations."
function code_cells(path)
    cells = split(read(path, String), r"^# %%"m)[2:end]
    kept = filter(c -> !occursin(r"^[^\n]*(\[markdown\]|role=\"demo\")", c), cells)
    [String(split(cell, "\n"; limit=2)[2]) for cell in kept]
end

for script in filter(name -> occursin(r"^problem.*\.jl$", name), readdir(SCRIPTS))
    for code in code_cells(script)
        for name in ("FigureAxes", "MatFile")
            code = replace(code, "include(\"$name.jl\")" => "const $name = Main.Desk.$name")
        end
        reply = run_cell(code)
        occursin("raised", reply) && error("a cell of $script failed: $reply")
    end
end

# Calls, parts of values, and the errors that students make most.
run_cell("function rehearsed(x, J; phi=tanh, h=0.0)\n-x + J * phi.(x) .+ h\nend")
run_cell("rehearsed_figure(x, g) = lines!(Axes(xlabel=\"x\"), x, g * x; label=\"l\")")
run_cell("undefined_name + 1")
run_cell("sin(1, 2)")
run_cell("(;")
run_cell("@assert 1 == 2 \"no\"")
run_cell("[1.0 2.0; 3.0 4.0]")
run_cell("println(\"text \", 1.5, \" \", 2)")
call("rehearsed", randn(3), randn(3, 3))
call("rehearsed", randn(3))
call("rehearsed_figure", randn(3), 2.0; figure=true)
rehearsed_array = randn(6, 4)
ask(Dict("do" => "value", "name" => "rehearsed_array", "view" => Dict("rows" => [0.0, 2.0, NaN])))
ask(Dict("do" => "value", "name" => "rehearsed_array", "view" => Dict("reduce" => "shape")))

# What belongs to the scripts' own functions is of no use for others.
open(STATEMENTS, "w") do out
    for line in eachline(TRACE)
        occursin(r"Main[.,](?!Desk)", line) || println(out, line)
    end
end
