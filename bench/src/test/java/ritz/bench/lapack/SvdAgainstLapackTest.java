// SPDX-License-Identifier: Apache-2.0
package ritz.bench.lapack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.JacobiSvd;
import ritz.kernels.linalg.MatrixZoo;
import ritz.kernels.linalg.MatrixZoo.Specimen;

class SvdAgainstLapackTest {
  private static final double EPS = Math.ulp(1.0);

  static Stream<Specimen> matrices() {
    return MatrixZoo.all()
        .filter(specimen -> specimen.matrix().rows() > 0 && specimen.matrix().columns() > 0);
  }

  /** Both methods are backward stable, so by Weyl's theorem they differ by order n eps sigma(0). */
  @ParameterizedTest
  @MethodSource("matrices")
  void agreesWithDivideAndConquer(Specimen specimen) {
    Matrix a = specimen.matrix();
    double[] expected = Lapack.singularValues(a);
    double[] values = JacobiSvd.valuesOf(a).singularValues();
    double tolerance = 10 * Math.max(a.rows(), a.columns()) * EPS * expected[0];
    assertThat(values).hasSameSizeAs(expected);
    for (int k = 0; k < values.length; k++) {
      assertThat(values[k]).isBetween(expected[k] - tolerance, expected[k] + tolerance);
    }
  }

  /** On B D both Jacobi methods are accurate to n eps kappa(B); divide and conquer loses all. */
  @Test
  void agreesWithTheJacobiMethodOnGradedColumns() {
    int columns = 40;
    Matrix b = MatrixZoo.random(60, columns, 7);
    double[] powers = new Random(8).doubles(columns, -140, 140).toArray();
    Matrix a = MatrixZoo.generate(60, columns, (i, j) -> b.get(i, j) * Math.pow(10, powers[j]));
    double[] ofB = JacobiSvd.valuesOf(b).singularValues();
    double tolerance = 40 * columns * EPS * ofB[0] / ofB[columns - 1];

    double[] expected = Lapack.jacobiSingularValues(a);
    double[] values = JacobiSvd.valuesOf(a).singularValues();
    for (int k = 0; k < columns; k++) {
      assertThat(values[k] / expected[k]).isBetween(1 - tolerance, 1 + tolerance);
    }
    double smallest = Lapack.singularValues(a)[columns - 1];
    assertThat(Math.abs(smallest / expected[columns - 1] - 1)).isGreaterThan(0.5);
  }
}
