// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ritz.kernels.Matrix;

/** The decisions of LAPACK's dlahqr: where a block splits, and which shifts a step takes. */
class FrancisQrTest {
  private static final double EPS = Math.ulp(1.0);

  private final FrancisQr iteration = new FrancisQr();

  /** An active block of rows 1 to 4 of 6, its entries 5 but for those at rows 2 and 3. */
  private static Matrix block(double left, double above, double below, double right) {
    Matrix h = MatrixZoo.generate(6, 6, (i, j) -> i > j + 1 ? 0 : 5);
    h.set(2, 2, left);
    h.set(2, 3, above);
    h.set(3, 2, below);
    h.set(3, 3, right);
    return h;
  }

  private int split(Matrix h) {
    return iteration.splitAt(h, 1, 5, 4);
  }

  /**
   * An entry is small if it is at most eps times the sum of its neighbors on the diagonal, and by
   * the criterion of Ahues and Tisseur too: beside 1 and 2 with 1 above, below / 3 is at most eps ·
   * 2 / 3; beside 2 and 1, below / 2 is at most eps / 2.
   */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1.99, 2, true",
    "1, 1, 2.01, 2, false",
    "2, 1, 0.99, 1, true",
    "2, 1, 1.01, 1, false",
    "-1, 1, 5.99, 2, false",
    "1, 0, 2.99, 2, true",
    "1, 0, 3.01, 2, false",
    "-1, 0, 2.99, -2, true",
    "1, 0, -3.01, 2, false"
  })
  void splitsWhereTheEntryBelowIsNegligible(
      double left, double above, double epsBelow, double right, boolean splits) {
    Matrix h = block(left, above, epsBelow * EPS, right);
    assertThat(split(h)).isEqualTo(splits ? 3 : 1);
    assertThat(h.get(3, 2) == 0).isEqualTo(splits);
    assertThat(h.get(1, 0)).isEqualTo(5);
  }

  /** Where both neighbors are zero, the entries beyond them count: 5 on either side. */
  @ParameterizedTest
  @CsvSource({"9.99, true", "10.01, false"})
  void looksBeyondZeroNeighbors(double epsBelow, boolean splits) {
    assertThat(split(block(0, 0, epsBelow * EPS, 0))).isEqualTo(splits ? 3 : 1);
  }

  /** At the ends of the active block there is nothing beyond. */
  @Test
  void looksBeyondZeroNeighborsWithinTheBlockAlone() {
    assertThat(iteration.splitAt(block(0, 0, 4 * EPS, 0), 2, 5, 4)).isEqualTo(3);
    assertThat(iteration.splitAt(block(0, 0, 6 * EPS, 0), 2, 5, 4)).isEqualTo(2);
    assertThat(iteration.splitAt(block(0, 0, 4 * EPS, 0), 1, 4, 3)).isEqualTo(3);
    assertThat(iteration.splitAt(block(0, 0, 6 * EPS, 0), 1, 4, 3)).isEqualTo(1);
    assertThat(iteration.splitAt(block(0, 0, EPS, 0), 2, 4, 3)).isEqualTo(2);
  }

  /** The least normal number over eps, times the order of the block, four. */
  @Test
  void splitsAtTheEndOfTheRange() {
    double negligible = 4 * (Double.MIN_NORMAL / EPS);
    Matrix zeros = new Matrix(6, 6);
    zeros.set(3, 2, negligible);
    zeros.set(4, 3, 1);
    zeros.set(2, 1, 1);
    Matrix larger = zeros.copy();
    larger.set(2, 3, 1);
    assertThat(split(larger)).isEqualTo(3);
    larger.set(3, 2, 1.01 * negligible);
    assertThat(split(larger)).isEqualTo(1);
  }

  /** The eigenvalues of the last two rows and columns; of two real ones the nearer to the end. */
  @ParameterizedTest
  @CsvSource({
    "2, 4, -9, 2, 2, 6",
    "1, -5, 2, 3, 2, 3",
    "1, 2, 3, 2, 4, 0",
    "2, 2, 3, 1, -1, 0",
    "7, 2, 3, 2, 1, 0",
    "2, 2, 3, 7, 8, 0",
    "0, 1, 1, 0, 1, 0",
    "0, 0, 0, 0, 0, 0",
    "3, 0, 0, 3, 3, 0"
  })
  void shiftsAreEigenvaluesOfTheEnd(
      double a11, double a12, double a21, double a22, double re, double im) {
    for (double scale : new double[] {1, 0x1p600, 0x1p-600}) {
      Matrix h = MatrixZoo.generate(4, 4, (i, j) -> i > j + 1 ? 0 : 9);
      h.set(1, 1, a11 * scale);
      h.set(1, 2, a12 * scale);
      h.set(2, 1, a21 * scale);
      h.set(2, 2, a22 * scale);
      iteration.splitAt(h, 0, 3, 0);
      double[] shifts = iteration.findShifts(0, 2, 1);
      double[] expected = {re, re, im, -im};
      for (int i = 0; i < 4; i++) {
        assertThat(shifts[i] / scale).isCloseTo(expected[i], within(32 * EPS));
      }
    }
  }

  /**
   * Every twentieth and every tenth step, [c, -7 s / 16; s, c] with c = h(i, i) + 3 s / 4: from the
   * end of the block with the sum s of the last two entries below the diagonal, and from its start.
   */
  @ParameterizedTest
  @CsvSource({"20, 4, 7", "40, 4, 7", "10, 1, 5", "30, 1, 5"})
  void exceptionalShiftsAreThoseOfLapack(int sinceDeflation, int diagonal, double sum) {
    Matrix h = MatrixZoo.generate(6, 6, (i, j) -> i > j + 1 ? 0 : i * (j % 2 == 0 ? -1 : 1));
    iteration.splitAt(h, 1, 5, 1);
    double center = h.get(diagonal, diagonal) + 0.75 * sum;
    double im = Math.sqrt(7.0 / 16) * sum;
    double[] expected = {center, center, im, -im};
    double[] shifts = iteration.findShifts(1, 4, sinceDeflation);
    for (int i = 0; i < 4; i++) {
      assertThat(shifts[i]).isCloseTo(expected[i], within(32 * EPS * sum));
    }
    double[] usual = iteration.findShifts(1, 4, sinceDeflation + 1).clone();
    assertThat(usual).isNotEqualTo(expected).isEqualTo(iteration.findShifts(1, 4, 1));
  }
}
