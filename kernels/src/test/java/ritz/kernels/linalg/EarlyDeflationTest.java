// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ritz.kernels.Matrix;

/** Windows that are in Schur form already, so that the spike is its first entry alone. */
class EarlyDeflationTest {
  private static final double EPS = Math.ulp(1.0);

  /** An active block of one row above the window, and what joins the two. */
  private static Matrix block(double spike, Matrix window) {
    int n = window.rows() + 1;
    Matrix h = new Matrix(n, n);
    Blocks.copy(window, h.block(1, 1, n - 1, n - 1));
    h.set(0, 0, 7);
    h.set(1, 0, spike);
    return h;
  }

  /** Deflates at the end of the whole matrix. */
  private static EarlyDeflation run(Matrix h, Matrix z, int window) {
    Workspace work = new Workspace();
    WindowUpdate update = WindowUpdate.of(h, z, window, work);
    EarlyDeflation deflation = EarlyDeflation.of(h, window, update, work);
    deflation.run(0, h.rows() - 1, window);
    return deflation;
  }

  /** LAPACK's criterion: a spike up to eps times the eigenvalue's size is negligible. */
  @ParameterizedTest
  @CsvSource({
    "4, 1, 3",
    "4, 1.01, 2",
    "4, -1, 3",
    "4, -1.01, 2",
    "-0.25, 1, 3",
    "-0.25, 1.01, 2",
    "4, 0, 3",
    "0.25, 1, 3",
    "0.25, 1.01, 2"
  })
  void firstEigenvalueStaysAsLongAsItsSpikeCounts(double first, double factor, int expected) {
    Matrix window = Matrix.fromRows(new double[][] {{first, 1, 2}, {0, 5, 3}, {0, 0, 6}});
    Matrix h = block(factor * EPS * Math.abs(first), window);
    EarlyDeflation deflation = run(h, Matrix.identity(4), 3);
    assertThat(deflation.count()).isEqualTo(expected);
    assertThat(h.get(1, 0) == 0).isEqualTo(expected == 3);
    if (expected == 2) {
      ShiftPairs shifts = new ShiftPairs(1);
      deflation.takeShifts(1, shifts);
      // One eigenvalue alone makes no pair.
      assertThat(shifts.count()).isZero();
    }
  }

  /** The size of 2 ± 6i is |2| + sqrt(4 · 9), and the pair goes or stays as a whole. */
  @ParameterizedTest
  @CsvSource({"0.5, 2", "1, 2", "1.01, 0", "3, 0"})
  void pairIsMeasuredByItsModulus(double factor, int expected) {
    Matrix window = Matrix.fromRows(new double[][] {{2, 4}, {-9, 2}});
    Matrix h = block(factor * 8 * EPS, window);
    Matrix before = h.copy();
    EarlyDeflation deflation = run(h, Matrix.identity(3), 2);
    assertThat(deflation.count()).isEqualTo(expected);
    if (expected == 0) {
      assertThat(h.data()).isEqualTo(before.data());
      ShiftPairs shifts = new ShiftPairs(1);
      deflation.takeShifts(1, shifts);
      assertThat(shifts.count()).isEqualTo(1);
      assertThat(shifts.sum(0)).isEqualTo(2 * 2);
      assertThat(shifts.product(0)).isEqualTo(2 * 2 + 6 * 6);
    }
  }

  /** Beside a zero eigenvalue any spike counts, unless it is at the end of the range. */
  @ParameterizedTest
  @CsvSource({"1, 0", "1e-280, 0", "1e-291, 0", "1.9e-292, 1", "1e-300, 1"})
  void spikeBesideZeroIsNegligibleAtTheEndOfTheRangeOnly(double spike, int expected) {
    // The least normal number, 2.2e-308, times 2 / eps.
    Matrix h = block(spike, Matrix.fromRows(new double[][] {{0, 1}, {0, 3}}));
    EarlyDeflation deflation = run(h, Matrix.identity(3), 2);
    assertThat(deflation.count()).isEqualTo(1 + expected);
  }

  @Test
  void transformsTheRestAlike() {
    int n = 12;
    Matrix h =
        MatrixZoo.generate(
            n, n, (i, j) -> i > j + 1 ? 0 : i == 8 && j == 7 ? 1e-18 : 1.0 / (1 + i + 2 * j));
    Matrix before = h.copy();
    Matrix z = Matrix.identity(n);
    EarlyDeflation deflation = run(h, z, 8);
    assertThat(deflation.count()).isPositive();
    assertThat(Residuals.orthonormality(z)).isLessThan(10);
    assertThat(Residuals.relative(before, z.times(h).times(z.transpose()))).isLessThan(10);
    for (int j = 0; j < n; j++) {
      for (int i = j + 2; i < n; i++) {
        assertThat(h.get(i, j)).isZero();
      }
    }
  }
}
