"""Benchmarks: `make bench`. Each prints seconds, and the ratio to what it is compared with.

All that is compared is measured in one process, in turns, on one BLAS thread, so that a busy
machine is busy for both sides; medians are printed. No test depends on these times.
"""
