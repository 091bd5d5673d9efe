// SPDX-License-Identifier: Apache-2.0
package ritz.bench.lapack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.Cholesky;
import ritz.kernels.linalg.JacobiSvd;
import ritz.kernels.linalg.MatrixZoo;
import ritz.kernels.linalg.MatrixZoo.Specimen;
import ritz.kernels.linalg.SymmetricEigen;

class SymmetricAgainstLapackTest {
  private static final double EPS = Math.ulp(1.0);

  static Stream<Specimen> matrices() {
    return MatrixZoo.square().filter(specimen -> specimen.matrix().rows() > 0);
  }

  /** Both methods are backward stable, so by Weyl's theorem they differ by order n eps |A|. */
  @ParameterizedTest
  @MethodSource("matrices")
  void eigenvaluesAgree(Specimen specimen) {
    Matrix b = specimen.matrix();
    int n = b.rows();
    Matrix a = MatrixZoo.generate(n, n, (i, j) -> b.get(i, j) * 0.5 + b.get(j, i) * 0.5);
    double[] expected = Lapack.symmetricEigenvalues(a);
    double[] values = SymmetricEigen.valuesOf(a).values();
    double tolerance = 10 * n * EPS * a.frobeniusNorm();
    for (int k = 0; k < n; k++) {
      assertThat(values[k]).isBetween(expected[k] - tolerance, expected[k] + tolerance);
    }
  }

  /** L is unique, and as sensitive as the condition of A. */
  @ParameterizedTest
  @CsvSource({"1", "9", "24", "50", "97"})
  void choleskyFactorAgrees(int n) {
    // Singular values of B between 1 and 3: the condition of A is below 10.
    Matrix b = MatrixZoo.withSpectrum(n, n, k -> 1 + 2.0 * k / n, n);
    Matrix a = b.times(b.transpose());
    Matrix difference = Cholesky.of(a).l().minus(Lapack.cholesky(a));
    assertThat(difference.frobeniusNorm()).isLessThan(10 * n * EPS * 10 * a.frobeniusNorm());
  }

  @ParameterizedTest
  @CsvSource({"20, 9, 9", "20, 9, 4", "9, 20, 9", "9, 20, 5"})
  void shortestSolutionsAgree(int rows, int columns, int rank) {
    Matrix a = MatrixZoo.withSpectrum(rows, columns, k -> k < rank ? 1 + k : 0, 5);
    Matrix b = MatrixZoo.random(rows, 3, 6);
    Matrix difference = JacobiSvd.of(a).solve(b, 1e-10).minus(Lapack.shortestSolution(a, b, 1e-10));
    // The condition of the part of full rank is below 10, and enters squared.
    assertThat(difference.frobeniusNorm()).isLessThan(10 * 20 * EPS * 100 * b.frobeniusNorm());
  }
}
