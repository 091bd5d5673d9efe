// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;

class HouseholderTest {
  private static final double EPS = Math.ulp(1.0);

  /** H = I - tau v v' by its definition, from a vector as it is stored at an offset. */
  private static Matrix definition(int n, double tau, double[] stored, int at) {
    double[] v = new double[n];
    System.arraycopy(stored, at, v, 0, n);
    v[0] = 1;
    return MatrixZoo.generate(n, n, (i, j) -> (i == j ? 1 : 0) - tau * v[i] * v[j]);
  }

  @ParameterizedTest
  @CsvSource({"1,0", "2,0", "3,0", "9,0", "5,1000", "5,-1000", "2,-1060", "6,-1060", "3,-1040"})
  void generateAnnihilatesAllButTheFirst(int n, int exponent) {
    Matrix x = MatrixZoo.scaled(MatrixZoo.random(n, 1, n), Math.scalb(1.0, exponent));
    double[] stored = new double[n + 3];
    System.arraycopy(x.data(), 0, stored, 2, n);
    double tau = Householder.generate(n, stored, 2);
    assertThat(stored[0]).isZero();
    assertThat(stored[1]).isZero();
    assertThat(stored[n + 2]).isZero();
    Matrix h = definition(n, tau, stored, 2);
    assertThat(Residuals.orthonormality(h)).isLessThan(10);
    // The factor back to scale 1 is a power of two, which rounds nothing.
    Matrix unit =
        MatrixZoo.scaled(
            MatrixZoo.scaled(x, Math.scalb(1.0, -exponent / 2)),
            Math.scalb(1.0, exponent / 2 - exponent));
    double beta = Math.scalb(stored[2], -exponent);
    Matrix image = h.times(unit);
    // Beta may lie below the normal range, where numbers have a fixed spacing.
    double tolerance = 10 * n * EPS * Math.abs(beta) + Math.scalb(Double.MIN_VALUE, -exponent);
    image.set(0, 0, image.get(0, 0) - beta);
    for (int i = 0; i < n; i++) {
      assertThat(Math.abs(image.get(i, 0))).isLessThanOrEqualTo(tolerance);
    }
    // Of opposite sign to the first entry, so nothing cancels; if all others are zero, it stays.
    assertThat(Math.signum(beta) * Math.signum(unit.get(0, 0))).isEqualTo(n == 1 ? 1 : -1);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,4", "2,1", "3,5", "8,3", "17,9"})
  void appliesTheDefinition(int n, int others) {
    double[] stored = MatrixZoo.random(n + 1, 1, 3).data();
    double tau = 0.7;
    Matrix h = definition(n, tau, stored, 1);
    Matrix whole = MatrixZoo.random(n + 4, others + 3, 4);
    Matrix c = whole.block(2, 1, n, others);
    Matrix expected = h.times(c);
    Householder.applyLeft(tau, stored, 1, c);
    assertThat(Residuals.relative(expected, c)).isLessThan(10);

    Matrix transposed = MatrixZoo.random(others + 4, n + 3, 5).block(1, 2, others, n);
    Matrix expectedRight = transposed.times(h);
    Householder.applyRight(tau, stored, 1, transposed, new double[others]);
    assertThat(Residuals.relative(expectedRight, transposed)).isLessThan(10);

    Matrix kept = c.copy();
    Householder.applyLeft(0, stored, 1, c);
    assertThat(c.minus(kept).frobeniusNorm()).isZero();
    Householder.applyRight(0, stored, 1, c, new double[n]);
    assertThat(c.minus(kept).frobeniusNorm()).isZero();
  }

  /** The complex reflector through the factorization of a single column, Q R = A. */
  @ParameterizedTest
  @CsvSource({"2,-1060", "5,-1060", "7,-1040", "4,900"})
  void complexColumnsAtTheEndsOfTheRange(int n, int exponent) {
    ComplexMatrix unit = ComplexZoo.random(n, 1, n);
    double factor = Math.scalb(1.0, exponent);
    ComplexMatrix a =
        new ComplexMatrix(
            MatrixZoo.scaled(unit.real(), factor), MatrixZoo.scaled(unit.imaginary(), factor));
    ComplexQr qr = ComplexQr.of(a);
    ComplexMatrix q = qr.q();
    Complex r = qr.r().get(0, 0);
    assertThat(q.frobeniusNorm()).isBetween(1 - n * EPS, 1 + n * EPS);
    double tolerance = 10 * n * EPS * r.abs() + 2 * Double.MIN_VALUE;
    for (int i = 0; i < n; i++) {
      assertThat(q.get(i, 0).times(r).minus(a.get(i, 0)).abs()).isLessThanOrEqualTo(tolerance);
    }
  }
}
