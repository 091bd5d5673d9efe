// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;
import ritz.kernels.linalg.MatrixZoo.Specimen;

class EigenTest {
  @ParameterizedTest
  @MethodSource("ritz.kernels.linalg.MatrixZoo#square")
  void everyPairIsAnEigenpair(Specimen specimen) {
    Matrix a = specimen.matrix();
    int n = a.rows();
    Eigen eigen = Eigen.of(a);
    Complex[] values = eigen.values();
    ComplexMatrix x = eigen.vectors();
    ComplexMatrix ax = ComplexMatrix.product(a, x);
    double bound = 10 * n * Math.ulp(1.0) * a.frobeniusNorm();
    for (int j = 0; j < n; j++) {
      double residual = 0;
      double norm = 0;
      for (int i = 0; i < n; i++) {
        Complex difference = ax.get(i, j).minus(x.get(i, j).times(values[j]));
        residual = Math.hypot(residual, difference.abs());
        norm = Math.hypot(norm, x.get(i, j).abs());
      }
      assertThat(residual).isLessThanOrEqualTo(bound);
      assertThat(norm).isBetween(1 - n * Math.ulp(1.0), 1 + n * Math.ulp(1.0));
    }
  }

  @ParameterizedTest
  @MethodSource("ritz.kernels.linalg.MatrixZoo#square")
  void leftVectorsAreThoseOfTheTranspose(Specimen specimen) {
    Matrix a = specimen.matrix();
    int n = a.rows();
    Eigen eigen = Eigen.withLeftVectors(a);
    assertThat(eigen.values()).isEqualTo(Eigen.of(a).values());
    Complex[] values = eigen.values();
    ComplexMatrix y = eigen.leftVectors();
    ComplexMatrix product = ComplexMatrix.product(a.transpose(), y);
    double[] conditions = eigen.reciprocalConditions();
    for (int j = 0; j < n; j++) {
      double residual = 0;
      double norm = 0;
      Complex overlap = Complex.ZERO;
      double largest = 0;
      boolean hasRealAmongLargest = false;
      for (int i = 0; i < n; i++) {
        Complex entry = y.get(i, j);
        Complex difference = product.get(i, j).minus(entry.times(values[j].conjugate()));
        residual = Math.hypot(residual, difference.abs());
        norm = Math.hypot(norm, entry.abs());
        overlap = overlap.plus(entry.conjugate().times(eigen.vectors().get(i, j)));
        largest = Math.max(largest, entry.abs());
      }
      assertThat(residual).isLessThanOrEqualTo(10 * n * Math.ulp(1.0) * a.frobeniusNorm());
      assertThat(norm).isBetween(1 - n * Math.ulp(1.0), 1 + n * Math.ulp(1.0));
      for (int i = 0; i < n; i++) {
        boolean large = y.get(i, j).abs() >= largest * (1 - 4 * Math.ulp(1.0));
        hasRealAmongLargest |= large && y.get(i, j).im() == 0;
      }
      assertThat(hasRealAmongLargest).isTrue();
      double tolerance = 4 * n * Math.ulp(1.0);
      assertThat(conditions[j]).isBetween(overlap.abs() - tolerance, overlap.abs() + tolerance);
      assertThat(eigen.reciprocalCondition(j)).isEqualTo(conditions[j]);
    }
    assertThatThrownBy(() -> eigen.reciprocalCondition(n))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  /** For [[1, c], [0, 2]] the vectors are (1, 0) and (-c, 1) / sqrt(1 + c²), so 1/s² = 1 + c². */
  @Test
  void conditionNumbersOfATriangle() {
    double c = 100;
    Eigen eigen = Eigen.withLeftVectors(Matrix.fromRows(new double[][] {{1, c}, {0, 2}}));
    for (double condition : eigen.reciprocalConditions()) {
      assertThat(condition * Math.hypot(1, c)).isBetween(1 - 1e-13, 1 + 1e-13);
    }
    assertThatThrownBy(() -> Eigen.of(Matrix.identity(2)).leftVectors())
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Eigen.of(Matrix.identity(2)).reciprocalConditions())
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Eigen.of(Matrix.identity(2)).reciprocalCondition(0))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @MethodSource("ritz.kernels.linalg.MatrixZoo#square")
  void pairsAreConjugateToTheBit(Specimen specimen) {
    Eigen eigen = Eigen.of(specimen.matrix());
    Complex[] values = eigen.values();
    for (int j = 0; j < values.length; j++) {
      if (values[j].im() != 0) {
        assertThat(values[j].im()).isPositive();
        assertThat(values[j + 1]).isEqualTo(values[j].conjugate());
        for (int i = 0; i < values.length; i++) {
          assertThat(eigen.vectors().get(i, j + 1))
              .isEqualTo(eigen.vectors().get(i, j).conjugate());
        }
        j++;
      }
    }
  }

  @Test
  void companionMatrixHasTheRootsOfItsPolynomial() {
    // (x - 1)(x - 2)(x² + 1) = x^4 - 3 x^3 + 3 x^2 - 3 x + 2
    Matrix companion =
        Matrix.fromRows(new double[][] {{3, -3, 3, -2}, {1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}});
    Complex[] values = Eigen.valuesOf(companion).values();
    Complex[] roots = {new Complex(1, 0), new Complex(2, 0), new Complex(0, 1), new Complex(0, -1)};
    for (Complex value : values) {
      assertThat(distance(value, roots)).isLessThan(1e-13);
    }
  }

  @Test
  void namesBadInput() {
    assertThatThrownBy(() -> Eigen.of(new Matrix(2, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 x 3");
    assertThatThrownBy(() -> Eigen.of(Matrix.of(1, 1, Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(0, 0)");
    assertThatThrownBy(() -> Eigen.valuesOf(Matrix.identity(2)).vectors())
        .isInstanceOf(IllegalStateException.class);
  }

  /** Powers of two on the diagonal are undone exactly by balancing. */
  @Test
  void diagonalSimilarityDoesNotCostAccuracy() {
    int n = 12;
    Matrix a = MatrixZoo.random(n, n, 4);
    Matrix graded = MatrixZoo.generate(n, n, (i, j) -> Math.scalb(a.get(i, j), 10 * (i - j)));
    Complex[] expected = Eigen.valuesOf(a).values();
    Complex[] values = Eigen.valuesOf(graded).values();
    for (Complex value : values) {
      // Condition numbers of the eigenvalues of A are below 10; without balancing every digit is
      // lost.
      assertThat(distance(value, expected)).isLessThan(10 * n * Math.ulp(1.0) * a.frobeniusNorm());
    }
  }

  /** Permuted triangular matrices have their eigenvalues on the diagonal, exactly. */
  @Test
  void permutedTriangularMatrixIsSolvedExactly() {
    int n = 9;
    Matrix triangle = MatrixZoo.generate(n, n, (i, j) -> j < i ? 0 : 1.0 + i * 10 + j);
    Matrix a = MatrixZoo.generate(n, n, (i, j) -> triangle.get(i * 4 % n, j * 4 % n));
    double[] diagonal = new double[n];
    Arrays.setAll(diagonal, i -> triangle.get(i, i));
    Complex[] values = Eigen.of(a).values();
    assertThat(Arrays.stream(values).mapToDouble(Complex::re).sorted().toArray())
        .containsExactly(diagonal);
    assertThat(values).allMatch(value -> value.im() == 0);
  }

  @Test
  void rotationHasEigenvaluesOnTheUnitCircle() {
    double angle = 0.3;
    Matrix a =
        Matrix.fromRows(
            new double[][] {
              {Math.cos(angle), -Math.sin(angle)}, {Math.sin(angle), Math.cos(angle)}
            });
    Complex value = Eigen.of(a).values()[0];
    assertThat(value.re()).isEqualTo(Math.cos(angle));
    assertThat(value.im()).isEqualTo(Math.sin(angle));
  }

  @Test
  void eigenvaluesOfTheCyclicShiftAreRootsOfUnity() {
    int n = 45;
    Matrix shift = MatrixZoo.generate(n, n, (i, j) -> i == (j + 1) % n ? 1 : 0);
    Complex[] roots = new Complex[n];
    Arrays.setAll(roots, k -> Complex.polar(1, 2 * Math.PI * k / n));
    for (Complex value : Eigen.valuesOf(shift).values()) {
      // The shift is normal, so eigenvalues are as accurate as the backward error.
      assertThat(distance(value, roots)).isLessThan(10 * n * Math.ulp(1.0));
    }
  }

  /** A double shift equal to the eigenvalues makes no progress here; exceptional shifts do. */
  @Test
  void exceptionalShiftsBreakTheTie() {
    Matrix a =
        Matrix.fromRows(new double[][] {{0, 0, 0, 1}, {1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}});
    Complex[] roots = {
      new Complex(1, 0), new Complex(-1, 0), new Complex(0, 1), new Complex(0, -1)
    };
    for (Complex value : Eigen.valuesOf(a).values()) {
      assertThat(distance(value, roots)).isLessThan(40 * Math.ulp(1.0));
    }
  }

  /** The eigenvalues of [[a, b], [-b, a]] are a ± b i, without a rounding. */
  @Test
  void partsOfOneEigenvalue() {
    Eigen eigen = Eigen.of(Matrix.fromRows(new double[][] {{3, 4}, {-4, 3}}));
    for (int k = 0; k < 2; k++) {
      assertThat(eigen.realPart(k)).isEqualTo(3);
      assertThat(eigen.imaginaryPart(k)).isEqualTo(k == 0 ? 4 : -4);
    }
    assertThatThrownBy(() -> eigen.realPart(2)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static double distance(Complex value, Complex[] candidates) {
    double nearest = Double.MAX_VALUE;
    for (Complex candidate : candidates) {
      nearest = Math.min(nearest, value.minus(candidate).abs());
    }
    return nearest;
  }

  @Test
  void overflowIsReported() {
    Matrix a = MatrixZoo.generate(3, 3, (i, j) -> Double.MAX_VALUE);
    assertThatThrownBy(() -> Eigen.of(a))
        .isInstanceOf(NumericalException.class)
        .hasMessageContaining("eigenvalues");
  }
}
