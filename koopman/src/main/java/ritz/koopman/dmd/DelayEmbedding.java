// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;

/**
 * Delay embedding: d consecutive snapshots on top of each other make one state of a larger system
 * (Hankel DMD; Arbabi and Mezić, SIAM J. Appl. Dyn. Syst. 16, 2017). It finds more modes than a
 * snapshot has entries.
 *
 * <p>A mode of the larger system is d blocks, ideally z, lambda z, lambda² z and so on. They are
 * folded back into the z that fits all of them best.
 *
 * @param delays d, at least 1; 1 leaves everything as it is
 */
record DelayEmbedding(int delays) {
  /**
   * Called before anything is computed.
   *
   * @throws IllegalArgumentException if a trajectory is too short to leave a pair
   */
  void requireFitting(List<int[]> trajectories) {
    for (int[] trajectory : trajectories) {
      if (trajectory.length <= delays) {
        throw new IllegalArgumentException(
            "delays: "
                + delays
                + " for a trajectory of "
                + trajectory.length
                + " snapshots, expected at least one snapshot more than delays");
      }
    }
  }

  /** The embedded snapshots. */
  Snapshots embed(Snapshots snapshots) {
    if (delays == 1) {
      return snapshots;
    }
    int r = snapshots.columns().rows();
    List<int[]> embedded = new ArrayList<>();
    int total = 0;
    for (int[] trajectory : snapshots.trajectories()) {
      int count = trajectory.length - delays + 1;
      embedded.add(IntStream.range(total, total + count).toArray());
      total += count;
    }
    Dense columns = snapshots.columns().zeros(Math.multiplyExact(delays, r), total);
    int next = 0;
    for (int[] trajectory : snapshots.trajectories()) {
      for (int i = 0; i + delays <= trajectory.length; i++, next++) {
        for (int d = 0; d < delays; d++) {
          int source = trajectory[i + d];
          columns.setBlock(d * r, next, snapshots.columns().columns(source, source + 1));
        }
      }
    }
    return new Snapshots(columns, embedded);
  }

  /** The modes of the system itself, of unit norm. */
  RitzPairs fold(RitzPairs pairs) {
    if (delays == 1) {
      return pairs;
    }
    int r = pairs.vectors().rows() / delays;
    ComplexMatrix vectors = new ComplexMatrix(r, pairs.count());
    ComplexMatrix images = new ComplexMatrix(r, pairs.count());
    for (int j = 0; j < pairs.count(); j++) {
      Complex[] factors = factors(pairs.eigenvalues()[j]);
      fold(pairs.vectors(), factors, vectors, j);
      fold(pairs.images(), factors, images, j);
      normalize(vectors, images, j);
    }
    return new RitzPairs(pairs.eigenvalues(), vectors, images, pairs.residuals());
  }

  /** conj(lambda)^i, counted from the end that keeps them within the unit disk. */
  private Complex[] factors(Complex lambda) {
    int start = lambda.abs() > 1 ? 1 - delays : 0;
    return IntStream.range(start, start + delays)
        .mapToObj(i -> lambda.conjugate().pow(i))
        .toArray(Complex[]::new);
  }

  private static void fold(ComplexMatrix from, Complex[] factors, ComplexMatrix to, int j) {
    for (int i = 0; i < to.rows(); i++) {
      Complex sum = Complex.ZERO;
      for (int d = 0; d < factors.length; d++) {
        sum = sum.plus(from.get(d * to.rows() + i, j).times(factors[d]));
      }
      to.set(i, j, sum);
    }
  }

  private static void normalize(ComplexMatrix vectors, ComplexMatrix images, int j) {
    double norm = Dense.of(vectors).norm(j);
    if (norm > 0) {
      Dense.of(vectors).divideColumn(j, norm);
      Dense.of(images).divideColumn(j, norm);
    } else {
      vectors.set(0, j, Complex.ONE);
    }
  }
}
