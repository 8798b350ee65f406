"""MATLAB's source, as far as it has to be understood: which functions does a cell define?

Each function goes into a file of its own, as it does with MATLAB, so that it may stand before or
after its use and outlives `clear all`. Lines keep their numbers: what is taken out leaves empty
lines behind. Time is in proportion to the length of the source.
"""

import re

OPENERS = {"if", "for", "while", "switch", "try", "do", "unwind_protect"}
OPENERS |= {"parfor", "function", "classdef", "spmd"}
CLOSERS = {"end", "endif", "endfor", "endwhile", "endswitch", "end_try_catch", "until"}
CLOSERS |= {"endparfor", "endfunction", "endclassdef", "end_unwind_protect"}
WORD = re.compile(r"[()\[\]{}]|(?<![\w.])[A-Za-z_]\w*")
NAME = re.compile(r"function\s+(?:(?:\[[^\]]*\]|[A-Za-z]\w*)\s*=\s*)?([A-Za-z]\w*)")
FILE = re.compile(r"\s*%%(?:write)?file\s+(?:.*[/\\])?([A-Za-z]\w*)\.m\s*$")
MOST_FUNCTIONS = 500  # each is written with the empty lines before it
CONTINUED = re.compile(r"\.\.\.[^\n]*\n")


def split(code):
    """The functions of a cell and the rest of it: ({name: source of its file}, source)."""
    first, _, body = code.partition("\n")
    if named := FILE.match(first):
        return {named.group(1): "\n" + body}, ""
    blanked = blank(code)
    starts, ends = function_places(blanked)
    if not 0 < len(starts) <= MOST_FUNCTIONS:
        return {}, code
    functions, rest, done = {}, [], 0
    for start, end in zip(starts, ends, strict=True):
        named = NAME.match(CONTINUED.sub(" ", blanked[start:end]))
        if named is None:
            return {}, code  # the interpreter says best what is wrong with it
        functions[named.group(1)] = "\n" * code.count("\n", 0, start) + code[start:end] + "\n"
        rest += [code[done:start], "\n" * code.count("\n", start, end)]
        done = end
    rest = "".join([*rest, code[done:]])
    return functions, rest if blank(rest).strip() else ""


def function_places(blanked):
    """Starts and ends of the functions that are not inside of others."""
    events = []
    depth = 0
    for match in WORD.finditer(blanked):
        word = match.group()
        if word in "([{":
            depth += 1
        elif word in ")]}":
            depth -= 1
        elif depth == 0 and (word in OPENERS or word in CLOSERS):
            events.append((match, word))
    opened = sum(word in OPENERS for _, word in events)
    closed = len(events) - opened
    starts, ends = [], []
    functions = [match.start() for match, word in events if word == "function"]
    if opened == closed:
        level = 0
        for match, word in events:
            if word == "function" and level == 0:
                starts.append(match.start())
            level += 1 if word in OPENERS else -1
            if level == 0 and len(ends) < len(starts):
                ends.append(match.end())
    elif opened - closed == len(functions):  # without an end each reaches to the next one
        starts, ends = functions, [*functions[1:], len(blanked)]
    return (starts, ends) if len(starts) == len(ends) else ([], [])


def blank(code):
    """The code with spaces for comments and the inside of strings; every character in its place."""
    lines, block, brackets = [], 0, 0
    for line in code.split("\n"):
        bare = line.strip()
        if bare in ("%{", "#{"):
            block += 1
        if block:
            lines.append(" " * len(line))
            block -= bare in ("%}", "#}")
            continue
        blanked, brackets = blank_line(line, brackets)
        lines.append(blanked)
    return "\n".join(lines)


def blank_line(line, brackets):
    """One line without comments and strings, and how many [ and { are open after it."""
    made, i = [], 0
    while i < len(line):
        character = line[i]
        if character in "%#" or line.startswith("...", i):
            break
        if character == '"' or (character == "'" and opens_string(line, i, brackets)):
            end = end_of_string(line, i)
            made.append(character + " " * (end - i - 2) + character if end - i > 1 else character)
            i = end
            continue
        brackets = max(0, brackets + (character in "[{") - (character in "]}"))
        made.append(character)
        i += 1
    return "".join(made).ljust(len(line)), brackets


def opens_string(line, i, brackets):
    """Whether the quote at i begins a string; otherwise it transposes what stands before it."""
    before = line[i - 1] if i else " "
    if before.isalnum() or before in "_)]}'.\"":
        return False
    if not before.isspace() or brackets:
        return True
    bare = line[:i].rstrip()
    if not bare or not (bare[-1].isalnum() or bare[-1] in "_)]}"):
        return True
    return line[i + 1 : i + 2] not in ("", " ", ";", ",", ")")  # a command such as: hold 'on'


def end_of_string(line, i):
    """The place after the string that begins at i; the end of the line if it has no end."""
    quote, j = line[i], i + 1
    while j < len(line):
        if quote == '"' and line[j] == "\\" or line[j] == quote and line[j + 1 : j + 2] == quote:
            j += 2
        elif line[j] == quote:
            return j + 1
        else:
            j += 1
    return len(line)
