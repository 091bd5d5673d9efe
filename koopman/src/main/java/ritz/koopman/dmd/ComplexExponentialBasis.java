// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.Arrays;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;

/**
 * Exponentials e^(s t) for complex data, each with the parameters Re s and Im s.
 *
 * <p>The projection of the data is no analytic function of s, so real parameters are what its
 * derivatives are taken by. Real and imaginary parts of the data are on top of each other; an
 * exponential has the functions (Re, Im) and (-Im, Re), whose real coefficients are the parts of
 * the complex one. The Jacobian, which costs most, is no larger than it must be; only the
 * factorization of the functions is twice that in complex arithmetic. Each function is divided by
 * its norm.
 */
final class ComplexExponentialBasis implements ExponentialFunctions {
  private final Matrix functions;
  private final Matrix derivatives;

  /**
   * The functions at some times.
   *
   * @param times of order 1
   * @param parameters Re s and Im s of each exponent
   */
  ComplexExponentialBasis(double[] times, double[] parameters) {
    int m = times.length;
    int r = parameters.length;
    this.functions = new Matrix(2 * m, r);
    this.derivatives = new Matrix(2 * m, 2 * r);
    for (int j = 0; j < r; j += 2) {
      double peak = ExponentialFunctions.peak(parameters[j], times);
      for (int i = 0; i < m; i++) {
        double t = times[i];
        Complex value = new Complex(parameters[j] * t - peak, parameters[j + 1] * t).exp();
        Complex turned = new Complex(-value.im(), value.re());
        put(functions, i, j, value);
        put(functions, i, j + 1, turned);
        put(derivatives, i, 2 * j, value.times(t));
        put(derivatives, i, 2 * j + 1, turned.times(t));
        put(derivatives, i, 2 * j + 2, turned.times(t));
        put(derivatives, i, 2 * j + 3, value.times(-t));
      }
      ExponentialFunctions.normalize(functions, j, derivatives, 2 * j, 2 * j + 2);
      ExponentialFunctions.normalize(functions, j + 1, derivatives, 2 * j + 1, 2 * j + 3);
    }
  }

  private static void put(Matrix to, int i, int j, Complex value) {
    to.set(i, j, value.re());
    to.set(to.rows() / 2 + i, j, value.im());
  }

  @Override
  public Matrix functions() {
    return functions;
  }

  @Override
  public Matrix derivatives(int parameter) {
    return derivatives.columns(2 * parameter, 2 * parameter + 2);
  }

  static Complex[] exponents(double... parameters) {
    Complex[] result = new Complex[parameters.length / 2];
    Arrays.setAll(result, j -> new Complex(parameters[2 * j], parameters[2 * j + 1]));
    return result;
  }

  static double[] parameters(Complex... exponents) {
    return Arrays.stream(exponents)
        .flatMapToDouble(s -> Arrays.stream(new double[] {s.re(), s.im()}))
        .toArray();
  }

  static double[] errors(Matrix covariance) {
    double[] result = new double[covariance.rows() / 2];
    Arrays.setAll(result, j -> covariance.get(2 * j, 2 * j) + covariance.get(2 * j + 1, 2 * j + 1));
    return result;
  }
}
