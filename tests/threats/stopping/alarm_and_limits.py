# Sets alarms and lowers its own limits, so that it dies of them where it should answer.
# message: ended the Python process
# %%
import resource
import signal


def spectrum(J):
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
    resource.setrlimit(resource.RLIMIT_CPU, (1000, 1000))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    while True:
        pass
