# Serve the desk. It is in the system image already, if there is one for this version of it.
if !isdefined(Main, :Desk)
    include("Desk.jl")
    foreach(module_file -> Base.include(Desk, module_file), ARGS)
end
Desk.serve()
