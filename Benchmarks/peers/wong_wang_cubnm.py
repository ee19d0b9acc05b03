"""Times cuBNM's CPU mode on the reduced Wong-Wang model with delays, as it is installed.

usage: wong_wang_cubnm.py CONNECTOME.npz SECONDS        (at least 90 s, for its windows of dynamic connectivity)
"""
import logging
import sys
import time

import numpy as np

logging.disable(logging.CRITICAL)
from cubnm import sim  # noqa: E402

connectome, seconds = np.load(sys.argv[1]), int(sys.argv[2])
weights, lengths = connectome["weights"], connectome["lengths"]
nodes = len(weights)
group = sim.rWWExSimGroup(
    duration=seconds, TR=1, dt="0.1", bw_dt="1.0", sc=weights.T, sc_dist=lengths.T, out_dir=None, sim_seed=1,
    force_cpu=True)
group.N = 1
group.param_lists["G"] = np.array([0.5])
group.param_lists["v"] = np.array([20.0])
group.param_lists["w"] = np.full((1, nodes), 0.9)
group.param_lists["I0"] = np.full((1, nodes), 0.3)
group.param_lists["sigma"] = np.full((1, nodes), 0.001)
group.run()
started = time.perf_counter()
group.run()
print(time.perf_counter() - started)
