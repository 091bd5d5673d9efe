// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.SplittableRandom;
import ritz.kernels.Matrix;

/**
 * A basis of the range of F, found by random combinations of its columns: Q of F Omega, and of (F
 * F')^q F Omega for a sharper cut (Halko, Martinsson, Tropp, SIAM Review 53, 2011, algorithm 4.4;
 * Erichson, Mathelin, Kutz, Brunton, SIAM J. Appl. Dyn. Syst. 18, 2019). The mean error exceeds the
 * best one for k vectors by the factor (1 + k/(p - 1))^(1/2), p the surplus of vectors over k, and
 * with powers by its (2 q + 1)-th root. What it is in the case at hand is measured and enters the
 * reconstruction error.
 */
final class RandomizedCompression extends Compression {
  private final int size;
  private final int powers;
  private final long seed;

  RandomizedCompression(int size, int powers, long seed) {
    this.size = size;
    this.powers = powers;
    this.seed = seed;
  }

  @Override
  Coordinates compress(Dense snapshots) {
    int l = Math.min(size, Math.min(snapshots.rows(), snapshots.columns()));
    SplittableRandom random = new SplittableRandom(seed);
    Matrix omega = new Matrix(snapshots.columns(), l);
    for (int i = 0; i < omega.data().length; i++) {
      omega.data()[i] = random.nextGaussian();
    }
    Dense q = Factorizations.orthonormal(snapshots.times(Dense.of(omega)));
    for (int i = 0; i < powers; i++) {
      Dense back = Factorizations.orthonormal(snapshots.adjointTimes(q));
      q = Factorizations.orthonormal(snapshots.times(back));
    }
    Dense coordinates = q.adjointTimes(snapshots);
    double lost = 0;
    for (int j = 0; j < snapshots.columns(); j++) {
      Dense projected = q.times(coordinates.columns(j, j + 1));
      lost = Math.hypot(lost, snapshots.columns(j, j + 1).minus(projected).frobeniusNorm());
    }
    return new Coordinates(new MatrixBasis(q), coordinates, lost);
  }
}
