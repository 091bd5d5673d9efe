// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;
import ritz.kernels.linalg.JacobiSvd;
import ritz.kernels.linalg.Qr;

class VandermondeCauchyTest {
  @Test
  void smallSystemsAreSolved() {
    Complex[] nodes = {new Complex(0.5, 0.5), new Complex(0.5, -0.5), new Complex(-2, 0)};
    Matrix x = VariableProjectionTest.gaussian(4, 3, new Random(1));
    ComplexMatrix w = new VandermondeCauchy(nodes).solve(Dense.of(x));
    for (int k = 0; k < 3; k++) {
      for (int i = 0; i < 4; i++) {
        Complex sum = Complex.ZERO;
        for (int j = 0; j < 3; j++) {
          sum = sum.plus(w.get(i, j).times(nodes[j].pow(k)));
        }
        assertThat(sum.minus(new Complex(x.get(i, k), 0)).abs()).isLessThan(1e-14);
      }
    }
  }

  @Test
  void nodesOnTheCircleOfTheTransformDoNotDivideByZero() {
    Complex[] nodes = {Complex.ONE, new Complex(0, 1), new Complex(0, -1), new Complex(-1, 0)};
    ComplexMatrix w = new VandermondeCauchy(nodes).solve(Dense.of(Matrix.of(1, 4, 4, 0, 0, 0)));
    for (int j = 0; j < 4; j++) {
      assertThat(w.get(0, j).minus(Complex.ONE).abs()).isLessThan(1e-15 * 8);
    }
  }

  /** Nineteen decays, the condition of whose matrix exceeds 1 / eps. */
  @Test
  void anIllConditionedVandermondeMatrixCostsNoAccuracy() {
    int m = 19;
    Complex[] nodes = new Complex[m];
    Matrix vandermonde = new Matrix(m, m);
    for (int i = 0; i < m; i++) {
      nodes[i] = new Complex((i + 1) / 32.0, 0);
      for (int k = 0; k < m; k++) {
        vandermonde.set(i, k, Math.pow(nodes[i].re(), k));
      }
    }
    double[] sigma = JacobiSvd.valuesOf(vandermonde).singularValues();
    assertThat(sigma[0] / sigma[m - 1]).isGreaterThan(1e16);

    Matrix inverse = new Matrix(m, m);
    for (int j = 0; j < m; j++) {
      double[] column = lagrange(nodes, j);
      System.arraycopy(column, 0, inverse.data(), inverse.index(0, j), m);
    }
    ComplexMatrix w = new VandermondeCauchy(nodes).solve(Dense.of(Matrix.identity(m)));
    Matrix plain = Qr.of(vandermonde.transpose()).solve(Matrix.identity(m)).transpose();
    // eps times the conditions of L and U, some 10² each
    assertThat(worstColumn(w.real(), inverse)).isLessThan(1e-10);
    assertThat(w.imaginary().frobeniusNorm()).isLessThan(1e-13 * inverse.frobeniusNorm());
    assertThat(worstColumn(plain, inverse)).isGreaterThan(1e-6);
  }

  private static double worstColumn(Matrix found, Matrix expected) {
    double worst = 0;
    Matrix error = found.minus(expected);
    for (int j = 0; j < expected.columns(); j++) {
      double size = expected.columns(j, j + 1).frobeniusNorm();
      worst = Math.max(worst, error.columns(j, j + 1).frobeniusNorm() / size);
    }
    return worst;
  }

  /**
   * Column j of the inverse of V, the coefficients of a Lagrange polynomial, computed in 60 digits.
   */
  private static double[] lagrange(Complex[] nodes, int j) {
    MathContext digits = new MathContext(60);
    BigDecimal[] polynomial = new BigDecimal[nodes.length];
    Arrays.fill(polynomial, BigDecimal.ZERO);
    polynomial[0] = BigDecimal.ONE;
    BigDecimal denominator = BigDecimal.ONE;
    BigDecimal own = new BigDecimal(nodes[j].re());
    for (int i = 0; i < nodes.length; i++) {
      if (i != j) {
        BigDecimal other = new BigDecimal(nodes[i].re());
        for (int k = nodes.length - 1; k >= 0; k--) {
          BigDecimal lower = k > 0 ? polynomial[k - 1] : BigDecimal.ZERO;
          polynomial[k] = lower.subtract(polynomial[k].multiply(other, digits), digits);
        }
        denominator = denominator.multiply(own.subtract(other), digits);
      }
    }
    double[] result = new double[nodes.length];
    for (int k = 0; k < nodes.length; k++) {
      result[k] = polynomial[k].divide(denominator, digits).doubleValue();
    }
    return result;
  }

  @Test
  void equalNodesAreRefused() {
    assertThatThrownBy(() -> new VandermondeCauchy(Complex.ONE, new Complex(2, 0), Complex.ONE))
        .isInstanceOf(NumericalException.class)
        .hasMessageContaining("equal");
  }
}
