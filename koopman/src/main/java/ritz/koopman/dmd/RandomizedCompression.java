// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.SplittableRandom;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.Qr;

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
    Matrix f = requireReal(snapshots);
    int l = Math.min(size, Math.min(f.rows(), f.columns()));
    SplittableRandom random = new SplittableRandom(seed);
    Matrix omega = new Matrix(f.columns(), l);
    for (int i = 0; i < omega.data().length; i++) {
      omega.data()[i] = random.nextGaussian();
    }
    Matrix q = Qr.of(f.times(omega)).q();
    for (int i = 0; i < powers; i++) {
      q = Qr.of(f.times(Qr.of(f.transposeTimes(q)).q())).q();
    }
    Matrix coordinates = q.transposeTimes(f);
    double lost = 0;
    for (int j = 0; j < f.columns(); j++) {
      Matrix rest = f.columns(j, j + 1).minus(q.times(coordinates.columns(j, j + 1)));
      lost = Math.hypot(lost, rest.frobeniusNorm());
    }
    return new Coordinates(new MatrixBasis(Dense.of(q)), Dense.of(coordinates), lost);
  }
}
