"""`python -m benchmarks`: all of them, one after the other."""

from benchmarks import simulation, training

for benchmark in (simulation, training):
    benchmark.main()
    print()
