// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import java.util.Arrays;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.DoubleBlas;
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

  /** The exponents that bring a number of any size to any other. */
  private static final int MOST_EXPONENT = 2200;

  /** All of them, from the smallest power on. */
  private static final Scale[] SCALES = new Scale[2 * MOST_EXPONENT + 1];

  static {
    Arrays.setAll(SCALES, i -> new Scale(i - MOST_EXPONENT));
  }

  private final int exponent;

  private Scale(int exponent) {
    this.exponent = exponent;
  }

  private static Scale ofExponent(int exponent) {
    return SCALES[MOST_EXPONENT + exponent];
  }

  /** The scale for algorithms that form sums, but no products, of entries. */
  static Scale of(Matrix a) {
    return of(a, SMALLEST_EXPONENT, LARGEST_EXPONENT);
  }

  /**
   * The same for a matrix that a caller gave, in one pass over the memory.
   *
   * @param name what to call it in the message
   * @throws IllegalArgumentException if an entry is not finite
   */
  static Scale ofFinite(Matrix a, String name) {
    return ofFinite(a, name, SMALLEST_EXPONENT, LARGEST_EXPONENT);
  }

  /** The same, bringing the largest entry between two powers of two. */
  static Scale ofFinite(Matrix a, String name, int smallestExponent, int largestExponent) {
    double largest = Blocks.largest(a);
    if (!Double.isFinite(largest)) {
      a.requireFinite(name);
    }
    return of(largest, smallestExponent, largestExponent);
  }

  /** The same for a complex matrix. */
  static Scale ofFinite(ComplexMatrix a, String name) {
    return ofFinite(a, name, SMALLEST_EXPONENT, LARGEST_EXPONENT);
  }

  /** The same, bringing the largest part of an entry between two powers of two. */
  static Scale ofFinite(ComplexMatrix a, String name, int smallestExponent, int largestExponent) {
    double largest = Math.max(Blocks.largest(a.real()), Blocks.largest(a.imaginary()));
    if (!Double.isFinite(largest)) {
      a.requireFinite(name);
    }
    return of(largest, smallestExponent, largestExponent);
  }

  /** The scale that brings the largest entry between two powers of two. */
  static Scale of(Matrix a, int smallestExponent, int largestExponent) {
    return of(Blocks.largest(a), smallestExponent, largestExponent);
  }

  private static Scale of(double largest, int smallestExponent, int largestExponent) {
    if (largest == 0) {
      return ofExponent(0);
    }
    int found = Math.getExponent(largest);
    return ofExponent(Math.max(smallestExponent, Math.min(largestExponent, found)) - found);
  }

  /** A scaled copy. */
  Matrix apply(Matrix a, Workspace work) {
    Matrix result = work.copy(a);
    apply(result.data());
    return result;
  }

  /** A scaled copy. */
  ComplexMatrix apply(ComplexMatrix a, Workspace work) {
    return work.join(apply(a.real(), work), apply(a.imaginary(), work));
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
      if (!Double.isFinite(value)) {
        throw new NumericalException(name + ": exceeds the range of double");
      }
    }
  }

  /** The same for a complex result. */
  void undo(ComplexMatrix result, String name) {
    undo(result.real().data(), name);
    undo(result.imaginary().data(), name);
  }

  private static void multiply(double[] values, int exponent) {
    if (Math.abs(exponent) <= Double.MAX_EXPONENT - 1) {
      if (exponent != 0) {
        DoubleBlas.scal(values.length, Math.scalb(1.0, exponent), values, 0);
      }
      return;
    }
    // The power of two itself leaves the range.
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.scalb(values[i], exponent);
    }
  }
}
