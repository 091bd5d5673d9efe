// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.fft;

import ritz.kernels.DoubleBlas;

/**
 * The discrete Fourier transform of one length, which may be any: X(k) = sum over j of x(j) exp(-2
 * pi i j k / n).
 *
 * <p>Lengths without prime factors above 31 are taken apart into passes of radix 4, 2, 3, 5 and the
 * other primes; all others become a convolution of such a length (Bluestein 1970). The error is of
 * order eps log n relative to the 2-norm of the numbers. The cost is about 5 n log2(n) operations,
 * four to six times that for a convolution.
 *
 * <p>A plan is immutable and thread-safe. It holds about 2 n numbers and keeps the workspace of one
 * transform, so make it once and use it often.
 */
public final class Fft {
  private static final int LARGEST = 1 << 26;

  /** The length up to which splitting a transform costs more than it gains. */
  private static final int LARGEST_SMALL = 20;

  private final int length;
  private final Transform transform;

  private Fft(int length, Transform transform) {
    this.length = length;
    this.transform = transform;
  }

  /**
   * A plan for one length.
   *
   * @param n the length, at least 1
   * @return the plan
   * @throws IllegalArgumentException if the length is less than 1 or more than 2^26
   */
  public static Fft of(int n) {
    if (n < 1 || n > LARGEST) {
      throw new IllegalArgumentException("n: " + n + ", expected 1 to " + LARGEST);
    }
    Radices radices = Radices.of(n);
    return new Fft(n, radices.rest() == 1 ? smooth(radices) : new Bluestein(n));
  }

  /** A transform whose length is a product of radices. */
  static Transform smooth(Radices radices) {
    boolean small = radices.product() <= LARGEST_SMALL || radices.count() == 1;
    return small ? new SmallTransform(radices) : new FourStep(radices);
  }

  /**
   * The length.
   *
   * @return n
   */
  public int length() {
    return length;
  }

  /**
   * Replaces x by its transform X.
   *
   * @param re the real parts
   * @param im the imaginary parts, in another array
   * @throws IllegalArgumentException if an array has another length than the plan, or both are the
   *     same
   */
  public void forward(double[] re, double[] im) {
    requireParts(re, im);
    transform.forward(re, im);
  }

  /**
   * Replaces X by the x whose transform it is: the inverse of {@link #forward}, the factor 1/n
   * included.
   *
   * @param re the real parts
   * @param im the imaginary parts, in another array
   * @throws IllegalArgumentException if an array has another length than the plan, or both are the
   *     same
   */
  public void inverse(double[] re, double[] im) {
    requireParts(re, im);
    // Exchanging the parts, conjugation times i, before and after turns the transform round.
    transform.forward(im, re);
    DoubleBlas.scal(length, 1.0 / length, re, 0);
    DoubleBlas.scal(length, 1.0 / length, im, 0);
  }

  private void requireParts(double[] re, double[] im) {
    requireLength("re", re);
    requireLength("im", im);
    if (re == im) {
      throw new IllegalArgumentException("im: the same array as re, expected another");
    }
  }

  private void requireLength(String name, double[] part) {
    if (part.length != length) {
      throw new IllegalArgumentException(
          name + ": " + part.length + " numbers, the plan is for " + length);
    }
  }
}
