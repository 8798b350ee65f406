"""
Read MATLAB files without a package: `read_mat("data.mat")` returns a dictionary from names to
arrays. It knows real numeric arrays in files of the versions 5, 6 and 7 (`save` with `-v6` or
`-v7`); it skips everything else, such as text and structures, and refuses version 7.3.
"""
module MatFile

export read_mat

# The types of numbers by their code in the file (MAT-File Format, MathWorks, table 1-1).
const NUMBERS = Dict(1 => Int8, 2 => UInt8, 3 => Int16, 4 => UInt16, 5 => Int32, 6 => UInt32,
                     7 => Float32, 9 => Float64, 12 => Int64, 13 => UInt64)
const MATRIX, COMPRESSED = 14, 15

"The numeric arrays of a file, by name. Throws an `ArgumentError` if it is no such file."
function read_mat(path)
    bytes = read(path)
    length(bytes) >= 128 || throw(ArgumentError("$path is no MATLAB file"))
    if 0x48 in bytes[1:4] && bytes[1:4] == codeunits("\x89HDF") || startswith(String(bytes[1:19]), "MATLAB 7.3")
        throw(ArgumentError("$path is of version 7.3; save it in MATLAB with the option -v7"))
    end
    bytes[127:128] == codeunits("IM") || throw(ArgumentError("$path is no MATLAB file of version 5 to 7"))
    found, place = Dict{String,Array}(), 129
    while place + 7 <= length(bytes)
        kind, data, place = element(bytes, place)
        kind == COMPRESSED && ((kind, data, _) = element(inflate(data), 1))
        kind == MATRIX && matrix!(found, data)
    end
    found
end

"The element that begins at `place`: its type, its bytes, and where the next one begins."
function element(bytes, place)
    head = reinterpret(UInt32, bytes[place:place+7])
    small = head[1] >> 16   # up to four bytes stand within the head itself
    small > 0 && return Int(head[1] & 0xffff), bytes[place+4:place+3+small], place + 8
    kind, count = Int(head[1]), Int(head[2])
    data = bytes[place+8:place+7+count]
    kind, data, place + 8 + (kind == COMPRESSED ? count : 8 * cld(count, 8))
end

"Add the array that is described by `data`, if it is real and of numbers."
function matrix!(found, data)
    _, flags, place = element(data, 1)
    class, is_complex = flags[1], flags[2] & 0x08 != 0
    (6 <= class <= 15 && !is_complex) || return
    _, size_bytes, place = element(data, place)
    _, name, place = element(data, place)
    kind, numbers, _ = element(data, place)
    dims = Tuple(Int.(reinterpret(Int32, size_bytes)))
    values = collect(reinterpret(NUMBERS[kind], numbers))
    found[String(copy(name))] = reshape(values, dims)
end

# Compressed elements are zlib streams (RFC 1950) of DEFLATE blocks (RFC 1951).

mutable struct Bits
    bytes::Vector{UInt8}
    place::Int      # the next byte
    held::UInt64    # bits that have been read and not used, the next one lowest
    count::Int
end

function bits!(b::Bits, n)
    while b.count < n
        b.held |= UInt64(b.place <= length(b.bytes) ? b.bytes[b.place] : 0x00) << b.count
        b.place += 1
        b.count += 8
    end
    value = b.held & ((UInt64(1) << n) - 1)
    b.held >>= n
    b.count -= n
    Int(value)
end

"A Huffman code as a table: for the next 15 bits, the symbol and the length of its code."
function code_table(lengths)
    table, code = fill((0, 0), 1 << 15), 0
    for len in 1:15
        for (symbol, l) in enumerate(lengths)
            l == len || continue
            # Codes are stored with their first bit lowest: reverse it, and fill what may follow.
            first = Int(reverse_bits(code, len))
            for k in first:(1 << len):(1 << 15)-1
                table[k + 1] = (symbol - 1, len)
            end
            code += 1
        end
        code <<= 1
    end
    table
end

function reverse_bits(code, len)
    turned = 0
    for _ in 1:len
        turned = turned << 1 | code & 1
        code >>= 1
    end
    turned
end

function symbol!(b::Bits, table)
    while b.count < 15
        b.held |= UInt64(b.place <= length(b.bytes) ? b.bytes[b.place] : 0x00) << b.count
        b.place += 1
        b.count += 8
    end
    symbol, len = table[Int(b.held & 0x7fff) + 1]
    len == 0 && throw(ArgumentError("the compressed data are damaged"))
    b.held >>= len
    b.count -= len
    symbol
end

const BASE_LENGTH = [3:10; 11:2:17; 19:4:31; 35:8:59; 67:16:115; 131:32:227; 258]
const EXTRA_LENGTH = [zeros(Int, 8); repeat(1:5; inner=4); 0]
const EXTRA_DISTANCE = [0, 0, repeat(0:13; inner=2)...]
const BASE_DISTANCE = [1; 1 .+ cumsum(2 .^ EXTRA_DISTANCE[1:29])]
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15] .+ 1
const FIXED = code_table([fill(8, 144); fill(9, 112); fill(7, 24); fill(8, 8)]), code_table(fill(5, 30))

"Undo zlib's compression."
function inflate(bytes::Vector{UInt8})
    b, out, last = Bits(bytes, 3, 0, 0), UInt8[], false
    while !last
        last = bits!(b, 1) == 1
        kind = bits!(b, 2)
        if kind == 0
            bits!(b, b.count % 8)   # stored bytes begin at a whole byte
            count = bits!(b, 16)
            bits!(b, 16)
            foreach(_ -> push!(out, bits!(b, 8)), 1:count)
        elseif kind == 1
            copy_block!(out, b, FIXED...)
        else
            copy_block!(out, b, dynamic_tables(b)...)
        end
        b.place > length(bytes) + 8 && throw(ArgumentError("the compressed data end too early"))
    end
    out
end

function dynamic_tables(b)
    literals, distances, known = bits!(b, 5) + 257, bits!(b, 5) + 1, bits!(b, 4) + 4
    lengths = zeros(Int, 19)
    for k in ORDER[1:known]
        lengths[k] = bits!(b, 3)
    end
    table, lengths = code_table(lengths), Int[]
    while length(lengths) < literals + distances
        symbol = symbol!(b, table)
        if symbol < 16
            push!(lengths, symbol)
        else
            value = symbol == 16 ? lengths[end] : 0
            times = symbol == 16 ? 3 + bits!(b, 2) : symbol == 17 ? 3 + bits!(b, 3) : 11 + bits!(b, 7)
            append!(lengths, fill(value, times))
        end
    end
    code_table(lengths[1:literals]), code_table(lengths[literals+1:end])
end

function copy_block!(out, b, literals, distances)
    while true
        symbol = symbol!(b, literals)
        symbol == 256 && return
        if symbol < 256
            push!(out, symbol)
        else
            k = symbol - 256
            count = BASE_LENGTH[k] + bits!(b, EXTRA_LENGTH[k])
            k = symbol!(b, distances) + 1
            back = BASE_DISTANCE[k] + bits!(b, EXTRA_DISTANCE[k])
            back <= length(out) || throw(ArgumentError("the compressed data are damaged"))
            for _ in 1:count
                push!(out, out[end-back+1])
            end
        end
    end
end

end
