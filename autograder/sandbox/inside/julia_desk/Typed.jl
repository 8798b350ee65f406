"""
Values as bytes on a pipe, the counterpart of `typed.py`, which says what they look like.

What has no counterpart there travels as the name of its type.
"""
module Typed

using Random: MersenneTwister

const KINDS = (Float64, Float32, Int8, UInt8, Int16, UInt16, Int32, UInt32, Int64, UInt64, Bool)
const DEEPEST = 16
const MOST_ITEMS = 500_000
const LONGEST_TEXT = 10_000
const LARGEST = 1 << 27   # bytes of an array

# One function for each text: a new one would have the student's code compiled again.
const FUNCTIONS = Dict{String,Any}()

"What is being written, and how many values it holds so far."
mutable struct Writer
    io::IOBuffer
    items::Int
end
Writer() = Writer(IOBuffer(), 0)

"The bytes of a value."
function encode(value)
    writer = Writer()
    put(writer, value, 0)
    take!(writer.io)
end

tag(w, n) = write(w.io, UInt8(n))
count32(w, n) = write(w.io, htol(UInt32(n)))
text(w, s) = (count32(w, ncodeunits(s)); write(w.io, s))
opaque(w, name) = (tag(w, 7); text(w, first(String(name), 200)))

function put(w, value, depth)
    w.items += 1
    w.items > MOST_ITEMS && return opaque(w, "something of too many parts")
    depth > DEEPEST && return opaque(w, "something nested too deeply")
    put_kind(w, value, depth)
end

put_kind(w, ::Nothing, depth) = tag(w, 0)
put_kind(w, value::AbstractString, depth) = (tag(w, 1); text(w, first(String(value), LONGEST_TEXT)))
put_kind(w, value::Union{Symbol,AbstractChar}, depth) = put_kind(w, string(value), depth)
put_kind(w, value::Function, depth) = opaque(w, "function")
put_kind(w, value, depth) = opaque(w, nameof(typeof(value)))

function put_kind(w, value::Number, depth)
    plain = plain_number(value)
    plain === nothing ? opaque(w, nameof(typeof(value))) : numbers(w, fill(plain))
end

"The number in one of the kinds that travel, or nothing."
function plain_number(value)
    real(typeof(value)) in KINDS && return value
    value isa Complex && return complex(Float64(real(value)), Float64(imag(value)))
    value isa Integer && return typemin(Int) <= value <= typemax(Int) ? Int(value) : nothing
    value isa Real || return nothing
    try
        Float64(value)
    catch
        nothing
    end
end

function put_kind(w, value::AbstractArray, depth)
    if eltype(value) <: Number && real(eltype(value)) in KINDS
        numbers(w, value)
    elseif !isempty(value) && all(x -> x isa Real, value)
        # A list that was grown from `[]` holds numbers all the same.
        numbers(w, all(x -> x isa Int, value) ? Int.(value) : Float64.(value))
    elseif !isempty(value) && all(x -> x isa Number, value)
        numbers(w, ComplexF64.(value))
    else
        put_items(w, 3, value, depth)
    end
end

put_kind(w, value::Union{Tuple,NamedTuple}, depth) = put_items(w, 10, value, depth)

function put_items(w, kind, value, depth)
    w.items + length(value) > MOST_ITEMS && return opaque(w, "something of too many parts")
    tag(w, kind)
    count32(w, length(value))
    foreach(item -> put(w, item, depth + 1), value)
end

function put_kind(w, value::AbstractDict, depth)
    w.items + length(value) > MOST_ITEMS && return opaque(w, "something of too many parts")
    tag(w, 4)
    count32(w, length(value))
    for (key, item) in value
        put(w, key isa Union{Real,AbstractString,Symbol} ? key : string(key), depth + 1)
        put(w, item, depth + 1)
    end
end

function numbers(w, array)
    kind = real(eltype(array))
    sizeof(kind) * length(array) > LARGEST && return opaque(w, "array of size $(size(array))")
    tag(w, 2)
    tag(w, findfirst(==(kind), KINDS) - 1)
    tag(w, eltype(array) <: Complex)
    tag(w, ndims(array))
    foreach(n -> count32(w, n), size(array))
    if eltype(array) <: Complex
        write(w.io, map(real, array), map(imag, array))
    else
        write(w.io, Array(array))
    end
    nothing
end

length32(io) = Int(ltoh(read(io, UInt32)))

# Not read(io, n): it asks for the end of the file afterwards, and waits for it.
string_of(io) = String(read!(io, Vector{UInt8}(undef, length32(io))))

"The next value on a pipe that is read from."
function decode(io)
    tag = read(io, UInt8)
    tag == 0 && return nothing
    tag == 1 && return string_of(io)
    tag == 2 && return array_of(io)
    tag == 3 && return Any[decode(io) for _ in 1:length32(io)]
    tag == 4 && return Dict{Any,Any}(decode(io) => decode(io) for _ in 1:length32(io))
    tag == 5 && return function_of(string_of(io))
    tag == 6 && return MersenneTwister(length32(io))
    tag == 9 && return getfield(Main, Symbol(string_of(io)))
    tag == 10 && return Tuple(decode(io) for _ in 1:length32(io))
    error("unknown tag $tag")
end

function_of(text) = get!(() -> Core.eval(Main, Meta.parse(text)), FUNCTIONS, text)

function array_of(io)
    kind, is_complex, dimensions = read(io, UInt8), read(io, UInt8), read(io, UInt8)
    shape = ntuple(_ -> length32(io), dimensions)
    array = read!(io, Array{KINDS[kind + 1]}(undef, shape))
    is_complex == 1 && (array = complex.(array, read!(io, similar(array))))
    ndims(array) == 0 ? array[] : array
end

end
