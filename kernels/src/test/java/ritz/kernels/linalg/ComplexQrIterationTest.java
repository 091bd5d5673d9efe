// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;

/** How quickly it converges; what it converges to is for the tests of its users. */
class ComplexQrIterationTest {
  private static Matrix randomHessenberg(int n, int seed) {
    Matrix random = MatrixZoo.random(n, n, seed);
    return MatrixZoo.generate(n, n, (i, j) -> i > j + 1 ? 0 : random.get(i, j));
  }

  private static int sweeps(int n, int seed) {
    ComplexMatrix h =
        new ComplexMatrix(randomHessenberg(n, seed), randomHessenberg(n, 1000 + seed));
    return ComplexQrIteration.run(h, ComplexMatrix.identity(n), 0, n, new Workspace());
  }

  /**
   * Of two rows Wilkinson's shift is an eigenvalue, and a sweep with an eigenvalue takes it off but
   * for rounding, which the next one mends.
   */
  @Test
  void twoEigenvaluesTakeTwoSweepsAtMost() {
    int all = 0;
    for (int seed = 1; seed <= 200; seed++) {
      int sweeps = sweeps(2, seed);
      assertThat(sweeps).as("seed %d", seed).isBetween(1, 2);
      all += sweeps;
    }
    assertThat(all).isLessThan(250);
  }

  /** Convergence is quadratic once a shift is near: 3.4 sweeps for an eigenvalue, in the mean. */
  @Test
  void anEigenvalueTakesSomeThreeSweeps() {
    int all = 0;
    for (int seed = 1; seed <= 20; seed++) {
      all += sweeps(40, seed);
    }
    assertThat(all).isBetween(2 * 20 * 40, 4 * 20 * 40);
  }
}
