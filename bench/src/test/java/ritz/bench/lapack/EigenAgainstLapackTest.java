// SPDX-License-Identifier: Apache-2.0
package ritz.bench.lapack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;
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
