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
  private static final double ROUNDING = Math.ulp(1.0) / 2;

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
      // The norm divided by, and these sums of 28 squares at most, round some 32 times each.
      assertThat(SmallVectors.dot(re, re) + SmallVectors.dot(im, im))
          .isCloseTo(1, within(64 * ROUNDING));
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
    // Sums of powers of all values are insensitive. Both sides have the values of some A + E with
    // |E| below a hundred roundings of |A|, at most scale / 2; to first order the sum of the p-th
    // powers, the trace of A^p, then moves by p |A|^(p-1) sqrt(n) |E|, at most 200 roundings of
    // scale^p.
    double[] expected = powerSums(Eigen.valuesOf(matrix).values());
    double[] sums = powerSums(found.values());
    double scale = Math.scalb((double) n, exponent);
    for (int p = 1; p <= 3; p++) {
      assertThat(sums[p - 1])
          .isCloseTo(expected[p - 1], within(2 * 200 * ROUNDING * Math.pow(scale, p)));
    }
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
    // Any independent vectors will do. Of dependent ones it is a rounding, 1e-15; above 1e-3 a
    // vector written in them loses three of sixteen digits.
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
      // Values of an orthogonal matrix move by at most |E|, a hundred roundings of |A| = sqrt(6);
      // their sixth powers six times as far.
      assertThat(value.pow(6).minus(Complex.ONE).abs())
          .isLessThan(6 * 100 * Math.sqrt(6) * ROUNDING);
    }
  }
}
