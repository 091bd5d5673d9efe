// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;

/**
 * The power of two that brings a matrix into the range where an algorithm neither overflows nor
 * loses digits to underflow. It is 1 for all but extreme matrices, and moves large entries no
 * further than it must, so that the small ones beside them survive.
 */
final class Scale {
  /** Leaves a factor of 2^40 for norms and sums. */
  private static final int LARGEST_EXPONENT = Double.MAX_EXPONENT - 43;

  /** Leaves the rounding errors of the largest entries representable. */
  private static final int SMALLEST_EXPONENT = Double.MIN_EXPONENT + 122;

  private final int exponent;

  private Scale(int exponent) {
    this.exponent = exponent;
  }

  /** The scale for algorithms that form sums, but no products, of entries. */
  static Scale of(Matrix a) {
    return of(a, SMALLEST_EXPONENT, LARGEST_EXPONENT);
  }

  /** The scale that brings the largest entry between two powers of two. */
  static Scale of(Matrix a, int smallestExponent, int largestExponent) {
    double largest = Blocks.largest(a);
    if (largest == 0) {
      return new Scale(0);
    }
    int found = Math.getExponent(largest);
    return new Scale(Math.max(smallestExponent, Math.min(largestExponent, found)) - found);
  }

  /** A scaled copy. */
  Matrix apply(Matrix a) {
    Matrix result = a.copy();
    apply(result.data());
    return result;
  }

  /** Scales entries in place. */
  void apply(double[] entries) {
    multiply(entries, exponent);
  }

  /**
   * Takes the scale out of results that are proportional to the matrix, in place.
   *
   * @param name what to call them in the message
   * @throws NumericalException if one exceeds the range of double
   */
  void undo(double[] results, String name) {
    multiply(results, -exponent);
    for (double value : results) {
      if (Double.isInfinite(value)) {
        throw new NumericalException(name + ": exceeds the range of double");
      }
    }
  }

  private static void multiply(double[] values, int exponent) {
    if (exponent != 0) {
      for (int i = 0; i < values.length; i++) {
        values[i] = Math.scalb(values[i], exponent);
      }
    }
  }
}
