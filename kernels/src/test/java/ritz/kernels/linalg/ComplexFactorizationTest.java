// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;
import ritz.kernels.linalg.ComplexZoo.Specimen;

class ComplexFactorizationTest {
  private static final double EPS = Math.ulp(1.0);

  private static void assertOrthonormal(ComplexMatrix q) {
    ComplexMatrix identity = ComplexMatrix.identity(q.columns());
    assertThat(q.conjugateTransposeTimes(q).minus(identity).frobeniusNorm())
        .isLessThanOrEqualTo(10 * Math.max(1, q.rows()) * EPS);
  }

  private static void assertClose(ComplexMatrix exact, ComplexMatrix computed) {
    int n = Math.max(exact.rows(), exact.columns());
    assertThat(exact.minus(computed).frobeniusNorm())
        .isLessThanOrEqualTo(10 * n * EPS * exact.frobeniusNorm());
  }

  @ParameterizedTest
  @MethodSource("ritz.kernels.linalg.ComplexZoo#all")
  void qrReproducesTheMatrix(Specimen specimen) {
    ComplexMatrix a = specimen.matrix();
    ComplexQr qr = ComplexQr.of(a);
    assertOrthonormal(qr.q());
    assertClose(a, qr.times(qr.r()));
    ComplexMatrix r = qr.r();
    for (int j = 0; j < r.columns(); j++) {
      for (int i = j; i < r.rows(); i++) {
        assertThat(i == j ? r.get(i, j).im() : r.get(i, j).abs()).isZero();
      }
    }
    // Q^H A = R, whatever the rank.
    assertThat(qr.conjugateTransposeTimes(a).minus(r).frobeniusNorm())
        .isLessThanOrEqualTo(20 * Math.max(a.rows(), a.columns()) * EPS * a.frobeniusNorm());
  }

  @ParameterizedTest
  @MethodSource("ritz.kernels.linalg.ComplexZoo#all")
  void svdReproducesTheMatrix(Specimen specimen) {
    ComplexMatrix a = specimen.matrix();
    ComplexSvd svd = ComplexSvd.of(a);
    assertOrthonormal(svd.u());
    assertOrthonormal(svd.v());
    double[] sigma = svd.singularValues();
    ComplexMatrix product = scaledColumns(svd.u(), sigma).times(svd.v().conjugateTranspose());
    assertClose(a, product);
    for (int k = 1; k < sigma.length; k++) {
      assertThat(sigma[k]).isBetween(0.0, sigma[k - 1]);
    }
  }

  private static ComplexMatrix scaledColumns(ComplexMatrix u, double[] factors) {
    return new ComplexMatrix(
        MatrixZoo.generate(u.rows(), u.columns(), (i, j) -> u.real().get(i, j) * factors[j]),
        MatrixZoo.generate(u.rows(), u.columns(), (i, j) -> u.imaginary().get(i, j) * factors[j]));
  }

  /** No column that is left has a norm above that of the chosen one, by the definition of norms. */
  @ParameterizedTest
  @MethodSource("ritz.kernels.linalg.ComplexZoo#all")
  void pivotsAreTheLongestColumnsLeft(Specimen specimen) {
    ComplexMatrix a = specimen.matrix();
    ComplexPivotedQr qr = ComplexPivotedQr.factor(a.copy(), new Workspace());
    assertThat(qr.pivots()).doesNotHaveDuplicates().hasSize(a.columns());
    double roundings = 10 * Math.max(a.rows(), a.columns()) * EPS * a.frobeniusNorm();
    for (int j = 0; j < a.columns(); j++) {
      double rest = 0;
      for (int k = Math.min(j, qr.tau().rows() - 1); k >= 0; k--) {
        rest = Math.hypot(rest, qr.factored().get(k, j).abs());
        // Norms are brought up to date with a relative error of up to about the root of eps.
        assertThat(qr.factored().get(k, k).abs() * (1 + 1e-7) + roundings)
            .isGreaterThanOrEqualTo(rest);
      }
      double column = a.columns(qr.pivots()[j], qr.pivots()[j] + 1).frobeniusNorm();
      assertThat(rest).isBetween(column - roundings, column + roundings);
    }
  }

  /** As for the real Schur form, see SchurTest: the small eigenvalue of [[1, 1], [-c, 0]] is c. */
  @Test
  void smallEntriesThatMatterAreKept() {
    double c = 1e-20;
    ComplexMatrix a = ComplexMatrix.of(Matrix.fromRows(new double[][] {{1, 1}, {-c, 0}}));
    assertThat(ComplexSchur.of(a).eigenvalues())
        .anySatisfy(value -> assertThat(value.abs() / c).isBetween(1 - 1e-15, 1 + 1e-15));
  }

  static Stream<Specimen> ofModestSize() {
    return ComplexZoo.all().filter(it -> it.matrix().rows() + it.matrix().columns() < 80);
  }

  /**
   * The real matrix [X -Y; Y X] has the singular values of X + i Y twice. For the graded specimen
   * they are accurate relative to themselves, since the columns, scaled alike, are well
   * conditioned.
   */
  @ParameterizedTest
  @MethodSource("ofModestSize")
  void singularValuesAreThoseOfTheRealForm(Specimen specimen) {
    ComplexMatrix a = specimen.matrix();
    Matrix real = new Matrix(2 * a.rows(), 2 * a.columns());
    for (int j = 0; j < a.columns(); j++) {
      for (int i = 0; i < a.rows(); i++) {
        Complex value = a.get(i, j);
        real.set(i, j, value.re());
        real.set(i + a.rows(), j, value.im());
        real.set(i, j + a.columns(), -value.im());
        real.set(i + a.rows(), j + a.columns(), value.re());
      }
    }
    double[] expected = JacobiSvd.valuesOf(real).singularValues();
    double[] sigma = ComplexSvd.of(a).singularValues();
    boolean graded = specimen.name().equals("graded columns") && a.rows() > a.columns();
    int n = Math.max(a.rows(), a.columns());
    for (int k = 0; k < sigma.length; k++) {
      double scale = graded ? expected[2 * k] : expected[0];
      assertThat(Math.abs(sigma[k] - expected[2 * k])).isLessThanOrEqualTo(20 * n * EPS * scale);
    }
  }

  @ParameterizedTest
  @MethodSource("ritz.kernels.linalg.ComplexZoo#square")
  void schurReproducesTheMatrix(Specimen specimen) {
    ComplexMatrix a = specimen.matrix();
    ComplexSchur schur = ComplexSchur.of(a);
    assertOrthonormal(schur.q());
    assertClose(a, schur.q().times(schur.t()).times(schur.q().conjugateTranspose()));
    ComplexMatrix t = schur.t();
    for (int j = 0; j < t.columns(); j++) {
      assertThat(schur.eigenvalues()[j]).isEqualTo(t.get(j, j));
      for (int i = j + 1; i < t.rows(); i++) {
        assertThat(t.get(i, j).abs()).isZero();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ritz.kernels.linalg.ComplexZoo#square")
  void everyPairIsAnEigenpair(Specimen specimen) {
    ComplexMatrix a = specimen.matrix();
    int n = a.rows();
    ComplexEigen eigen = ComplexEigen.of(a);
    Complex[] values = eigen.values();
    Complex[] conjugates = Arrays.stream(values).map(Complex::conjugate).toArray(Complex[]::new);
    assertUnitPairs(a, eigen.vectors(), values, n);
    assertUnitPairs(a.conjugateTranspose(), eigen.leftVectors(), conjugates, n);
    double[] conditions = eigen.reciprocalConditions();
    for (int k = 0; k < n; k++) {
      assertThat(new Complex(eigen.realPart(k), eigen.imaginaryPart(k))).isEqualTo(values[k]);
      assertThat(eigen.reciprocalCondition(k)).isEqualTo(conditions[k]);
    }
    assertThatThrownBy(() -> eigen.realPart(n)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> eigen.imaginaryPart(n)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> eigen.reciprocalCondition(n))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static void assertUnitPairs(ComplexMatrix a, ComplexMatrix x, Complex[] values, int n) {
    ComplexMatrix residual = a.times(x).minus(x.times(ComplexZoo.diagonal(values)));
    double bound = 10 * n * EPS * a.frobeniusNorm();
    for (int j = 0; j < n; j++) {
      assertThat(residual.columns(j, j + 1).frobeniusNorm()).isLessThanOrEqualTo(bound);
      assertThat(x.columns(j, j + 1).frobeniusNorm()).isBetween(1 - n * EPS, 1 + n * EPS);
      assertLargestEntryIsReal(x.columns(j, j + 1));
    }
  }

  /** Entries that are equal in exact arithmetic may differ by the roundings of a modulus. */
  private static void assertLargestEntryIsReal(ComplexMatrix x) {
    double largest = 0;
    for (int i = 0; i < x.rows(); i++) {
      largest = Math.max(largest, x.get(i, 0).abs());
    }
    double least = largest * (1 - 4 * EPS);
    assertThat(IntStream.range(0, x.rows()).mapToObj(i -> x.get(i, 0)))
        .anyMatch(z -> z.im() == 0 && Math.abs(z.re()) >= least);
  }

  /** A = X diag X^-1: the condition number of value k is |row k of X^-1| |column k of X|. */
  @Test
  void conditionsAreThoseOfTheVectors() {
    int n = 12;
    ComplexMatrix x = ComplexZoo.random(n, n, 5);
    Complex[] values = new Complex[n];
    Arrays.setAll(values, k -> Complex.polar(1 + k, k));
    ComplexMatrix inverse = ComplexQr.of(x).solve(ComplexMatrix.identity(n));
    ComplexEigen eigen = ComplexEigen.of(x.times(ComplexZoo.diagonal(values)).times(inverse));
    for (int k = 0; k < n; k++) {
      int found = (int) Math.round(eigen.values()[k].abs()) - 1;
      double row = inverse.block(found, 0, 1, n).frobeniusNorm();
      double column = x.columns(found, found + 1).frobeniusNorm();
      // The vectors carry errors of about n eps |A| times their conditions over gaps of 1.
      assertThat(eigen.reciprocalConditions()[k] * row * column).isBetween(1 - 1e-9, 1 + 1e-9);
      assertThat(eigen.values()[k].minus(values[found]).abs())
          .isLessThan(100 * n * EPS * n * row * column);
    }
  }

  static Stream<Specimen> fullColumnRank() {
    return ComplexZoo.all()
        .filter(specimen -> specimen.name().equals("random"))
        .filter(specimen -> specimen.matrix().columns() > 0)
        .filter(specimen -> specimen.matrix().rows() >= specimen.matrix().columns());
  }

  @ParameterizedTest
  @MethodSource("fullColumnRank")
  void leastSquaresResidualIsOrthogonal(Specimen specimen) {
    ComplexMatrix a = specimen.matrix();
    ComplexMatrix b = ComplexZoo.random(a.rows(), 2, 9);
    ComplexMatrix x = ComplexQr.of(a).solve(b);
    ComplexMatrix gradient = a.conjugateTransposeTimes(a.times(x).minus(b));
    double size = a.frobeniusNorm() * x.frobeniusNorm() + b.frobeniusNorm();
    assertThat(gradient.frobeniusNorm())
        .isLessThanOrEqualTo(10 * a.rows() * EPS * a.frobeniusNorm() * size);
    double difference = ComplexSvd.of(a).solve(b, 1e-14).minus(x).frobeniusNorm();
    double condition = ComplexSvd.of(a).singularValues()[0];
    condition /= ComplexSvd.of(a).singularValues()[a.columns() - 1];
    assertThat(difference)
        .isLessThanOrEqualTo(20 * a.rows() * EPS * condition * condition * x.frobeniusNorm());
  }

  /** Of all solutions of x + i y = 2, that of least norm is (1, -i). */
  @Test
  void minimumNormSolution() {
    ComplexMatrix a = new ComplexMatrix(1, 2);
    a.set(0, 0, Complex.ONE);
    a.set(0, 1, new Complex(0, 1));
    ComplexMatrix b = new ComplexMatrix(1, 1);
    b.set(0, 0, new Complex(2, 0));
    ComplexMatrix x = ComplexSvd.of(a).solve(b, 0);
    assertThat(x.get(0, 0).minus(Complex.ONE).abs()).isLessThan(4 * EPS);
    assertThat(x.get(1, 0).minus(new Complex(0, -1)).abs()).isLessThan(4 * EPS);
  }

  @Test
  void rankIsCounted() {
    ComplexSvd svd = ComplexSvd.of(ComplexZoo.random(40, 4, 1).times(ComplexZoo.random(4, 9, 2)));
    assertThat(svd.rank()).isEqualTo(4);
    assertThat(svd.rank(2)).isZero();
    assertThatThrownBy(() -> svd.rank(-1)).hasMessageContaining("tolerance");
    assertThatThrownBy(() -> svd.solve(new ComplexMatrix(3, 1), 0)).hasMessageContaining("40 rows");
  }

  @Test
  void namesBadInput() {
    ComplexMatrix bad = new ComplexMatrix(2, 2);
    bad.set(1, 0, new Complex(0, Double.NaN));
    assertThatThrownBy(() -> ComplexEigen.of(bad))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a, imaginary part: entry (1, 0)");
    assertThatThrownBy(() -> ComplexSchur.of(new ComplexMatrix(2, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 x 3");
    assertThatThrownBy(() -> ComplexQr.of(new ComplexMatrix(2, 3)).solve(new ComplexMatrix(2, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 x 3");
    assertThatThrownBy(() -> ComplexQr.of(new ComplexMatrix(3, 2)).solve(new ComplexMatrix(3, 1)))
        .isInstanceOf(NumericalException.class)
        .hasMessageContaining("R(0, 0) is zero");
    assertThatThrownBy(() -> ComplexQr.of(new ComplexMatrix(3, 2)).times(new ComplexMatrix(3, 1)))
        .hasMessageContaining("3 x 1, expected 2 rows");
    ComplexQr tall = ComplexQr.of(new ComplexMatrix(3, 2));
    assertThatThrownBy(() -> tall.conjugateTransposeTimes(new ComplexMatrix(2, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 x 1, expected 3 rows");
  }
}
