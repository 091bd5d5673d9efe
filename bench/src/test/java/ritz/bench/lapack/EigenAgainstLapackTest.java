// SPDX-License-Identifier: Apache-2.0
package ritz.bench.lapack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.ComplexEigen;
import ritz.kernels.linalg.ComplexSvd;
import ritz.kernels.linalg.ComplexZoo;
import ritz.kernels.linalg.Eigen;
import ritz.kernels.linalg.MatrixZoo;
import ritz.kernels.linalg.MatrixZoo.Specimen;

class EigenAgainstLapackTest {
  private static final double EPS = Math.ulp(1.0);

  static Stream<Specimen> matrices() {
    return Stream.concat(
            MatrixZoo.square(),
            Stream.of(100, 150, 200).map(n -> new Specimen("large", MatrixZoo.random(n, n, n))))
        .filter(specimen -> specimen.matrix().rows() > 0);
  }

  /**
   * Backward errors of order n eps |A| move an eigenvalue by that over its reciprocal condition
   * number, to first order; a defective one, whose number is near zero, by anything.
   */
  @ParameterizedTest
  @MethodSource("matrices")
  void eigenvaluesAgreeToTheirCondition(Specimen specimen) {
    Matrix a = specimen.matrix();
    Lapack.Eigenvalues expected = Lapack.eigenvalues(a);
    Complex[] withVectors = Eigen.of(a).values();
    Complex[] alone = Eigen.valuesOf(a).values();
    double backward = 10 * a.rows() * EPS * a.frobeniusNorm();
    for (int k = 0; k < a.rows(); k++) {
      Complex value = expected.values()[k];
      double tolerance = backward / expected.conditions()[k];
      assertThat(distance(value, withVectors)).isLessThanOrEqualTo(tolerance);
      assertThat(distance(value, alone)).isLessThanOrEqualTo(tolerance);
    }
    assertThat(sum(withVectors)).isBetween(trace(a) - backward, trace(a) + backward);
  }

  /**
   * Vectors carry errors of about n eps |A| over the gaps between eigenvalues times their
   * conditions, here below 1e6, and so do their products.
   */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 10, 47, 100, 200})
  void conditionsAgree(int n) {
    Matrix a = MatrixZoo.random(n, n, n);
    Lapack.Eigenvalues expected = Lapack.eigenvaluesUnbalanced(a);
    Eigen eigen = Eigen.withLeftVectors(a);
    Complex[] values = eigen.values();
    double[] conditions = eigen.reciprocalConditions();
    for (int k = 0; k < n; k++) {
      int nearest = 0;
      for (int j = 1; j < n; j++) {
        boolean nearer =
            values[j].minus(expected.values()[k]).abs()
                < values[nearest].minus(expected.values()[k]).abs();
        nearest = nearer ? j : nearest;
      }
      assertThat(conditions[nearest] / expected.conditions()[k]).isBetween(1 - 1e-7, 1 + 1e-7);
    }
  }

  /** Random matrices have eigenvalues with conditions below some hundred. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 20, 75})
  void complexEigenvaluesAgree(int n) {
    ComplexMatrix a = ComplexZoo.random(n, n, n);
    ComplexEigen eigen = ComplexEigen.of(a);
    for (Complex value : Lapack.eigenvalues(a)) {
      assertThat(distance(value, eigen.values())).isLessThan(1e3 * n * EPS * a.frobeniusNorm());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 30, 300})
  void complexSingularValuesAgree(int rows) {
    ComplexMatrix a = ComplexZoo.random(rows, 25, rows);
    assertThat(ComplexSvd.of(a).singularValues())
        .containsExactly(
            Lapack.singularValues(a), within(10 * Math.max(rows, 25) * EPS * a.frobeniusNorm()));
  }

  private static double distance(Complex value, Complex[] candidates) {
    return Arrays.stream(candidates)
        .mapToDouble(candidate -> candidate.minus(value).abs())
        .min()
        .orElseThrow();
  }

  private static double sum(Complex[] values) {
    return Arrays.stream(values).mapToDouble(Complex::re).sum();
  }

  private static double trace(Matrix a) {
    double trace = 0;
    for (int i = 0; i < a.rows(); i++) {
      trace += a.get(i, i);
    }
    return trace;
  }
}
