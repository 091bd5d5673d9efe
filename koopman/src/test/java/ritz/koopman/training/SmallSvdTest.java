// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.JacobiSvd;

class SmallSvdTest {
  @Property(tries = 200, seed = "1")
  void agreesWithTheDecompositionOfLargeMatrices(
      @ForAll @IntRange(min = 1, max = 14) int rows,
      @ForAll @IntRange(min = 1, max = 12) int columns,
      @ForAll @IntRange(min = 0, max = 2) int dependent,
      @ForAll @IntRange(min = -140, max = 140) int exponent,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] a = new double[columns][rows];
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < rows; i++) {
        a[j][i] =
            j >= dependent ? Math.scalb(random.nextDouble() - 0.5, exponent) : j > 0 ? a[0][i] : 0;
      }
    }
    Matrix whole = new Matrix(rows, columns);
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < rows; i++) {
        whole.set(i, j, a[j][i]);
      }
    }
    double[] expected = JacobiSvd.of(whole).singularValues();
    SmallSvd found = SmallSvd.of(a);
    // A few roundings a rotation and sweep, relative to the largest singular value.
    double tolerance = 100 * columns * Math.ulp(1.0) * expected[0];
    for (int j = 0; j < Math.min(rows, columns); j++) {
      assertThat(found.sigma()[j]).isCloseTo(expected[j], within(tolerance));
    }
    for (int j = 0; j < columns; j++) {
      assertThat(SmallVectors.dot(found.v()[j], found.v()[j]))
          .isCloseTo(1, within(100 * columns * Math.ulp(1.0)));
      for (int i = 0; i < rows; i++) {
        double sum = 0;
        for (int k = 0; k < columns; k++) {
          sum += found.u()[k][i] * found.sigma()[k] * found.v()[k][j];
        }
        assertThat(sum).isCloseTo(whole.get(i, j), within(tolerance));
      }
    }
  }
}
