"""Exact DMD as PyDMD computes it, in NumPy, timed on the snapshots of `ritz peers --filter Dmd`.

OPENBLAS_NUM_THREADS=1 python3 bench/src/test/python/dmd_numpy.py [rows] [steps] [rank]

Without residuals, amplitudes or scaling: PyDMD does not compute them here. Prints the median of
five runs in seconds.
"""

import statistics
import sys
import time

import numpy as np


def snapshots(rows, steps, rank, random):
    """Half as many oscillations as the rank, seen through random modes with a little noise."""
    time_steps = np.arange(steps + 1)
    factors = np.empty((rank, steps + 1))
    for j in range(rank // 2):
        size = (1 - 0.002 * j / rank) ** time_steps
        angle = 3.0 * (j + 1) / rank * 2 * time_steps
        factors[2 * j] = size * np.cos(angle)
        factors[2 * j + 1] = size * np.sin(angle)
    modes = random.uniform(-1, 1, (rows, rank))
    return modes @ factors + random.uniform(-1e-6, 1e-6, (rows, steps + 1))


def exact_dmd(data, rank):
    x, y = data[:, :-1], data[:, 1:]
    u, sigma, vh = np.linalg.svd(x, full_matrices=False)
    u, sigma, v = u[:, :rank], sigma[:rank], vh[:rank].conj().T
    lifted = y @ v / sigma
    eigenvalues, w = np.linalg.eig(u.conj().T @ lifted)
    return eigenvalues, lifted @ w / eigenvalues


def main():
    rows, steps, rank = (int(a) for a in (sys.argv[1:] + ["100000", "100", "50"][len(sys.argv) - 1 :]))
    data = snapshots(rows, steps, rank, np.random.default_rng(1))
    seconds = []
    for _ in range(5):
        start = time.perf_counter()
        exact_dmd(data, rank)
        seconds.append(time.perf_counter() - start)
    print(f"NumPy {np.__version__}: {statistics.median(seconds):.3f} s")


main()
