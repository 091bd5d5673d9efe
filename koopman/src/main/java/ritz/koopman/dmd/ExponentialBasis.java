// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.Arrays;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;

/**
 * Real functions that span sums of exponentials e^(s t), and their derivatives by the parameters.
 *
 * <p>Exponents go in pairs s = a ± sqrt(d), with the parameters a and d: conjugate for d below 0,
 * real for d above. Their functions are e^(a t) C and e^(a t) S with C = cosh(sqrt(d) t) and S =
 * sinh(sqrt(d) t) / sqrt(d), which are cos(w t) and sin(w t) / w for d = -w². Both are analytic in
 * a and d, so that an iteration can lead from a conjugate pair to a real one, through the double
 * exponent with its functions e^(a t) and t e^(a t). For an odd number the last exponent is real,
 * with a itself as parameter. Each function is divided by its norm.
 */
final class ExponentialBasis implements ExponentialFunctions {
  private final double[] times;
  private final double[] parameters;
  private final Matrix functions;
  private final Matrix derivatives;

  /**
   * The functions at some times.
   *
   * @param times of order 1
   * @param parameters as many as there are exponents: (a, d) of each pair, then perhaps a lone a
   */
  ExponentialBasis(double[] times, double[] parameters) {
    this.times = times;
    this.parameters = parameters;
    int r = parameters.length;
    this.functions = new Matrix(times.length, r);
    this.derivatives = new Matrix(times.length, 2 * r);
    for (int j = 0; j + 1 < r; j += 2) {
      fillPair(j);
    }
    if (r % 2 == 1) {
      fillSingle(r - 1);
    }
  }

  private void fillPair(int j) {
    double a = parameters[j];
    double d = parameters[j + 1];
    double root = Math.sqrt(Math.abs(d));
    double rate = a + (d > 0 ? root : 0);
    double peak = ExponentialFunctions.peak(rate, times);
    for (int i = 0; i < times.length; i++) {
      double t = times[i];
      double c;
      double s;
      double slope;
      double factor = Math.exp(rate * t - peak);
      if (Math.abs(d) * t * t < 1) {
        factor = Math.exp(a * t - peak);
        c = d > 0 ? Math.cosh(root * t) : Math.cos(root * t);
        s = sine(d, t);
        slope = slopeOfSine(d, t);
      } else {
        c = d > 0 ? (1 + Math.exp(-2 * root * t)) / 2 : Math.cos(root * t);
        s = d > 0 ? (1 - Math.exp(-2 * root * t)) / (2 * root) : Math.sin(root * t) / root;
        slope = (t * c - s) / (2 * d);
      }
      functions.set(i, j, factor * c);
      functions.set(i, j + 1, factor * s);
      derivatives.set(i, 2 * j, factor * t * c);
      derivatives.set(i, 2 * j + 1, factor * t * s);
      derivatives.set(i, 2 * j + 2, factor * t * s / 2);
      derivatives.set(i, 2 * j + 3, factor * slope);
    }
    ExponentialFunctions.normalize(functions, j, derivatives, 2 * j, 2 * j + 2);
    ExponentialFunctions.normalize(functions, j + 1, derivatives, 2 * j + 1, 2 * j + 3);
  }

  private void fillSingle(int j) {
    double a = parameters[j];
    double peak = ExponentialFunctions.peak(a, times);
    for (int i = 0; i < times.length; i++) {
      double value = Math.exp(a * times[i] - peak);
      functions.set(i, j, value);
      derivatives.set(i, 2 * j, times[i] * value);
    }
    ExponentialFunctions.normalize(functions, j, derivatives, 2 * j);
  }

  /** S by its series, for |d| t² below 1. */
  private static double sine(double d, double t) {
    double sum = 0;
    double term = t;
    for (int k = 1; k <= 10; k++) {
      sum += term;
      term *= d * t * t / ((2 * k) * (2 * k + 1));
    }
    return sum;
  }

  /** dS/dd by its series, for |d| t² below 1. */
  private static double slopeOfSine(double d, double t) {
    double sum = 0;
    double term = t * t * t / 6;
    for (int k = 1; k <= 10; k++) {
      sum += k * term;
      term *= d * t * t / ((2 * k + 2) * (2 * k + 3));
    }
    return sum;
  }

  @Override
  public Matrix functions() {
    return functions;
  }

  @Override
  public Matrix derivatives(int parameter) {
    boolean alone = parameter == parameters.length - 1 && parameters.length % 2 == 1;
    return derivatives.columns(2 * parameter, 2 * parameter + (alone ? 1 : 2));
  }

  /** The exponents, conjugate pairs adjacent with the positive imaginary part first. */
  static Complex[] exponents(double... parameters) {
    int r = parameters.length;
    Complex[] result = new Complex[r];
    for (int j = 0; j + 1 < r; j += 2) {
      double root = Math.sqrt(Math.abs(parameters[j + 1]));
      boolean real = parameters[j + 1] >= 0;
      result[j] = new Complex(parameters[j] + (real ? root : 0), real ? 0 : root);
      result[j + 1] = new Complex(parameters[j] - (real ? root : 0), real ? 0 : -root);
    }
    if (r % 2 == 1) {
      result[r - 1] = new Complex(parameters[r - 1], 0);
    }
    return result;
  }

  /** The mean squared distances of the exponents, for parameters with some covariance. */
  static double[] errors(double[] parameters, Matrix covariance) {
    int r = parameters.length;
    double[] result = new double[r];
    for (int j = 0; j + 1 < r; j += 2) {
      double root = Math.sqrt(Math.abs(parameters[j + 1]));
      double own = covariance.get(j, j) + covariance.get(j + 1, j + 1) / (4 * root * root);
      double cross = parameters[j + 1] >= 0 ? covariance.get(j, j + 1) / root : 0;
      result[j] = own + cross;
      result[j + 1] = own - cross;
    }
    if (r % 2 == 1) {
      result[r - 1] = covariance.get(r - 1, r - 1);
    }
    return result;
  }

  /**
   * The parameters of exponents.
   *
   * @param exponents closed under conjugation; the imaginary part of a lone one is dropped
   */
  static double[] parameters(Complex... exponents) {
    Complex[] upper = Arrays.stream(exponents).filter(s -> s.im() > 0).toArray(Complex[]::new);
    double[] real =
        Arrays.stream(exponents).filter(s -> s.im() == 0).mapToDouble(Complex::re).toArray();
    double[] result = new double[2 * upper.length + real.length];
    int at = 0;
    for (Complex s : upper) {
      result[at++] = s.re();
      result[at++] = -s.im() * s.im();
    }
    for (int j = 0; j + 1 < real.length; j += 2) {
      double half = (real[j] - real[j + 1]) / 2;
      result[at++] = (real[j] + real[j + 1]) / 2;
      result[at++] = half * half;
    }
    if (real.length % 2 == 1) {
      result[at] = real[real.length - 1];
    }
    return result;
  }
}
