"""Times frouros's maximum mean discrepancy with a permutation test on two normal samples.

usage: mmd_frouros.py ROWS DIMENSIONS PERMUTATIONS     prints the seconds
"""
import sys
import time
from functools import partial

import numpy as np
from frouros.callbacks import PermutationTestDistanceBased
from frouros.detectors.data_drift import MMD
from frouros.utils.kernels import rbf_kernel

rows, dimensions, permutations = map(int, sys.argv[1:])
generator = np.random.default_rng(1)
reference, sample = generator.normal(size=(2, rows, dimensions))
detector = MMD(
    kernel=partial(rbf_kernel, sigma=np.sqrt(2 * dimensions)),
    callbacks=[PermutationTestDistanceBased(num_permutations=permutations, random_state=1, num_jobs=-1, name="test")],
)
started = time.perf_counter()
detector.fit(X=reference)
detector.compare(X=sample)
print(time.perf_counter() - started)
