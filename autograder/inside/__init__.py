"""The only code of ours that runs beside the student's. It holds no secret and decides nothing.

`__main__` serves requests on one file descriptor; `cells` runs cells as a notebook would;
`wire` is the format of what crosses; `axes` describes a figure as plain data.
A student who rewrites all of this can only forge their own answers.
"""
