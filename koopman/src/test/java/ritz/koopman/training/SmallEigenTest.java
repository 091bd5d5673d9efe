// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.Eigen;

/** {@link SmallEigen} beside {@link Eigen}, which shares no code with it. */
class SmallEigenTest {
  private static double[][] random(int n, int exponent, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] a = new double[n][n];
    for (double[] row : a) {
      for (int j = 0; j < n; j++) {
        row[j] = Math.scalb(random.nextDouble() - 0.5, exponent);
      }
    }
    return a;
  }

  /** Whether |A z - lambda z| is that of some hundred roundings for unit z, and pairs conjugate. */
  private static SmallEigen requireEigenvectors(double[][] a) {
    SmallEigen found = SmallEigen.of(a);
    double norm = 0;
    for (double[] row : a) {
      norm = Math.hypot(norm, Math.sqrt(SmallVectors.dot(row, row)));
    }
    for (int k = 0; k < a.length; k++) {
      double[] re = found.re()[k];
      double[] im = found.im()[k];
      assertThat(SmallVectors.dot(re, re) + SmallVectors.dot(im, im)).isCloseTo(1, within(1e-14));
      for (int i = 0; i < a.length; i++) {
        Complex image = new Complex(SmallVectors.dot(a[i], re), SmallVectors.dot(a[i], im));
        Complex error = image.minus(found.values()[k].times(new Complex(re[i], im[i])));
        assertThat(error.abs()).isLessThanOrEqualTo(100 * a.length * Math.ulp(1.0) * norm);
      }
      if (found.values()[k].im() > 0) {
        assertThat(found.values()[k + 1]).isEqualTo(found.values()[k].conjugate());
        assertThat(found.re()[k + 1]).isEqualTo(re);
        assertThat(found.im()[k + 1]).isEqualTo(Arrays.stream(im).map(v -> -v).toArray());
      }
      if (found.values()[k].im() == 0) {
        assertThat(Arrays.stream(im).map(Math::abs).toArray()).containsOnly(0);
      }
    }
    return found;
  }

  @Property(tries = 300, seed = "1")
  void eigenvectorsAreSuchAndValuesAreThoseOfLargeMatrices(
      @ForAll @IntRange(min = 1, max = 14) int n,
      @ForAll @IntRange(min = -60, max = 60) int exponent,
      @ForAll long seed) {
    double[][] a = random(n, exponent, seed);
    Matrix matrix = new Matrix(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        matrix.set(i, j, a[i][j]);
      }
    }
    SmallEigen found = requireEigenvectors(a);
    // Symmetric functions of all values are insensitive: the trace, and the sum of the squares.
    double[] expected = powerSums(Eigen.valuesOf(matrix).values());
    double[] sums = powerSums(found.values());
    double scale = Math.scalb((double) n, exponent);
    assertThat(sums[0]).isCloseTo(expected[0], within(1e-13 * scale));
    assertThat(sums[1]).isCloseTo(expected[1], within(1e-13 * scale * scale));
    assertThat(sums[2]).isCloseTo(expected[2], within(1e-13 * scale * scale * scale));
  }

  private static double[] powerSums(Complex[] values) {
    return DoubleStream.of(1, 2, 3)
        .map(power -> Arrays.stream(values).mapToDouble(v -> v.pow(power).re()).sum())
        .toArray();
  }

  @Test
  void multipleEigenvaluesHaveAsManyVectorsAsThereAre() {
    SmallEigen identity = requireEigenvectors(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
    double[][] z = identity.re();
    double determinant =
        z[0][0] * (z[1][1] * z[2][2] - z[1][2] * z[2][1])
            - z[0][1] * (z[1][0] * z[2][2] - z[1][2] * z[2][0])
            + z[0][2] * (z[1][0] * z[2][1] - z[1][1] * z[2][0]);
    assertThat(Math.abs(determinant)).isGreaterThan(1e-3);
  }

  @Test
  void matricesThatAreHardForTheIterationAreDecomposed() {
    // zeros, a defective one, a rotation, and a cyclic shift, which usual shifts leave as it is
    requireEigenvectors(new double[4][4]);
    requireEigenvectors(new double[][] {{2, 1, 0}, {0, 2, 1}, {0, 0, 2}});
    assertThat(requireEigenvectors(new double[][] {{0, -1}, {1, 0}}).values()[0])
        .isEqualTo(new Complex(0, 1));
    double[][] shift = new double[6][6];
    for (int i = 0; i < 6; i++) {
      shift[(i + 1) % 6][i] = 1;
    }
    for (Complex value : requireEigenvectors(shift).values()) {
      assertThat(value.pow(6).minus(Complex.ONE).abs()).isLessThan(1e-13);
    }
  }
}
