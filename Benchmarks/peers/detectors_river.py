"""Times river's streaming detectors on a stationary standard normal stream.

usage: detectors_river.py VALUES     prints a name and the nanoseconds an update for each
"""
import random
import sys
import time

from river import drift

generator = random.Random(1)
values = [generator.gauss(0, 1) for _ in range(int(sys.argv[1]))]
for name, detector, share in [
    ("adwin", drift.ADWIN(), 1), ("page-hinkley", drift.PageHinkley(), 1), ("kswin", drift.KSWIN(seed=1), 100),
]:
    stream = values[: len(values) // share]
    started = time.perf_counter()
    for value in stream:
        detector.update(value)
    print(name, round((time.perf_counter() - started) / len(stream) * 1e9, 1))
