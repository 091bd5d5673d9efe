// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import ritz.kernels.Matrix;

class SnapshotWindowTest {
  @Property(tries = 50, seed = "1")
  void framesKeepInnerProductsAndLiftBack(
      @ForAll @IntRange(min = 1, max = 40) int length,
      @ForAll @IntRange(min = 4, max = 9) int capacity,
      @ForAll @IntRange(max = 20) int dropped,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SnapshotWindow window = new SnapshotWindow(capacity);
    float[][] all = new float[capacity + dropped][length];
    for (float[] weights : all) {
      for (int i = 0; i < length; i++) {
        weights[i] = (float) (random.nextDouble() - 0.5);
      }
      window.add(weights);
    }
    SnapshotWindow.Frame frame = window.frame();
    Matrix products = frame.snapshots().transposeTimes(frame.snapshots());
    for (int j = 0; j < capacity; j++) {
      for (int i = 0; i < capacity; i++) {
        // Rounding of sums of up to 40 products below 1/4, through a factorization.
        assertThat(products.get(i, j))
            .isCloseTo(dot(all[dropped + i], all[dropped + j]), within(1e-12));
      }
      double[] lifted = window.lift(frame, frame.snapshots().column(j));
      for (int i = 0; i < length; i++) {
        // Directions below 1e-7 of an increment are left out.
        assertThat(lifted[i]).isCloseTo(all[dropped + j][i], within(1e-6));
      }
    }
  }

  /** Two blocks of 512 entries and one entry more. */
  @Test
  void productsOfLongWeightsAreThoseOfAllEntries() {
    SplittableRandom random = new SplittableRandom(3);
    SnapshotWindow window = new SnapshotWindow(4);
    float[][] all = new float[6][1025];
    for (float[] weights : all) {
      for (int i = 0; i < weights.length; i++) {
        weights[i] = (float) (random.nextDouble() - 0.5);
      }
      window.add(weights);
    }
    for (int j = 0; j < 3; j++) {
      // Sums of 1025 products below 1: 1025 eps = 2.3e-13 of them, in whatever order.
      assertThat(window.latestTimes(j))
          .isCloseTo(dot(all[3 + j], all[5]) - dot(all[2 + j], all[5]), within(1e-11));
      for (int i = 0; i < 3; i++) {
        assertThat(window.product(i, j))
            .isCloseTo(
                dot(all[3 + i], all[3 + j])
                    - dot(all[3 + i], all[2 + j])
                    - dot(all[2 + i], all[3 + j])
                    + dot(all[2 + i], all[2 + j]),
                within(1e-11));
      }
    }
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  @Property(tries = 50, seed = "1")
  void choleskyFactorsSemidefiniteMatrices(
      @ForAll @IntRange(min = 1, max = 10) int n,
      @ForAll @IntRange(min = 1, max = 10) int limit,
      @ForAll long seed) {
    int rank = Math.min(n, limit);
    SplittableRandom random = new SplittableRandom(seed);
    Matrix factor = new Matrix(rank, n);
    for (int i = 0; i < factor.data().length; i++) {
      factor.data()[i] = random.nextDouble() - 0.5;
    }
    Matrix gram = factor.transposeTimes(factor);
    PivotedCholesky cholesky = PivotedCholesky.of(gram.copy(), 1e-13);
    assertThat(cholesky.pivots()).hasSizeLessThanOrEqualTo(rank);
    Matrix r = cholesky.r();
    assertThat(r.transposeTimes(r).minus(gram).frobeniusNorm()).isLessThan(1e-12);
    double[] b = new double[r.rows()];
    for (int i = 0; i < b.length; i++) {
      b[i] = random.nextDouble();
    }
    double[] product = r.times(Matrix.of(n, 1, cholesky.solve(b))).column(0);
    for (int i = 0; i < b.length; i++) {
      // R is conditioned like 1/sqrt(noise) at worst.
      assertThat(product[i]).isCloseTo(b[i], within(1e-8));
    }
  }
}
