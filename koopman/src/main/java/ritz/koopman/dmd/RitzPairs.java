// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.Arrays;
import java.util.stream.IntStream;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;

/**
 * Approximate eigenpairs of a map in the coordinates of a {@link RitzSpace}.
 *
 * @param eigenvalues conjugate pairs adjacent, positive imaginary part first
 * @param vectors their unit vectors, in {@link RealForm}
 * @param residuals the norm of A z - lambda z for each
 */
record RitzPairs(Complex[] eigenvalues, Matrix vectors, double[] residuals) {
  /** The same pairs, the one numbered {@code order[j]} in place j. */
  RitzPairs inOrder(int[] order) {
    return new RitzPairs(
        Arrays.stream(order).mapToObj(i -> eigenvalues[i]).toArray(Complex[]::new),
        Snapshots.select(vectors, order),
        IntStream.of(order).mapToDouble(i -> residuals[i]).toArray());
  }
}
