// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ritz.kernels.Matrix;
import ritz.kernels.Threads;

class OneSidedJacobiTest {
  private final Workspace work = new Workspace();

  private int orthogonalize(Matrix g, Matrix w, double[] norms, Workspace in) {
    return OneSidedJacobi.orthogonalize(g, w, norms, Threads.single(), in);
  }

  /**
   * G W = X diag(sigma) with orthonormal X and W: one block, several, and several groups of them.
   */
  @ParameterizedTest
  @CsvSource({"1, 1", "5, 2", "4, 4", "9, 9", "40, 23", "64, 64", "80, 70", "101, 101"})
  void makesColumnsOrthogonal(int rows, int n) {
    Matrix g = MatrixZoo.random(rows, n, n);
    Matrix x = g.copy();
    Matrix w = new Matrix(n, n);
    double[] sigma = new double[n];
    orthogonalize(x, w, sigma, work);
    assertThat(Residuals.orthonormality(x)).isLessThan(10);
    assertThat(Residuals.orthonormality(w)).isLessThan(10);
    Matrix scaled = MatrixZoo.generate(rows, n, (i, j) -> x.get(i, j) * sigma[j]);
    assertThat(Residuals.relative(scaled, g.times(w))).isLessThan(10);
    for (int j = 1; j < n; j++) {
      assertThat(sigma[j]).isBetween(0.0, sigma[j - 1]);
    }
    // The same rotations without W, and in memory that held another matrix.
    Matrix alone = g.copy();
    double[] values = new double[n];
    orthogonalize(MatrixZoo.random(rows, n, n + 1), w, values, work.begin());
    orthogonalize(alone, null, values, work.begin());
    assertThat(values).isEqualTo(sigma);
    assertThat(alone.data()).isEqualTo(x.data());
  }

  /**
   * Of columns of different norms, whose rotations turn by small angles: they change each other's
   * cosines by products of cosines and turns, so that from cosines below 1e-8 one sweep leaves
   * nothing, and none is needed to see it.
   */
  @ParameterizedTest
  @CsvSource({"0, 1", "1e-10, 1", "1e-7, 2"})
  void endsOnceTheRotationsAreTooSmallToMatter(double cosine, int sweeps) {
    Matrix noise = MatrixZoo.random(20, 20, 1);
    Matrix g =
        MatrixZoo.generate(20, 20, (i, j) -> (i == j ? 1 + i : 0) + cosine * noise.get(i, j));
    Matrix x = g.copy();
    assertThat(orthogonalize(x, null, new double[20], work)).isEqualTo(sweeps);
    assertThat(Residuals.orthonormality(x)).isLessThan(10);
  }

  @Test
  void ofNoColumns() {
    assertThat(orthogonalize(new Matrix(3, 0), new Matrix(0, 0), new double[0], work)).isEqualTo(1);
    assertThat(orthogonalize(new Matrix(0, 0), null, new double[0], work)).isEqualTo(1);
  }

  /** As many half eps as the root of the rows, and no fewer than rounding needs. */
  @Test
  void toleranceGrowsWithTheRows() {
    assertThat(OneSidedJacobi.tolerance(1)).isEqualTo(0x1p-50);
    assertThat(OneSidedJacobi.tolerance(64)).isEqualTo(0x1p-50);
    assertThat(OneSidedJacobi.tolerance(1024)).isEqualTo(0x1p-48);
  }
}
