"""The only code of ours that runs beside the student's. It holds no secret and decides nothing.

`desk` serves requests on a socket, and `nest` forks a process for each submission that does;
`cells` runs cells as a notebook would; `kernel` has names for system calls;
`wire` is the format of what crosses; `axes` describes a figure as plain data.
A student who rewrites all of this can only forge their own answers.
"""
