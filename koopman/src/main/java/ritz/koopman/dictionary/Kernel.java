// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dictionary;

import java.util.function.DoubleUnaryOperator;

/** A function k(x, y) of two states, symmetric, that stands for an inner product of features. */
@FunctionalInterface
public interface Kernel {
  /**
   * The kernel of two states.
   *
   * @param x a state
   * @param y a state of the same length
   * @return k(x, y)
   */
  double of(double[] x, double[] y);

  /**
   * exp(-|x - y|² / (2 width²)).
   *
   * @param width the width, positive
   * @return the kernel
   * @throws IllegalArgumentException if the width is out of range
   */
  static Kernel gaussian(double width) {
    States.requirePositive(width, "width");
    return radial(r -> Math.exp(-r * r / (2 * width * width)));
  }

  /**
   * exp(-|x - y| / width), for functions that are less smooth.
   *
   * @param width the width, positive
   * @return the kernel
   * @throws IllegalArgumentException if the width is out of range
   */
  static Kernel laplacian(double width) {
    States.requirePositive(width, "width");
    return radial(r -> Math.exp(-r / width));
  }

  /**
   * (offset + x · y)^degree, whose features are all monomials up to the degree.
   *
   * @param degree at least 1
   * @param offset at least 0
   * @return the kernel
   * @throws IllegalArgumentException if a number is out of range
   */
  static Kernel polynomial(int degree, double offset) {
    States.requireAtLeast(1, degree, "degree");
    if (!(offset >= 0 && offset < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("offset: " + offset + ", expected at least 0");
    }
    return (x, y) -> {
      double sum = offset;
      for (int i = 0; i < x.length; i++) {
        sum += x[i] * y[i];
      }
      return Math.pow(sum, degree);
    };
  }

  /**
   * A function of the distance |x - y|.
   *
   * @param function takes a distance to the kernel
   * @return the kernel
   */
  static Kernel radial(DoubleUnaryOperator function) {
    return (x, y) -> {
      double sum = 0;
      for (int i = 0; i < x.length; i++) {
        sum += (x[i] - y[i]) * (x[i] - y[i]);
      }
      return function.applyAsDouble(Math.sqrt(sum));
    };
  }
}
