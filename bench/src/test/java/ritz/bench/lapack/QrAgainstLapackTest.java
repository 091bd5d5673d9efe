// SPDX-License-Identifier: Apache-2.0
package ritz.bench.lapack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.JacobiSvd;
import ritz.kernels.linalg.MatrixZoo;
import ritz.kernels.linalg.PivotedQr;
import ritz.kernels.linalg.Qr;
import ritz.kernels.linalg.TallSkinnyQr;

class QrAgainstLapackTest {
  private static final double EPS = Math.ulp(1.0);

  /** R is unique but for the signs of its rows, and as sensitive as the condition of A. */
  @ParameterizedTest
  @CsvSource({"5, 5", "40, 31", "64, 64", "97, 33", "20000, 20"})
  void triangularFactorAgrees(int rows, int columns) {
    Matrix a = MatrixZoo.random(rows, columns, rows);
    Matrix expected = withPositiveDiagonal(Lapack.triangularFactor(a));
    double[] sigma = JacobiSvd.valuesOf(a).singularValues();
    double bound = 10 * rows * EPS * (sigma[0] / sigma[columns - 1]) * expected.frobeniusNorm();

    assertThat(withPositiveDiagonal(Qr.of(a).r()).minus(expected).frobeniusNorm())
        .isLessThan(bound);
    TallSkinnyQr streamed = new TallSkinnyQr(columns);
    streamed.add(a.block(0, 0, rows / 3, columns));
    streamed.add(a.block(rows / 3, 0, rows - rows / 3, columns));
    assertThat(withPositiveDiagonal(streamed.r()).minus(expected).frobeniusNorm())
        .isLessThan(bound);
  }

  private static Matrix withPositiveDiagonal(Matrix r) {
    return MatrixZoo.generate(
        r.rows(), r.columns(), (i, j) -> Math.copySign(1, r.get(i, i)) * r.get(i, j));
  }

  /** Both pivot on the longest column; random columns do not tie. */
  @ParameterizedTest
  @CsvSource({"5, 5", "40, 31", "31, 40", "64, 64", "130, 100"})
  void pivotsAgree(int rows, int columns) {
    Matrix b = MatrixZoo.random(rows, columns, columns);
    Matrix a = MatrixZoo.generate(rows, columns, (i, j) -> b.get(i, j) * Math.pow(2, -j * 7 % 13));
    double[] expected = Lapack.pivotedDiagonal(a);
    Matrix r = PivotedQr.of(a).r();
    double tolerance = 10 * Math.max(rows, columns) * EPS * a.frobeniusNorm();
    for (int k = 0; k < expected.length; k++) {
      assertThat(Math.abs(r.get(k, k)))
          .isBetween(Math.abs(expected[k]) - tolerance, Math.abs(expected[k]) + tolerance);
    }
  }
}
